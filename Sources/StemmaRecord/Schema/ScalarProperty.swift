/// A property of scalars, by the Unicode version of Swift's standard library.
enum ScalarProperty: Sendable {
  case categories([Unicode.GeneralCategory])
  case any
  case ascii
  case alphabetic
  case whiteSpace
  case uppercase
  case lowercase

  /// - Parameter name: a general category, short or long, or one of a few properties.
  init?(name: String) {
    switch name {
    case "Any": self = .any
    case "ASCII": self = .ascii
    case "Alphabetic", "Alpha": self = .alphabetic
    case "White_Space", "space": self = .whiteSpace
    case "Uppercase", "Upper": self = .uppercase
    case "Lowercase", "Lower": self = .lowercase
    default:
      guard let entry = Self.names.first(where: { $0.0 == name || $0.1 == name || $0.2 == name })
      else { return nil }
      self = .categories(entry.3)
    }
  }

  func holds(_ value: UInt32) -> Bool {
    guard let scalar = Unicode.Scalar(value) else { return false }
    switch self {
    case .categories(let wanted): return wanted.contains(scalar.properties.generalCategory)
    case .any: return true
    case .ascii: return value < 0x80
    case .alphabetic: return scalar.properties.isAlphabetic
    case .whiteSpace: return scalar.properties.isWhitespace
    case .uppercase: return scalar.properties.isUppercase
    case .lowercase: return scalar.properties.isLowercase
    }
  }

  /// The short name, the long one and an alias, or the short one again.
  private static let names: [(String, String, String, [Unicode.GeneralCategory])] = [
    ("Lu", "Uppercase_Letter", "Lu", [.uppercaseLetter]),
    ("Ll", "Lowercase_Letter", "Ll", [.lowercaseLetter]),
    ("Lt", "Titlecase_Letter", "Lt", [.titlecaseLetter]),
    ("LC", "Cased_Letter", "LC", [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter]),
    ("Lm", "Modifier_Letter", "Lm", [.modifierLetter]),
    ("Lo", "Other_Letter", "Lo", [.otherLetter]),
    (
      "L", "Letter", "L",
      [.uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter]
    ),
    ("Mn", "Nonspacing_Mark", "Mn", [.nonspacingMark]),
    ("Mc", "Spacing_Mark", "Mc", [.spacingMark]),
    ("Me", "Enclosing_Mark", "Me", [.enclosingMark]),
    ("M", "Mark", "Combining_Mark", [.nonspacingMark, .spacingMark, .enclosingMark]),
    ("Nd", "Decimal_Number", "digit", [.decimalNumber]),
    ("Nl", "Letter_Number", "Nl", [.letterNumber]),
    ("No", "Other_Number", "No", [.otherNumber]),
    ("N", "Number", "N", [.decimalNumber, .letterNumber, .otherNumber]),
    ("Pc", "Connector_Punctuation", "Pc", [.connectorPunctuation]),
    ("Pd", "Dash_Punctuation", "Pd", [.dashPunctuation]),
    ("Ps", "Open_Punctuation", "Ps", [.openPunctuation]),
    ("Pe", "Close_Punctuation", "Pe", [.closePunctuation]),
    ("Pi", "Initial_Punctuation", "Pi", [.initialPunctuation]),
    ("Pf", "Final_Punctuation", "Pf", [.finalPunctuation]),
    ("Po", "Other_Punctuation", "Po", [.otherPunctuation]),
    (
      "P", "Punctuation", "punct",
      [
        .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation,
      ]
    ),
    ("Sm", "Math_Symbol", "Sm", [.mathSymbol]),
    ("Sc", "Currency_Symbol", "Sc", [.currencySymbol]),
    ("Sk", "Modifier_Symbol", "Sk", [.modifierSymbol]),
    ("So", "Other_Symbol", "So", [.otherSymbol]),
    ("S", "Symbol", "S", [.mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol]),
    ("Zs", "Space_Separator", "Zs", [.spaceSeparator]),
    ("Zl", "Line_Separator", "Zl", [.lineSeparator]),
    ("Zp", "Paragraph_Separator", "Zp", [.paragraphSeparator]),
    ("Z", "Separator", "Z", [.spaceSeparator, .lineSeparator, .paragraphSeparator]),
    ("Cc", "Control", "cntrl", [.control]), ("Cf", "Format", "Cf", [.format]),
    ("Co", "Private_Use", "Co", [.privateUse]), ("Cn", "Unassigned", "Cn", [.unassigned]),
    ("C", "Other", "C", [.control, .format, .surrogate, .privateUse, .unassigned]),
  ]
}
