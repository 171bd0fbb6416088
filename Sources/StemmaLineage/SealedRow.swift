/// A row of a sealed table: it goes to its columns and back.
protocol SealedRow: Sendable {
  static var table: SealedTable { get }

  /// - Parameter columns: in the table's order, without the seal.
  /// - Returns: nil where number or types of the columns do not fit.
  init?(_ columns: [SealedValue])

  /// In the table's order, without the seal.
  var columns: [SealedValue] { get }

  /// The order in which answers give rows; bytes, never a locale.
  static func precedes(_ left: Self, _ right: Self) -> Bool
}

extension SealedRow {
  var seal: UInt64 { Seal.of(Self.table.rawValue, columns) }
}
