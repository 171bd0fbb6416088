public import StemmaRecord

/// An adapter that answered for a receipt: an edge from trained weights to what was made with them.
public struct AdapterRow: Hashable, Sendable {
  public let receipt: ObjectID
  public let digest: AdapterDigest

  public init(receipt: ObjectID, digest: AdapterDigest) {
    self.receipt = receipt
    self.digest = digest
  }
}

extension AdapterRow: SealedRow {
  static let table = SealedTable.adapter

  init?(_ columns: [SealedValue]) {
    guard columns.count == 2, let receipt = columns[0].id, let digest = columns[1].id else {
      return nil
    }
    self.init(receipt: receipt, digest: AdapterDigest(digest))
  }

  var columns: [SealedValue] { [.blob(receipt.bytes), .blob(digest.bytes)] }

  static func precedes(_ left: AdapterRow, _ right: AdapterRow) -> Bool {
    left.receipt == right.receipt ? left.digest < right.digest : left.receipt < right.receipt
  }
}
