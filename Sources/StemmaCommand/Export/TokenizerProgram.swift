import Glibc
import StemmaProgram
import StemmaRecord
import StemmaStatistics

/// Counts tokens as a `tokenizer.json` has them, by Python's library `tokenizers`.
///
/// Texts are put into a file first, a line for each record, and counted in one go.
final class TokenizerProgram {
  /// A tokenizer's file has at most so many bytes.
  private static let sizeLimitBytes = 256 << 20

  private let name: String
  private let sha256: String
  private let python: PythonProgram
  private let tokenizer: Int32
  private let texts: Int32
  private var sizeBytes = 0

  /// - Parameter path: of a `tokenizer.json`, as the user wrote it.
  /// - Throws: `InputError`; `TokenizerError.noPython`.
  init(_ path: String) throws {
    _ = try InputStream(path, isPlain: true)
    let bytes = try FileAccess.read(path, limitBytes: Self.sizeLimitBytes)
    var digest = FileDigest()
    bytes.withUnsafeBytes { digest.update($0) }
    sha256 = digest.finish()
    name = path
    guard let python = PythonProgram() else { throw TokenizerError.noPython }
    self.python = python
    tokenizer = try PythonProgram.file()
    texts = try PythonProgram.file()
    try FileAccess.write(bytes, to: tokenizer, path: "a temporary file")
  }

  deinit { for file in [tokenizer, texts] { close(file) } }

  /// Adds whole records, each a line of JSON with `messages`, as the format `chatml` writes them; empty
  /// lines are none.
  func add(_ lines: [UInt8]) throws {
    sizeBytes += lines.count
    try FileAccess.write([UInt8(ascii: "\n")] + lines, to: texts, path: "a temporary file")
  }

  /// Adds a record by its texts, whose parts stand where a conversation has its roles.
  func add(_ parts: [(part: String, text: String)]) throws {
    let messages = parts.map { part, text -> JSONValue in
      ["content": .string(text), "role": .string(part)]
    }
    try add(CanonicalJSON.bytes(["messages": .array(messages)]))
  }

  /// Counts what was added.
  ///
  /// - Throws: `TokenizerError`; `InputError.noTemporaryFile`.
  func count() throws -> TokenCount {
    let (output, errors) = (try PythonProgram.file(), try PythonProgram.file())
    defer { for file in [output, errors] { close(file) } }
    let status: Int32
    do throws(SystemFailure) {
      // A tokenizer does some megabytes a second; one that does not do a fiftieth of that is stuck.
      status = try python.run(
        Self.script, files: [texts, output, errors, tokenizer], seconds: 120 + sizeBytes / 50_000)
    } catch {
      throw TokenizerError.failed(error.reason)
    }
    if Shell.isInterruption(status) { throw CancellationError() }
    guard status == 0 else {
      let words = PythonProgram.complaint(errors)
      throw switch status {
      case Self.noLibrary: TokenizerError.noLibrary(python.path)
      case Self.noTokenizer: TokenizerError.unreadable(name, words)
      default:
        PythonProgram.isTimeUp(status) ? TokenizerError.tooSlow(name) : TokenizerError.failed(words)
      }
    }
    guard let count = read(PythonProgram.bytes(output)) else {
      throw TokenizerError.failed("its numbers cannot be read.")
    }
    return count
  }

  private func read(_ bytes: [UInt8]) -> TokenCount? {
    guard let json = try? JSONReader.read(bytes), let records = json["records"]?.integer,
      let tokens = json["tokens"]?.integer, let least = json["least"]?.integer,
      let most = json["most"]?.integer, let library = json["library"]?.string,
      let members = json["parts"]?.object?.members
    else { return nil }
    var parts = ByName<TokenCount.Part>()
    for (name, part) in members {
      guard let texts = part["texts"]?.integer, let tokens = part["tokens"]?.integer else {
        return nil
      }
      parts[name] = TokenCount.Part(texts: texts, tokens: tokens)
    }
    let short = name.split(separator: "/").last.map(String.init) ?? name
    return TokenCount(
      .tokenizer(name: short, sha256: sha256, library: library), records: records, tokens: tokens,
      least: least, most: most, parts: parts)
  }

  /// What the script ends with where Python has no `tokenizers`, and where the file is no tokenizer.
  private static let noLibrary: Int32 = 69
  private static let noTokenizer: Int32 = 65

  /// So many characters of lines are counted at once, and a line more. A tokenizer's own limits on length
  /// are for models, and not heeded.
  private static let script = """
    json, sys = map(__import__, ("json", "sys"))
    try:
        tokenizers = __import__("tokenizers")
    except ModuleNotFoundError as error:
        if error.name != "tokenizers": raise
        sys.exit(69)
    try:
        with open(3, encoding="utf-8") as file:
            tokenizer = tokenizers.Tokenizer.from_str(file.read())
    except BaseException as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        sys.exit(65)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    lines = open(0, encoding="utf-8", newline="\\n")
    records = tokens = most = 0
    least, parts = None, {}
    def batches():
        batch, size = [], 0
        for line in lines:
            if line == "\\n": continue
            batch.append(json.loads(line)["messages"])
            size += len(line)
            if size > 1000000:
                yield batch
                batch, size = [], 0
        yield batch
    for batch in batches():
        turns = [turn for messages in batch for turn in messages]
        found = tokenizer.encode_batch([turn["content"] for turn in turns], add_special_tokens=False)
        counts = iter([len(encoding) for encoding in found])
        for messages in batch:
            here = 0
            for turn in messages:
                count = next(counts)
                here += count
                part = parts.setdefault(turn["role"], {"texts": 0, "tokens": 0})
                part["texts"] += 1
                part["tokens"] += count
            records += 1
            tokens += here
            least, most = here if least is None else min(least, here), max(most, here)
    library = "tokenizers " + tokenizers.__version__
    json.dump({"least": least or 0, "library": library, "most": most, "parts": parts, "records": records,
               "tokens": tokens}, sys.stdout)
    """
}
