/// Shortens Markdown's link definitions: the parser copies a definition's address and title into
/// each link that uses it.
struct LinkDefinitions {
  /// An address and title longer than this are replaced; nobody reads them.
  private static let limitBytes = 200

  /// Whether the line before could be continued by a title or an address.
  private var isOpen = false

  mutating func endRun() { isOpen = false }

  /// - Parameters:
  ///   - line: one line, without its end.
  ///   - contentStart: where the line's text begins, after quotation and list marks.
  /// - Returns: what to write in place of the line; nil to leave it as it is.
  mutating func replacement(_ line: ArraySlice<UInt8>, contentStart: Int) -> [UInt8]? {
    let content = line[contentStart...]
    if let colon = Self.colon(content) {
      isOpen = true
      let rest = content[(colon + 1)...]
      guard rest.count > Self.limitBytes || Self.hasOpenTitle(rest) else { return nil }
      return Array(line[...colon]) + Array(" x".utf8)
    }
    guard isOpen else { return nil }
    isOpen = false
    return content.count > Self.limitBytes || Self.hasOpenTitle(content) ? [] : nil
  }

  /// The place of the colon after `[label]`; a footnote's label is no link's.
  private static func colon(_ content: ArraySlice<UInt8>) -> Int? {
    guard content.first == UInt8(ascii: "["),
      content.dropFirst().first != UInt8(ascii: "^")
    else { return nil }
    let bracket = content.prefix(1_002).firstIndex(of: UInt8(ascii: "]"))
    guard let bracket, bracket + 1 < content.endIndex,
      content[bracket + 1] == UInt8(ascii: ":")
    else { return nil }
    return bracket + 1
  }

  /// Whether a quotation mark or parenthesis is open at the end, so that lines to come may belong
  /// to the title.
  private static func hasOpenTitle(_ text: ArraySlice<UInt8>) -> Bool {
    var closing: UInt8?
    var previous: UInt8 = 0x20
    for byte in text {
      if let wanted = closing {
        if byte == wanted { closing = nil }
      } else if previous == 0x20 || previous == 0x09 {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): closing = byte
        case UInt8(ascii: "("): closing = UInt8(ascii: ")")
        default: break
        }
      }
      previous = byte
    }
    return closing != nil
  }
}
