import StemmaRecord

/// The texts of benchmarks, prepared so that one look at a record's text finds those it shares words
/// with.
///
/// It takes 12 bytes for each run of words, 64 for each text's sketch, and the start of each text.
public struct BenchmarkIndex: Sendable {
  /// What is told of a text that was found.
  public struct Entry: Sendable {
    public let source: String
    public let place: String
    public let field: String
    /// How the text begins, up to 120 Unicode scalars.
    public let start: String
    /// Its different runs; 0 where it has fewer words than a run.
    public let runs: Int
  }

  /// Raised whenever the same texts would be found elsewhere.
  private static let revision = 1
  private static let revisions: JSONObject = [
    "benchmark-index": .integer(revision), "hashed-words": .integer(HashedWords.revision),
    "min-hash": .integer(MinHash.revision),
    "near-duplicates": .integer(NearDuplicates.revision),
    "normal-form": .integer(NormalForm.revision),
  ]

  public let rule: ContaminationRule
  /// What is looked for, and how: what was found by the same one need not be looked for again.
  public private(set) var digest = ""
  /// Only texts that can be found: of at least three words.
  public private(set) var entries: [Entry] = []
  /// How many texts there were by source, those too short to be found among them.
  public private(set) var textCounts: [String: Int] = [:]
  private var sketches: NearDuplicates
  /// Which texts have which run: by hash, then by text.
  private var hashes: [UInt64] = []
  private var texts: [UInt32] = []
  /// Which hashes there may be, by their lowest bits.
  private var filter: [UInt64] = [0]

  /// Of a run that many texts have, no more of them are looked at.
  private static let sharerLimit = 64
  private static let startScalars = 120

  /// - Parameter texts: fewer than 2^32.
  public init(_ texts: some Sequence<BenchmarkText>, rule: ContaminationRule) {
    self.rule = rule
    sketches = NearDuplicates(threshold: rule.nearness)
    var pairs: [(hash: UInt64, text: UInt32)] = []
    var hasher = ObjectHasher(.text)
    hasher.update(
      CanonicalJSON.bytes([
        "near": .string(rule.nearness.description), "revisions": .object(Self.revisions),
        "words": .integer(rule.runWords),
      ]))
    for text in texts {
      add(text, &pairs)
      // A byte that no text has parts them.
      hasher.update(Array(text.text.utf8) + [0xFF])
    }
    digest = hasher.finish().hex
    pairs.sort { ($0.hash, $0.text) < ($1.hash, $1.text) }
    hashes = pairs.map(\.hash)
    self.texts = pairs.map(\.text)
    var bits = 64
    while bits < 8 * pairs.count { bits *= 2 }
    filter = [UInt64](repeating: 0, count: bits / 64)
    for hash in hashes { filter[word(of: hash)] |= Self.bit(of: hash) }
  }

  private mutating func add(
    _ text: BenchmarkText, _ pairs: inout [(hash: UInt64, text: UInt32)]
  ) {
    textCounts[text.source, default: 0] += 1
    let words = HashedWords(of: [text.text])
    guard words.words.count >= ContaminationRule.leastWords else { return }
    let number = UInt32(entries.count)
    var runs = Set<UInt64>()
    words.forEachRun(of: rule.runWords, in: 0) { runs.insert($0) }
    pairs += runs.map { ($0, number) }
    sketches.insert(CompactSketch(MinHash(of: words.shingles)))
    let start = String(String.UnicodeScalarView(text.text.unicodeScalars.prefix(Self.startScalars)))
    entries.append(
      Entry(
        source: text.source, place: text.place, field: text.field, start: start,
        runs: runs.count))
  }

  /// What a text shares with the benchmarks.
  public struct Match: Sendable {
    /// The text of which the most runs are shared, the first of several, and how many different ones.
    public fileprivate(set) var overlap: (text: Int, runs: Int)?
    /// The nearest text, and how similar it is, in parts per million.
    public fileprivate(set) var nearest: (text: Int, similarity: Int)?
    /// All texts that share something, by their places in `entries`.
    public fileprivate(set) var texts: Set<Int> = []
  }

  /// - Returns: nil where nothing is shared.
  public func match(_ text: String) -> Match? {
    let words = HashedWords(of: [text])
    guard words.words.count >= ContaminationRule.leastWords else { return nil }
    var shared: [Int: Set<UInt64>] = [:]
    words.forEachRun(of: rule.runWords, in: 0) { hash in
      guard filter[word(of: hash)] & Self.bit(of: hash) != 0 else { return }
      var place = start(of: hash)
      let limit = min(hashes.count, place + Self.sharerLimit)
      while place < limit, hashes[place] == hash {
        shared[Int(texts[place]), default: []].insert(hash)
        place += 1
      }
    }
    var match = Match()
    match.texts = Set(shared.keys)
    match.overlap = shared.map { (text: $0.key, runs: $0.value.count) }
      .max { ($0.runs, -$0.text) < ($1.runs, -$1.text) }
    match.nearest = sketches.nearest(to: CompactSketch(MinHash(of: words.shingles)))
      .map { (text: $0.number, similarity: $0.similarity) }
    if let nearest = match.nearest { match.texts.insert(nearest.text) }
    return match.texts.isEmpty ? nil : match
  }

  private func word(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: (hash >> 6) & UInt64(filter.count - 1))
  }

  private static func bit(of hash: UInt64) -> UInt64 { 1 << (hash & 63) }

  /// The first place of a hash, or of the next one above it.
  private func start(of hash: UInt64) -> Int {
    var (low, high) = (0, hashes.count)
    while low < high {
      let middle = (low + high) / 2
      if hashes[middle] < hash { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
