/// The compound files into which Microsoft's programs put documents that have a password.
enum CompoundFile {
  static let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
  /// The name of the part that is the document, in UTF-16.
  private static let part: [UInt8] = "EncryptedPackage".utf8.flatMap { byte -> [UInt8] in
    [byte, 0]
  }

  /// Names stand in the file's directory, in blocks that may lie anywhere.
  static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    guard bytes.starts(with: magic) else { return false }
    var start = magic.count
    while let found = bytes[start...].firstIndex(of: part[0]) {
      if bytes[found...].starts(with: part) { return true }
      start = found + 1
    }
    return false
  }
}
