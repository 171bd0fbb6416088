import Mustache

/// How text from outside gets into a page: by this, which the template engine calls for whatever a
/// template names.
///
/// The engine's own rule for HTML looks at characters as people count them, so that a quotation mark
/// with an accent on it passes and ends an attribute. This one looks at scalars. Control characters are
/// shown, not obeyed, but for the line feed and the tab.
struct VisibleText: MustacheContentType {
  static let name = "STEMMA"

  func escapeText(_ text: String) -> String { Self.escaped(text) }

  static func escaped(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    var out = ""
    out.reserveCapacity(text.utf8.count + text.utf8.count / 8)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "&": out += "&amp;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      case "\n", "\t": out.unicodeScalars.append(scalar)
      default:
        if isHidden(scalar) {
          out += "\\u{\(String(scalar.value, radix: 16))}"
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    case 0x09, 0x0A, 0x20..<0x7F: true
    default: false
    }
  }

  /// Whether a scalar would act on what stands around it, unseen.
  private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
    let category = scalar.properties.generalCategory
    return category == .control || category == .format || category == .lineSeparator
      || category == .paragraphSeparator
  }
}
