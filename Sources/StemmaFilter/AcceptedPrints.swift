import StemmaRecord
import StemmaText

/// What the filter `duplicates` knows of the accepted records beside their sketches: ids and digests,
/// about 35 bytes a record.
struct AcceptedPrints: Sendable {
  /// Words of 32 bits only, so that no room is lost between them.
  private struct Entry: Sendable {
    let id: (UInt32, UInt32, UInt32)
    let row: (UInt32, UInt32)
    let question: (UInt32, UInt32)
  }

  private var entries = ChunkedArray<Entry>()
  /// Ids that are not of stemma's making, by number.
  private var foreignIDs: [Int: RecordID] = [:]
  private var questions = BandTables(bandCount: 1)

  mutating func append(_ print: DuplicatesFilter.Print) {
    let digits = Self.digits(print.id)
    if digits == nil { foreignIDs[entries.count] = print.id }
    entries.append(
      Entry(
        id: digits ?? (0, 0, 0), row: Self.halves(print.row),
        question: Self.halves(print.question ?? 0)))
    let entries = entries
    questions.append { number, _ in
      let entry = entries[number]
      // Without a question a place is taken all the same, anywhere.
      return entry.question == (0, 0) ? Self.whole(entry.row) : Self.whole(entry.question)
    }
  }

  /// The digest of a record's row.
  func row(_ number: Int) -> UInt64 { Self.whole(entries[number].row) }

  func id(_ number: Int) -> RecordID {
    if let foreign = foreignIDs[number] { return foreign }
    let (first, second, third) = entries[number].id
    let bytes = [first, second, third].flatMap { word in
      withUnsafeBytes(of: word.bigEndian) { Array($0) }
    }
    return RecordID(Hexadecimal.encode(bytes))
  }

  /// The first record whose question has this digest.
  func first(asking question: UInt64) -> Int? {
    var first: Int?
    questions.forEach(0, question) { number in
      if number < first ?? Int.max, Self.whole(entries[number].question) == question {
        first = number
      }
    }
    return first
  }

  /// The twelve bytes of an id of stemma's making; nil for any other.
  private static func digits(_ id: RecordID) -> (UInt32, UInt32, UInt32)? {
    guard id.text.utf8.count == 24, let bytes = Hexadecimal.decode(id.text.utf8) else { return nil }
    func word(_ start: Int) -> UInt32 {
      bytes[start..<start + 4].reduce(0) { $0 << 8 | UInt32($1) }
    }
    return (word(0), word(4), word(8))
  }

  private static func halves(_ digest: UInt64) -> (UInt32, UInt32) {
    (UInt32(digest >> 32), UInt32(truncatingIfNeeded: digest))
  }

  private static func whole(_ halves: (UInt32, UInt32)) -> UInt64 {
    UInt64(halves.0) << 32 | UInt64(halves.1)
  }
}
