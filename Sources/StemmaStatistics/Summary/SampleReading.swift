import StemmaRecord
import StemmaText

/// What is measured on the sampled records, at every power of two from 16 and at their full number.
struct SampleReading {
  static let leastLevel = 16

  private(set) var levels: [DiversityLevel] = []
  /// By field: how the texts begin.
  private(set) var openings = ByName<CategoryCounts>()
  /// How many texts of each field there are.
  private(set) var openingTotals = ByName<Int>()
  /// The measure of textual lexical diversity, in thousandths of a word; nil without words.
  private(set) var mtldMilli: Int?

  private static let openingWords = 3
  private static let openingLimit = 64

  init(_ sample: [RecordSample.Entry]) {
    var level = DiversityLevel()
    var seen = (0..<4).map { _ in Set<UInt64>() }
    var frequency: [UInt64: Int] = [:]
    var bytes: [UInt8] = []
    var sketches: [MinHash] = []
    var all: [UInt64] = []
    for entry in sample {
      let words = HashedWords(of: entry.texts.map(\.text))
      words.forEachRun { length, hash in
        level.runs[length - 1] += 1
        seen[length - 1].insert(hash)
        if length == 1 { frequency[hash, default: 0] += 1 }
      }
      all += words.words
      for (_, text) in entry.texts { bytes += Array(text.utf8) + [UInt8(ascii: "\n")] }
      let sketch = MinHash(of: words.shingles)
      for other in sketches { level.equalLanes += sketch.equalLanes(to: other) }
      sketches.append(sketch)
      level.records += 1
      level.words = all.count
      let isPower = level.records >= Self.leastLevel && level.records.nonzeroBitCount == 1
      guard isPower || level.records == sample.count else { continue }
      level.distinct = seen.map(\.count)
      level.entropyMillibits = Self.entropy(frequency.values)
      level.sizeBytes = bytes.count
      level.compressedBytes = DeflateSize.estimate(bytes)
      levels.append(level)
    }
    mtldMilli = LexicalDiversity.mtld(all)
    open(sample)
  }

  private mutating func open(_ sample: [RecordSample.Entry]) {
    var counts = ByName<[TextKey: Int]>()
    for entry in sample {
      for (field, text) in entry.texts {
        // A few hundred bytes hold three words, or it is no prose.
        let start = NormalForm(String(text.unicodeScalars.prefix(200)))
        let form = UnspacedWriting.parted(start.bytes)
        let words = form.split(separator: 0x20).prefix(Self.openingWords)
        let opening = String(decoding: Array(words.joined(separator: [0x20])), as: UTF8.self)
        guard opening.utf8.count <= CategoryCounts.lengthLimitBytes else { continue }
        counts[field, default: [:]][TextKey(opening), default: 0] += 1
        openingTotals[field, default: 0] += 1
      }
    }
    for (field, numbers) in counts {
      let commonest = numbers.filter { $0.value > 1 }.sorted { left, right in
        left.value != right.value ? left.value > right.value : left.key < right.key
      }.prefix(Self.openingLimit)
      var kept = CategoryCounts()
      for (opening, number) in commonest { kept.add(opening.text, number) }
      openings[field] = kept
    }
  }

  /// From how many words occur how often, so that no sum depends on an order.
  private static func entropy(_ counts: some Sequence<Int>) -> Int {
    var spectrum: [Int: Int] = [:]
    var total = 0
    for count in counts {
      spectrum[count, default: 0] += 1
      total += count
    }
    guard total > 0 else { return 0 }
    var sum = 0.0
    for (count, words) in spectrum.sorted(by: { $0.key < $1.key }) {
      sum += Double(words) * Double(count) * ExactMath.log2(Double(count))
    }
    let entropy = ExactMath.log2(Double(total)) - sum / Double(total)
    return Int((max(0, entropy) * 1000).rounded())
  }
}
