import StemmaRecord

/// The comment under the fence of a generated section, which tells it from a written one.
public struct DlmMarker: Hashable, Sendable {
  private static let opening = "<!-- dlm-auto-synth:"
  private static let closing = "-->"

  public let teacher: String
  /// How the teacher was asked, such as `extraction`.
  public let strategy: String
  /// When, as RFC 3339 writes it.
  public let madeAt: String
  /// The id of the section of prose that it was made from: 16 hexadecimal digits.
  public let source: String

  /// What would end a value or the comment is written as `%` and its code.
  public init(teacher: String, strategy: String, madeAt: String, source: String) {
    self.teacher = Self.safe(teacher)
    self.strategy = Self.safe(strategy)
    self.madeAt = Self.safe(madeAt)
    self.source = Self.safe(source)
  }

  private static func safe(_ text: String) -> String {
    String(
      decoding: text.utf8.flatMap { byte -> [UInt8] in
        switch byte {
        case ..<0x20, 0x22, 0x3C, 0x3E, 0x7F:
          [UInt8(ascii: "%")] + Array(Hexadecimal.encode([byte]).utf8)
        default: [byte]
        }
      }, as: UTF8.self)
  }

  /// - Parameter line: the line after the fence, without its line end.
  /// - Returns: nil for any other line, and for a comment that lacks a value or has others.
  init?(_ line: ArraySlice<UInt8>) {
    let text = Lines.trimmed(line)
    guard text.starts(with: Self.opening.utf8),
      text.suffix(Self.closing.utf8.count).elementsEqual(Self.closing.utf8)
    else { return nil }
    var rest = text.dropFirst(Self.opening.utf8.count).dropLast(Self.closing.utf8.count)
    var values: [String: String] = [:]
    while true {
      rest = rest.drop(while: Lines.isSpace)
      if rest.isEmpty { break }
      let name = rest.prefix { $0 != UInt8(ascii: "=") }
      rest = rest.dropFirst(name.count)
      guard rest.starts(with: "=\"".utf8) else { return nil }
      let value = rest.dropFirst(2).prefix { $0 != UInt8(ascii: "\"") }
      rest = rest.dropFirst(2 + value.count)
      guard rest.first == UInt8(ascii: "\"") else { return nil }
      rest.removeFirst()
      let key = String(decoding: name, as: UTF8.self)
      guard values.updateValue(String(decoding: value, as: UTF8.self), forKey: key) == nil else {
        return nil
      }
    }
    guard values.count == 4, let teacher = values["synth_teacher"],
      let strategy = values["synth_strategy"], let madeAt = values["synth_at"],
      let source = values["source_section_id"]
    else { return nil }
    self.teacher = teacher
    self.strategy = strategy
    self.madeAt = madeAt
    self.source = source
  }

  var line: String {
    "\(Self.opening) synth_teacher=\"\(teacher)\" synth_strategy=\"\(strategy)\" "
      + "synth_at=\"\(madeAt)\" source_section_id=\"\(source)\" \(Self.closing)"
  }
}
