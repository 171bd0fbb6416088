import GRDB
import StemmaRecord

import struct FoundationEssentials.Data

/// One column's value in a sealed table.
enum SealedValue: Hashable, Sendable {
  case null
  case integer(Int64)
  case text(String)
  case blob([UInt8])

  /// - Returns: nil for a floating-point number, which no table holds.
  init?(_ value: DatabaseValue) {
    switch value.storage {
    case .null: self = .null
    case .int64(let number): self = .integer(number)
    case .string(let text): self = .text(text)
    case .blob(let data): self = .blob(Array(data))
    case .double: return nil
    }
  }

  var integer: Int64? { if case .integer(let value) = self { value } else { nil } }
  var number: Int? { integer.flatMap { Int(exactly: $0) } }
  var text: String? { if case .text(let value) = self { value } else { nil } }
  var blob: [UInt8]? { if case .blob(let value) = self { value } else { nil } }
  var id: ObjectID? { blob.flatMap { ObjectID(digest: $0) } }

  var databaseValue: DatabaseValue {
    switch self {
    case .null: .null
    case .integer(let number): number.databaseValue
    case .text(let text): text.databaseValue
    case .blob(let bytes): Data(bytes).databaseValue
    }
  }
}

/// The check of a row: 64 bits of SHA-256 over the table's name and every column.
enum Seal {
  static func of(_ table: String, _ columns: [SealedValue]) -> UInt64 {
    var encoded: [UInt8] = []
    encoded.reserveCapacity(256)
    append(.text(table), to: &encoded)
    for column in columns { append(column, to: &encoded) }
    return ObjectID(of: .plan, encoded).prefix64
  }

  /// A tag, the length or the number in eight bytes, the content: no two rows encode alike.
  private static func append(_ value: SealedValue, to out: inout [UInt8]) {
    switch value {
    case .null: append(tag: 0, 0, to: &out)
    case .integer(let number): append(tag: 1, UInt64(bitPattern: number), to: &out)
    case .text(let text):
      append(tag: 2, UInt64(text.utf8.count), to: &out)
      out.append(contentsOf: text.utf8)
    case .blob(let bytes):
      append(tag: 3, UInt64(bytes.count), to: &out)
      out.append(contentsOf: bytes)
    }
  }

  private static func append(tag: UInt8, _ word: UInt64, to out: inout [UInt8]) {
    out.append(tag)
    withUnsafeBytes(of: word.bigEndian) { out.append(contentsOf: $0) }
  }
}
