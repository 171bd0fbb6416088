/// A manifest's domain as it stands in sentences.
struct InstructionDomain {
  private let inField: String
  private let about: String

  init(_ domain: String?) {
    let plain = domain.map(Self.plain)
    inField = plain.map { " in the field of \($0)" } ?? ""
    about = plain.map { " about \($0)" } ?? ""
  }

  /// `medical-diagnosis` as people write it.
  private static func plain(_ domain: String) -> String {
    guard !domain.utf8.contains(0x20) else { return domain }
    return String(
      decoding: domain.utf8.map { $0 == 0x2D || $0 == 0x5F ? 0x20 : $0 }, as: UTF8.self)
  }

  /// The text with the domain for `{in}` and `{on}`.
  func filled(_ text: String) -> String {
    var out = ""
    var rest = text.utf8[...]
    while let brace = rest.firstIndex(of: UInt8(ascii: "{")) {
      out += String(rest[..<brace]) ?? ""
      let isIn = rest[brace...].starts(with: "{in}".utf8)
      out += isIn ? inField : about
      rest = rest[rest.index(brace, offsetBy: 4)...]
    }
    return out + (String(rest) ?? "")
  }
}
