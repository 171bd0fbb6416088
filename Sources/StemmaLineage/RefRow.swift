import StemmaRecord

/// A git ref as it stood when the index took it in.
struct RefRow: Sendable {
  let name: String
  let commit: String
}

extension RefRow: SealedRow {
  static let table = SealedTable.ref

  init?(_ columns: [SealedValue]) {
    guard columns.count == 2, let name = columns[0].text, let commit = columns[1].text else {
      return nil
    }
    self.init(name: name, commit: commit)
  }

  var columns: [SealedValue] { [.text(name), .text(commit)] }

  static func precedes(_ left: RefRow, _ right: RefRow) -> Bool {
    left.name.precedesByBytes(right.name)
  }
}
