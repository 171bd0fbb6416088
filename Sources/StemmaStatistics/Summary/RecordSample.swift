import StemmaRecord
import StemmaText

/// The records whose ids hash lowest: a sample that is the same whatever the order, and the same
/// records in two versions that both have them.
struct RecordSample: Sendable {
  static let limit = 1024
  /// Of a record's texts, no more than this is kept.
  static let textLimitBytes = 32 << 10

  struct Entry: Sendable {
    let hash: UInt64
    let id: RecordID
    /// Texts by their field's name, in the row's order.
    let texts: [(field: String, text: String)]
    /// Whether texts were cut.
    let isCut: Bool
  }

  private var entries: [Entry] = []
  /// No hash above this can be among the lowest.
  private var highest = UInt64.max

  init() {}

  /// - Parameter texts: asked for only where the record belongs to the sample so far.
  mutating func add(_ id: RecordID, _ texts: () -> [(field: String, text: String)]) {
    let hash = HashedWords.hash(ofBytes: id.text)
    guard hash <= highest else { return }
    entries.append(Self.entry(hash, id, texts()))
    if entries.count >= 2 * Self.limit { prune() }
  }

  mutating func merge(_ other: RecordSample) {
    entries += other.entries
    prune()
  }

  /// By hash, then by id.
  var sorted: [Entry] {
    var copy = self
    copy.prune()
    return copy.entries
  }

  private mutating func prune() {
    entries.sort { left, right in
      left.hash != right.hash
        ? left.hash < right.hash
        : left.id.text.precedesByBytes(right.id.text)
    }
    guard entries.count >= Self.limit else { return }
    entries.removeLast(entries.count - Self.limit)
    highest = entries.last?.hash ?? .max
  }

  private static func entry(
    _ hash: UInt64, _ id: RecordID, _ texts: [(field: String, text: String)]
  ) -> Entry {
    var left = textLimitBytes
    var isCut = false
    let kept = texts.map { field, text in
      var kept = text
      if text.utf8.count > left {
        isCut = true
        // Whole scalars only.
        let scalars = text.unicodeScalars
        var end = scalars.startIndex
        var size = 0
        while size + UTF8.width(scalars[end]) <= left {
          size += UTF8.width(scalars[end])
          end = scalars.index(after: end)
        }
        kept = String(scalars[..<end])
      }
      left -= kept.utf8.count
      return (field: field, text: kept)
    }
    return Entry(hash: hash, id: id, texts: kept, isCut: isCut)
  }
}
