/// What a plain scalar of YAML means where a number is wanted, and whether it is one elsewhere.
///
/// Only plain decimals are numbers of a manifest. YAML's versions disagree on `010`, `1_000` and
/// `0o10`, so these are neither numbers nor text until they are written clearly.
enum PlainNumber: Hashable {
  /// `-`, then digits without a leading zero.
  case whole(String)
  /// As `whole`, with a point and at least one digit after it.
  case decimal(String)
  /// A number to some reader of YAML; the same one written plainly, where it has a plain form.
  case unclear(plainly: String?)

  /// - Returns: nil where the text is no number to any reader.
  init?(_ text: String) {
    let isNegative = text.hasPrefix("-")
    let unsigned = isNegative || text.hasPrefix("+") ? String(text.dropFirst()) : text
    guard let first = unsigned.utf8.first, unsigned.utf8.allSatisfy({ $0 < 0x80 }),
      unsigned.utf8.count <= 400
    else { return nil }
    let lowered = unsigned.lowercased()
    if lowered == ".inf" || lowered == ".nan" {
      self = .unclear(plainly: nil)
      return
    }
    let sign = isNegative ? "-" : ""
    if let radix = Self.radix(lowered) {
      let digits = lowered.dropFirst(2).filter { $0 != "_" }
      guard !digits.isEmpty, digits.allSatisfy({ $0.hexDigitValue.map { $0 < radix } ?? false })
      else { return nil }
      self = .unclear(plainly: UInt64(digits, radix: radix).map { sign + String($0) })
      return
    }
    let isDigit = (0x30...0x39).contains(first)
    guard isDigit || first == UInt8(ascii: ".") else { return nil }
    let plain = lowered.filter { $0 != "_" }
    guard plain.utf8.allSatisfy({ Self.numberBytes.contains($0) }), let value = Double(plain)
    else { return nil }
    self.init(plain: plain, value: value, sign: sign, isAsWritten: sign + plain == text)
  }

  private init(plain: String, value: Double, sign: String, isAsWritten: Bool) {
    guard !plain.contains("e") else {
      let isShort = value.description.utf8.count < 12 && !value.description.contains("e")
      self = .unclear(plainly: isShort ? sign + Self.withoutZeroFraction(value.description) : nil)
      return
    }
    let halves = plain.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let stripped = halves[0].drop { $0 == "0" }
    let whole = stripped.isEmpty ? "0" : String(stripped)
    let fraction = halves.count > 1 ? String(halves[1]) : nil
    let tidy = sign + whole + (fraction.map { $0.isEmpty ? "" : "." + $0 } ?? "")
    guard isAsWritten, tidy == sign + plain else {
      self = .unclear(plainly: tidy)
      return
    }
    self = fraction == nil ? .whole(tidy) : .decimal(tidy)
  }

  private static let numberBytes = Set("0123456789.e+-".utf8)

  private static func radix(_ text: String) -> Int? {
    if text.hasPrefix("0x") { return 16 }
    if text.hasPrefix("0o") { return 8 }
    if text.hasPrefix("0b") { return 2 }
    return nil
  }

  private static func withoutZeroFraction(_ text: String) -> String {
    text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
