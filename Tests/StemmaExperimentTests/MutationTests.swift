import StemmaExperiment
import StemmaRecord
import Testing

/// Changes a text by a seed: bytes flipped, put in, cut and doubled, tokens spliced in.
struct Mutator {
  private static let tokens = [
    ": ", "- ", "[", "]", "{", "}", "\"", "'", "|\n", ">-\n", "&a ", "*a", "!!int ", "#", "---\n",
    "...\n", "\t", "\n", "\r", "? ", "<<: ", "%YAML 1.2\n", "~", "null", "\u{FEFF}", "\u{2028}",
    "\0", "1e999", "-0", "0x", "18446744073709551616", "e\u{301}", "🇫🇷", "\\u0000", "\\ud800",
    "{count}", "{{x}}", "{nope}", "\"name\":", "sampling:\n  seed: 1\n", "stemma: 1\n", ",",
  ].map { Array($0.utf8) }

  private var draws: Draws

  init(seed: UInt64, number: Int) {
    draws = Draws(seed: seed, item: ItemKey(["mutator": 1]), slot: number)
  }

  private mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(max(1, bound)))) }

  mutating func changed(_ original: [UInt8]) -> [UInt8] {
    var bytes = original
    for _ in 0...below(6) {
      let place = below(bytes.count + 1)
      let length = min(below(24), bytes.count - place)
      switch below(7) {
      case 0 where place < bytes.count: bytes[place] ^= 1 << UInt8(below(8))
      case 1: bytes.insert(UInt8(below(256)), at: place)
      case 2: bytes.removeSubrange(place..<(place + length))
      case 3: bytes.insert(contentsOf: bytes[place..<(place + length)], at: place)
      case 4: bytes.insert(contentsOf: bytes[place..<(place + length)], at: below(bytes.count))
      default: bytes.insert(contentsOf: Self.tokens[below(Self.tokens.count)], at: place)
      }
    }
    return bytes
  }
}

/// What is damaged, and what must hold where it can still be read.
enum Kind: CaseIterable {
  case manifest, seeded, template, override

  var original: String {
    switch self {
    case .manifest: Self.manifestText
    case .seeded: Self.seededText
    case .template: Self.templateText
    case .override: "filters=[schema, {duplicates: {threshold: 0.9}}]"
    }
  }

  func readsAndRoundTrips(_ bytes: [UInt8]) throws(ManifestError) -> Bool {
    switch self {
    case .template:
      let template = try Template.read(bytes, file: "x")
      return Template(json: template.json) == template
    case .manifest, .seeded: return roundTrips(try reader.read(bytes, file: "x"))
    case .override:
      return roundTrips(
        try reader.read(
          Array(minimal().utf8), file: "m", overrides: [String(decoding: bytes, as: UTF8.self)]))
    }
  }

  private func roundTrips(_ manifest: Manifest) -> Bool {
    let what = manifest.what(template: ObjectID(of: .template, []))
    let again = try? Manifest(what: what, catalogue: catalogue)
    return again?.what(template: ObjectID(of: .template, [])) == what
  }

  private static let manifestText = """
    # A comment
    stemma: 1
    dataset: demo
    description: "Questions: and answers"
    task: qa
    inputs:
      documents: [a.md, 'b/*.txt']
    teacher: embedded
    sampling: {seed: 7, temperature: 0.7}
    domain: café
    constraints:
      - >-
        Ask only what
        the text answers.
      - Keep units.
    count: 20
    filters:
      - schema
      - duplicates: {threshold: 0.9}
    """
  private static let seededText = """
    stemma: 1
    dataset: demo
    task: instruction
    inputs:
      seeds: ["a.json", b/*.jsonl]
      datasets:
        - coffee@head~1
        - tea@sha256:ab12
    strategy: free
    candidates: 3
    """
  private static let templateText = """
    {"name": "t", "systemPrompt": "On {domain}, \\u00e9\\ud83d\\ude00.",
     "userPrompt": "Ask {count} {{x}} of\\n{section}", "defaultOutputSchema": {"a": [1, null]}}
    """
}

@Suite struct MutationTests {
  private static let seed: UInt64 = 20_261_121
  private static let batches = 20
  private static let perBatch = 1_000

  @Test(
    "a damaged manifest, template or override is read or refused with places in it",
    arguments: 0..<batches)
  func damaged(batch: Int) {
    var read = 0
    for number in (batch * Self.perBatch)..<((batch + 1) * Self.perBatch) {
      var mutator = Mutator(seed: Self.seed, number: number)
      let kind = Kind.allCases[number % Kind.allCases.count]
      let text = mutator.changed(Array(kind.original.utf8))
      do throws(ManifestError) {
        #expect(try kind.readsAndRoundTrips(text), "seed \(Self.seed), case \(number)")
        read += 1
      } catch {
        let isSensible = error.problems.allSatisfy { Self.isSensible($0, text) }
        #expect(
          isSensible,
          "seed \(Self.seed), case \(number): \(error) in \(String(decoding: text, as: UTF8.self))")
      }
    }
    #expect(read > 0 && read < Self.perBatch)
  }

  /// In the text, or just behind its end.
  private static func isSensible(_ problem: ManifestProblem, _ text: [UInt8]) -> Bool {
    // The override's mistakes may lie in what the manifest then lacks.
    let text = problem.file == "m" ? Array(minimal().utf8) : text
    let lines = String(decoding: text, as: UTF8.self).unicodeScalars.split(
      omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r" })
    guard problem.line >= 1, problem.line <= lines.count, problem.column >= 1 else { return false }
    // CR LF is one line end to the reader and two here, so the longest line bounds the column.
    let longest = lines.map(\.count).max() ?? 0
    return problem.column <= longest + 1 && !problem.whatHappened.isEmpty
      && !problem.nextStep.isEmpty
      && (problem.code.hasPrefix("manifest.") || problem.code.hasPrefix("template."))
  }
}
