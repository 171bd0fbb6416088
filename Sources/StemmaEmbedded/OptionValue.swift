import StemmaText

/// Tells a value that is a part of an option's name, as in "--alter=no-case", from the name of what
/// the option takes, as in "--output=file".
enum OptionValue {
  /// - Parameters:
  ///   - value: what stands after the equals sign.
  ///   - shorts: the option's names of one dash. One of several letters that takes nothing stands for
  ///     the long name with its value.
  static func isLiteral(_ value: ArraySlice<UInt8>, shorts: [ArraySlice<UInt8>] = []) -> Bool {
    // "true|false", "user1,user2,…": a choice or a list of what may stand there.
    if value.contains(where: { $0 == 0x7C || $0 == 0x2C }) { return false }
    guard value.count > 1, let first = value.first, isSmall(first),
      value.allSatisfy({ isSmall($0) || (0x30...0x39).contains($0) || $0 == 0x2D })
    else { return false }
    let isAbbreviated = shorts.contains { $0.count > 2 && $0.dropFirst().allSatisfy(isSmall) }
    if isAbbreviated { return true }
    let words = value.split(separator: 0x2D).map { String(decoding: $0, as: UTF8.self) }
    if let first = words.first, settled.contains(first) { return true }
    guard let last = words.last, last.utf8.count > 3 else { return false }
    if placeholders.contains(where: last.hasSuffix) { return false }
    let classes = Lexicon.entry(for: last).classes
    if last.hasSuffix("s"), Lexicon.entry(for: String(last.dropLast())).classes.contains(.noun) {
      return false
    }
    return !classes.contains(.noun) || !Lexicon.knows(last)
  }

  /// Values by themselves, or what such begin with.
  private static let settled = Set([
    "no", "yes", "on", "off", "true", "false", "none", "all", "auto", "never", "always",
  ])

  /// What names of arguments end in, which may be no words, such as "partnum".
  private static let placeholders = [
    "num", "name", "file", "dir", "path", "size", "addr", "host", "port", "type", "list", "spec",
    "expr", "str", "string", "fmt", "format", "cmd", "user", "time", "date", "sec", "secs", "level",
    "mode", "range", "regex", "pattern", "value", "number", "count", "url", "bool", "float",
    "integer", "flags",
  ]

  private static func isSmall(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
