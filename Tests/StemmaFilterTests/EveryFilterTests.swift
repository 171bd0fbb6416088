import StemmaRecord
import Testing

@testable import StemmaFilter

/// What holds of every filter in the catalogue, now and later.
@Suite("Every filter")
struct EveryFilterTests {
  static let names = FilterChain.catalogue.map(\.name)

  @Test("has a name of its own, a summary, and a revision under that name")
  func catalogue() {
    #expect(
      Self.names == [
        "schema", "length", "duplicates", "quality", "judge", "sway", "regex", "pii", "language",
        "contamination",
      ])
    #expect(FilterChain.revisions.keys.sorted() == Self.names.sorted())
    #expect(FilterChain.revisions.values.allSatisfy { $0 >= 1 })
    for entry in FilterChain.catalogue {
      #expect(!entry.summary.isEmpty && entry.parameters.allSatisfy { !$0.summary.isEmpty })
      #expect(Set(entry.parameters.map(\.name)).count == entry.parameters.count)
    }
  }

  @Test("is set up with nothing said, with its standard values, and at both ends of each range")
  func parameters() throws {
    for entry in FilterChain.catalogue {
      let standard = Dictionary(
        uniqueKeysWithValues: entry.parameters.map { ($0.name, $0.standard) })
      let least = Said.least(of: entry.name)
      _ = try chain(entry.name, least)
      _ = try chain(entry.name, standard.merging(least) { $1 })
      #expect(
        entry.parameters.filter(\.isRequired).allSatisfy { least[$0.name] != nil }, "\(entry.name)")
      for parameter in entry.parameters {
        for value in ends(parameter.type) {
          // Ends that contradict another parameter, such as a least above the most, are refused.
          do {
            var one = try chain(entry.name, least.merging([parameter.name: value]) { $1 })
            _ = one.judge(candidate("a", "What is it?", "A thing."))
          } catch let error as FilterError {
            #expect(error.code == "filter.bad-parameter")
          }
        }
        for value in outside(parameter.type) {
          #expect(throws: FilterError.badParameter(filter: entry.name, parameter: parameter.name)) {
            try chain(entry.name, least.merging([parameter.name: value]) { $1 })
          }
        }
      }
    }
  }

  private func ends(_ type: FilterEntry.ParameterType) -> [FilterEntry.ParameterValue] {
    switch type {
    case .integer(let range): [.integer(range.lowerBound), .integer(range.upperBound)]
    case .decimal(let range): [.decimal(range.lowerBound), .decimal(range.upperBound)]
    case .word(let words): words.map { .word($0) }
    case .words(let words): [.texts(words), .texts([words[0]])]
    case .texts, .files: [.texts(["fr"])]
    case .fieldTexts(let most, let each):
      [
        .fieldTexts(["*": [String(repeating: "a", count: each)]]),
        .fieldTexts(["answer": (0..<most).map { "a\($0)" }]),
      ]
    }
  }

  private func outside(_ type: FilterEntry.ParameterType) -> [FilterEntry.ParameterValue] {
    switch type {
    case .integer(let range):
      [
        .integer(range.lowerBound - 1), .integer(range.upperBound + 1),
        .decimal(Millionths(count: range.lowerBound)),
      ]
    case .decimal(let range):
      [
        .decimal(Millionths(count: range.lowerBound.count - 1)),
        .decimal(Millionths(count: range.upperBound.count + 1)), .integer(1),
      ]
    case .word, .words: [.word("nothing of the kind"), .texts(["none"]), .texts([]), .integer(1)]
    case .texts, .files: [.texts([]), .texts([""]), .word("fr")]
    case .fieldTexts(let most, let each):
      [
        .fieldTexts(["*": []]), .fieldTexts(["*": [String(repeating: "a", count: each + 1)]]),
        .fieldTexts(["*": (0...most).map { "a\($0)" }]), .texts(["a"]),
      ]
    }
  }

  @Test("speaks under its own name, with a stable word where it drops", arguments: names)
  func verdicts(name: String) throws {
    var one = try chain(name, Said.least(of: name))
    var words: Set<String> = []
    for candidate in mixedCandidates(seed: 1, count: 400) {
      let verdicts = one.run(candidate)
      #expect(verdicts.count == 1)
      #expect(verdicts.allSatisfy { $0.filter == name })
      words.formUnion(verdicts.compactMap(\.reason))
      for score in verdicts.compactMap(\.score) { #expect((0...1_000_000).contains(score)) }
    }
    #expect(!words.isEmpty)
    for word in words {
      #expect(word.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil, "\(word)")
    }
  }

  @Test(
    "gives the same verdicts again, judged once or thrice, copied or new",
    arguments: names, [1, 2, 3] as [UInt64])
  func determinism(name: String, seed: UInt64) throws {
    var first = try chain(name, Said.least(of: name))
    var second = try chain(name, Said.least(of: name))
    for candidate in mixedCandidates(seed: seed, count: 300) {
      _ = second.judge(candidate)
      _ = second.judge(mixedCandidates(seed: seed + 9, count: 1)[0])
      var copy = second
      let verdicts = first.run(candidate)
      #expect(copy.judge(candidate) == verdicts)
      #expect(second.run(candidate) == verdicts)
    }
  }

  @Test("names as the other record only one that was accepted", arguments: names)
  func others(name: String) throws {
    var one = try chain(name, Said.least(of: name))
    var accepted: Set<RecordID> = []
    for candidate in mixedCandidates(seed: 4, count: 300) {
      let verdicts = one.run(candidate)
      for other in verdicts.compactMap(\.other) { #expect(accepted.contains(other)) }
      if verdicts.allSatisfy(\.isKept) { accepted.insert(candidate.id) }
    }
  }
}
