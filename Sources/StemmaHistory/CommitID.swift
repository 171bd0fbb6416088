import StemmaRecord

/// The id of a commit: SHA-1 as git computes it.
public struct CommitID: Hashable, Comparable, Sendable, CustomStringConvertible {
  let name: GitName

  /// - Parameter hex: 40 lower-case hexadecimal digits; anything else gives nil.
  public init?(_ hex: String) {
    guard let name = GitName(hex) else { return nil }
    self.name = name
  }

  init(_ name: GitName) {
    self.name = name
  }

  /// 40 lower-case hexadecimal digits.
  public var hex: String { name.hex }

  public var description: String { hex }

  public static func < (left: CommitID, right: CommitID) -> Bool { left.name < right.name }
}

/// The id of a file's content in the history. Equal ids are equal bytes.
public struct BlobID: Hashable, Comparable, Sendable, CustomStringConvertible {
  let name: GitName

  init(_ name: GitName) {
    self.name = name
  }

  /// 40 lower-case hexadecimal digits.
  public var hex: String { name.hex }

  public var description: String { hex }

  public static func < (left: BlobID, right: BlobID) -> Bool { left.name < right.name }
}

/// The id of any git object: 20 bytes, kept as their 40 hexadecimal digits.
struct GitName: Hashable, Comparable, Sendable {
  let hex: String

  init?(_ hex: String) {
    guard hex.utf8.count == 40, Hexadecimal.decode(hex.utf8) != nil else { return nil }
    self.hex = hex
  }

  /// - Parameter bytes: exactly 20.
  init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 else { return nil }
    hex = Hexadecimal.encode(bytes)
  }

  var bytes: [UInt8] { Hexadecimal.decode(hex.utf8) ?? [] }

  /// Where the object lies while it is not in a pack, relative to `history.git`.
  var looseFile: String { "objects/\(hex.prefix(2))/\(hex.dropFirst(2))" }

  static func < (left: GitName, right: GitName) -> Bool { left.hex < right.hex }
}
