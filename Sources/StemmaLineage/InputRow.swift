public import StemmaRecord

/// One input of a receipt: an edge from a source to what was made of it.
public struct InputRow: Hashable, Sendable {
  public let receipt: ObjectID
  /// The input's name: its path relative to the manifest. No name stands twice in a receipt.
  public let name: String
  /// The object that holds the input's bytes as they were read.
  public let bytes: ObjectID
  /// The object that holds the text extracted from them.
  public let text: ObjectID

  public init(receipt: ObjectID, name: String, bytes: ObjectID, text: ObjectID) {
    self.receipt = receipt
    self.name = name
    self.bytes = bytes
    self.text = text
  }
}

extension InputRow: SealedRow {
  static let table = SealedTable.input

  init?(_ columns: [SealedValue]) {
    guard columns.count == 4, let receipt = columns[0].id, let name = columns[1].text,
      let bytes = columns[2].id, let text = columns[3].id
    else { return nil }
    self.init(receipt: receipt, name: name, bytes: bytes, text: text)
  }

  var columns: [SealedValue] {
    [.blob(receipt.bytes), .text(name), .blob(bytes.bytes), .blob(text.bytes)]
  }

  static func precedes(_ left: InputRow, _ right: InputRow) -> Bool {
    left.receipt == right.receipt
      ? left.name.precedesByBytes(right.name) : left.receipt < right.receipt
  }
}
