/// What a dataset may be called: `[a-z0-9][a-z0-9._-]{0,63}`, and valid as a git branch.
public enum DatasetName {
  /// The names' form as a regular expression; `isValid` knows what git forbids besides.
  public static let pattern = "^[a-z0-9][a-z0-9._-]{0,63}$"

  public static func isValid(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (1...64).contains(bytes.count), let first = bytes.first, isAlphanumeric(first),
      bytes.allSatisfy({ isAlphanumeric($0) || ".-_".utf8.contains($0) })
    else { return false }
    return !name.contains("..") && !name.hasSuffix(".") && !name.hasSuffix(".lock")
  }

  /// - Returns: a valid name made of the same letters; nil where there is none.
  public static func nearest(to name: String) -> String? {
    var bytes: [UInt8] = []
    for byte in name.utf8.prefix(200) {
      let lower = (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
      let isAllowed = isAlphanumeric(lower) || lower == 0x5F
      let out = isAllowed || (lower == 0x2E && bytes.last != 0x2E) ? lower : 0x2D
      let isRepeated = out == 0x2D && (bytes.last == 0x2D || bytes.last == 0x2E)
      if !isRepeated, !bytes.isEmpty || isAlphanumeric(out) { bytes.append(out) }
    }
    bytes = Array(bytes.prefix(64))
    while let last = bytes.last, last == 0x2D || last == 0x2E { bytes.removeLast() }
    let text = String(decoding: bytes, as: UTF8.self)
    return isValid(text) ? text : nil
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }
}
