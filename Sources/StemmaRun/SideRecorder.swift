import StemmaExperiment
import StemmaFilter
import StemmaRecord
import StemmaStore

/// Draws a side for each kept record, and writes the sides when the last round is over: only then is
/// known which held-out records lie too near a training one.
///
/// Until then a record takes 12 bytes of its id, one for its side, and what `SplitLeaks` keeps.
struct SideRecorder {
  private let split: Split
  private let seed: UInt64
  private var leaks: SplitLeaks
  /// Ids as bytes, one after another, where they are 24 hexadecimal digits.
  private var digits: [[UInt8]] = []
  /// The others, by their number.
  private var texts: [Int: String] = [:]
  private var sides: [Side] = []
  private static let idBytes = 12
  private static let chunk = 4096

  init(_ split: Split, seed: UInt64) {
    self.split = split
    self.seed = seed
    leaks = SplitLeaks(threshold: split.leak)
  }

  mutating func add(_ record: Record) {
    let side = split.side(of: record, seed: seed)
    leaks.add(record.row, isHeldOut: side.isHeldOut)
    if sides.count.isMultiple(of: Self.chunk) {
      digits.append([])
      digits[digits.count - 1].reserveCapacity(Self.chunk * Self.idBytes)
    }
    let bytes = Hexadecimal.decode(record.id.text.utf8) ?? []
    let isCompact = bytes.count == Self.idBytes && Hexadecimal.encode(bytes) == record.id.text
    if !isCompact { texts[sides.count] = record.id.text }
    digits[digits.count - 1] += isCompact ? bytes : Array(repeating: 0, count: Self.idBytes)
    sides.append(side)
  }

  /// - Returns: the sequence's root, and how many records each side has.
  func finish(
    into sink: any ObjectSink, cut: SequenceCut
  ) throws(StoreError) -> (root: ObjectID, counts: [String: Int]) {
    let writer = SequenceWriter(into: sink, cut: cut)
    var counts: [String: Int] = [:]
    for side in split.sides { counts[side.rawValue] = 0 }
    var found = leaks.found()[...]
    for number in sides.indices {
      var side = RecordSide(sides[number])
      if let leak = found.first, leak.heldOut == number {
        found.removeFirst()
        side = RecordSide(
          RecordSide.Leak(drawn: sides[number], other: id(leak.training), score: leak.score))
      }
      counts[side.side.rawValue, default: 0] += 1
      try writer.append(id(number).text, CanonicalJSON.bytes(side.json))
    }
    return (try writer.finish(), counts)
  }

  private func id(_ number: Int) -> RecordID {
    if let text = texts[number] { return RecordID(text) }
    let start = number % Self.chunk * Self.idBytes
    return RecordID(
      Hexadecimal.encode(Array(digits[number / Self.chunk][start..<start + Self.idBytes])))
  }
}
