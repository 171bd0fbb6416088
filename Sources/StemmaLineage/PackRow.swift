import StemmaRecord

/// A pack whose objects the index knows.
struct PackRow: Sendable {
  let name: String
  /// What stands for the pack in `object`. It depends on the order in which packs came, so no
  /// answer shows it.
  let number: Int64
  /// How many different objects the pack holds.
  let objects: Int
}

extension PackRow: SealedRow {
  static let table = SealedTable.pack

  init?(_ columns: [SealedValue]) {
    guard columns.count == 3, let name = columns[0].text, let number = columns[1].integer,
      let objects = columns[2].number
    else { return nil }
    self.init(name: name, number: number, objects: objects)
  }

  var columns: [SealedValue] { [.text(name), .integer(number), .integer(Int64(objects))] }

  static func precedes(_ left: PackRow, _ right: PackRow) -> Bool {
    left.name.precedesByBytes(right.name)
  }
}
