import Glibc
import StemmaRecord
import StemmaStatistics

/// Sums up how long a piece's texts are, by field. Rows mostly have the same fields in the same
/// order, so the next one is tried first.
struct FieldLengths {
  private var keys: [[UInt8]] = []
  private var fields: [LengthSummary.Field] = []
  private var next = 0
  /// Rows of which each has fields of its own must not fill the memory: these are not summed up.
  static let fieldLimit = 256

  /// - Parameter key: as canonical JSON.
  mutating func add(_ key: UnsafeBufferPointer<UInt8>, scalars: Int) {
    if next >= keys.count { next = 0 }
    if keys.isEmpty || !Self.same(keys[next], key) {
      if let found = keys.firstIndex(where: { Self.same($0, key) }) {
        next = found
      } else {
        guard keys.count < Self.fieldLimit else { return }
        keys.append(Array(key))
        fields.append(LengthSummary.Field())
        next = keys.count - 1
      }
    }
    fields[next].add(scalars)
    next += 1
  }

  private static func same(_ left: [UInt8], _ right: UnsafeBufferPointer<UInt8>) -> Bool {
    guard left.count == right.count, let base = right.baseAddress else { return false }
    return memcmp(left, base, left.count) == 0
  }

  var summary: LengthSummary {
    var summary = LengthSummary()
    for (key, field) in zip(keys, fields) {
      guard let name = try? JSONReader.read(key).string else { continue }
      summary.add(field, named: name, fieldLimit: Self.fieldLimit)
    }
    return summary
  }
}
