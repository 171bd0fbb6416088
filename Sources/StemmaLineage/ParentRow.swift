public import StemmaRecord

/// One version that another was made from: an edge from receipt to receipt.
public struct ParentRow: Hashable, Sendable {
  public let receipt: ObjectID
  /// Its place among the receipt's parents, from 0.
  public let place: Int
  /// The parent's dataset, as the receipt names it.
  public let dataset: String
  public let parent: ObjectID

  public init(receipt: ObjectID, place: Int, dataset: String, parent: ObjectID) {
    self.receipt = receipt
    self.place = place
    self.dataset = dataset
    self.parent = parent
  }
}

extension ParentRow: SealedRow {
  static let table = SealedTable.parent

  init?(_ columns: [SealedValue]) {
    guard columns.count == 4, let receipt = columns[0].id, let place = columns[1].number,
      let dataset = columns[2].text, let parent = columns[3].id
    else { return nil }
    self.init(receipt: receipt, place: place, dataset: dataset, parent: parent)
  }

  var columns: [SealedValue] {
    [.blob(receipt.bytes), .integer(Int64(place)), .text(dataset), .blob(parent.bytes)]
  }

  static func precedes(_ left: ParentRow, _ right: ParentRow) -> Bool {
    left.receipt == right.receipt ? left.place < right.place : left.receipt < right.receipt
  }
}
