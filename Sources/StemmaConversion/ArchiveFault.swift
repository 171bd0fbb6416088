import StemmaRecord

/// What is wrong with a zip archive.
public enum ArchiveFault: Error, Hashable, Sendable {
  /// It begins as one, and its end, where its directory stands, is missing.
  case cutOff
  /// Its directory is not where, or what, its end says.
  case badDirectory
  /// There is nothing in it.
  case noParts
  /// A part lies where no part can be, such as beyond the end.
  case misplaced(part: String)
  /// Two parts share bytes.
  case overlapping(part: String, other: String)
  /// A part is packed in a way that documents are not.
  case unknownPacking(part: String)
  /// A part cannot be unpacked.
  case broken(part: String)
  /// A part unpacks to another size than its directory says.
  case wrongSize(part: String, sizeBytes: Int)

  /// A sentence.
  var whatHappened: String {
    switch self {
    case .cutOff: "This document is cut off: the directory at its end is missing."
    case .badDirectory: "This document's directory of parts is damaged."
    case .noParts: "This document is an archive with nothing in it."
    case .misplaced(let part): "This document is damaged: \(part.quoted) lies outside of it."
    case .overlapping(let part, let other):
      "This document is damaged: \(part.quoted) and \(other.quoted) share bytes."
    case .unknownPacking(let part):
      "This document's \(part.quoted) is packed in a way that documents are not."
    case .broken(let part): "This document is damaged: \(part.quoted) cannot be unpacked."
    case .wrongSize(let part, let size):
      "This document is damaged: \(part.quoted) does not unpack to the \(size) bytes that it claims."
    }
  }
}

extension String {
  /// A name from a file, as a message may show it.
  var quoted: String { "`\(onOneLine(limit: 80))`" }
}
