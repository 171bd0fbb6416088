/// A version's records as statistics read them: in leaves, so that what two versions have in common
/// need not be read.
public protocol RecordSequence {
  /// How many records there are.
  var count: Int { get }

  /// The leaves in plan order, with the number of records in each; equal ids hold equal records.
  func recordLeaves() throws -> [(id: ObjectID, count: Int)]

  /// The records of one leaf.
  func records(of leaf: ObjectID) throws -> [Record]
}

/// The sides of a version's records as statistics read them.
public protocol SideSequence {
  /// The leaves in plan order; equal ids hold equal sides.
  func sideLeaves() throws -> [ObjectID]

  /// The sides of one leaf.
  func sides(of leaf: ObjectID) throws -> [(id: RecordID, side: RecordSide)]
}
