import StemmaRecord

/// A manifest's domain as it stands in sentences.
struct InstructionDomain {
  private let inField: String
  private let about: String

  init(_ domain: String?) {
    let plain = domain?.spaced
    inField = plain.map { " in the field of \($0)" } ?? ""
    about = plain.map { " about \($0)" } ?? ""
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
