import ArgumentParser
import StemmaRecord
import StemmaStatistics
import StemmaStore

struct TokensCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tokens",
    abstract: "Count a version's tokens, truly with a tokenizer.json.",
    discussion: """
      Of each record's texts, field by field. Without --tokenizer tokens are estimated, four bytes \
      each. With it they are what that tokenizer makes of each text by itself, without special tokens \
      and without a chat template; Python's library `tokenizers` counts them \
      (`python3 -m pip install tokenizers`).

      EXAMPLES
      stemma tokens coffee@1
      stemma tokens coffee@head --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput, .interrupted]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @OptionGroup var tokenizer: TokenizerOption

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let count = try TokenReading(store: store, receipt: store.receipt(version.receipt))
      .count(by: tokenizer.tokenizer)
    var json = Self.json(count)
    json["version"] = .string(version.name)
    options.write(json, lines(count, version))
  }

  /// The same in every report.
  static func json(_ count: TokenCount) -> JSONObject {
    var json: JSONObject = [
      "estimated": .bool(count.isEstimate), "least": .integer(count.least),
      "most": .integer(count.most),
      "parts": .object(
        JSONObject(
          unsorted: count.parts.map {
            ($0.name, ["texts": .integer($0.value.texts), "tokens": .integer($0.value.tokens)])
          }) ?? JSONObject()), "records": .integer(count.records),
      "tokens": .integer(count.tokens),
    ]
    if case .tokenizer(let name, let sha256, let library) = count.source {
      json["tokenizer"] = [
        "library": .string(library), "name": .string(name), "sha256": .string(sha256),
      ]
    }
    return json
  }

  private func lines(_ count: TokenCount, _ version: Version) -> [String] {
    let about = count.isEstimate ? "about " : ""
    var lines = [
      "\(version.name): \(about)\(count.tokens) tokens in \(count.records) records, "
        + "\(count.least) to \(count.most) each, "
        + "\(Statistic.decimal(count.mean, places: 1)) on average"
    ]
    lines += count.parts.map { name, part in
      "\(Terminal.visible(name)): \(about)\(part.tokens) tokens in \(part.texts) texts"
    }
    return lines + [Terminal.visible(count.words)]
  }
}

/// Which file says how texts become tokens.
struct TokenizerOption: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "A model's tokenizer.json, to count tokens truly; else they are estimated.",
      valueName: "file"), completion: .file(extensions: ["json"]))
  var tokenizer: String?
}
