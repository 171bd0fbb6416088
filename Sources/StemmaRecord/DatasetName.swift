/// What a dataset may be called: `[a-z0-9][a-z0-9._-]{0,63}`, and valid as a git branch.
public enum DatasetName {
  public static func isValid(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first, isAlphanumeric(first),
      bytes.allSatisfy({ isAlphanumeric($0) || ".-_".utf8.contains($0) })
    else { return false }
    return !name.contains("..") && !name.hasSuffix(".") && !name.hasSuffix(".lock")
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
