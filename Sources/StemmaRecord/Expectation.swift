/// What somebody expects of a version's statistics, or of how they differ from another's: `records >= 500`,
/// `near_duplicates < 1%`, `js(label) < 0.1`.
public struct Expectation: Hashable, Sendable {
  /// What is limited.
  public enum Measure: String, CaseIterable, Sendable {
    /// The statistic's value in the version itself.
    case value
    /// Its value less that of the other version.
    case difference
    /// The size of the effect, whatever its direction.
    case effect
    /// Jensen and Shannon's distance.
    case js
    /// The population stability index.
    case psi
    /// Wasserstein's distance over the standard deviation.
    case wasserstein

    /// Whether it takes two versions.
    public var isComparing: Bool { self != .value }
  }

  public enum Relation: String, CaseIterable, Sendable {
    case atMost = "<="
    case atLeast = ">="
    case equal = "=="
    case unequal = "!="
    case below = "<"
    case above = ">"
  }

  /// As it was written, without spaces around it.
  public let text: String
  public let measure: Measure
  /// The statistic's name.
  public let statistic: String
  public let relation: Relation
  /// In millionths, shares as parts of 1.
  public let limit: Millionths

  /// What to tell whoever wrote something else.
  public static let howToWrite =
    "Write such as `records >= 500`, `near_duplicates < 1%` or `js(label) < 0.1`; the measures are "
    + Measure.allCases.filter(\.isComparing).map(\.rawValue).joined(separator: ", ") + "."

  /// Longer expectations, in bytes, are refused.
  public static let lengthLimitBytes = 200

  /// - Returns: nil where it is not of the form `NAME < NUMBER`, `NAME < NUMBER%` or `js(NAME) < NUMBER`,
  ///   with any `Relation` and any `Measure` but `value`. A name may stand in quotation marks, as a JSON
  ///   string; one that could be taken for something else must.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.lengthLimitBytes else { return nil }
    let bytes = Array(text.utf8)
    let signs = Set("<>=!".utf8)
    guard let place = Self.firstUnquoted(of: signs, in: bytes[...]) else { return nil }
    let sign = bytes[place...].prefix { signs.contains($0) }
    guard let relation = Relation(rawValue: String(decoding: sign, as: UTF8.self)) else {
      return nil
    }
    let left = Self.trimmed(bytes[..<place])
    let right = Self.trimmed(bytes[sign.endIndex...])
    guard let limit = Self.limit(right), let (measure, name) = Self.subject(left) else {
      return nil
    }
    self.text = String(decoding: Self.trimmed(bytes[...]), as: UTF8.self)
    self.measure = measure
    statistic = name
    self.relation = relation
    self.limit = limit
  }

  private static func limit(_ text: ArraySlice<UInt8>) -> Millionths? {
    guard text.last == UInt8(ascii: "%") else {
      return Millionths(String(decoding: text, as: UTF8.self))
    }
    let percent = Millionths(String(decoding: trimmed(text.dropLast()), as: UTF8.self))
    guard let percent, percent.count % 100 == 0 else { return nil }
    return Millionths(count: percent.count / 100)
  }

  /// `NAME`, or a measure with the name in brackets.
  private static func subject(_ text: ArraySlice<UInt8>) -> (Measure, String)? {
    var measure = Measure.value
    var name = text
    if text.last == UInt8(ascii: ")"), let open = text.firstIndex(of: UInt8(ascii: "(")) {
      let word = String(decoding: trimmed(text[..<open]), as: UTF8.self)
      guard let known = Measure(rawValue: word), known.isComparing else { return nil }
      measure = known
      name = trimmed(text[(open + 1)...].dropLast())
    }
    guard let text = Self.name(name) else { return nil }
    return (measure, text)
  }

  private static func name(_ text: ArraySlice<UInt8>) -> String? {
    guard text.first == UInt8(ascii: "\"") else {
      return text.isEmpty ? nil : StrictUTF8.text(text)
    }
    let name = (try? JSONReader.read(text))?.string
    return name?.isEmpty == false ? name : nil
  }

  /// Where the first of some bytes stands that is not within a quoted name.
  public static func firstUnquoted(of wanted: Set<UInt8>, in text: ArraySlice<UInt8>) -> Int? {
    let quote = UInt8(ascii: "\"")
    var last: UInt8?
    var isQuoted = false
    var place = text.startIndex
    while place < text.endIndex {
      let byte = text[place]
      if isQuoted {
        if byte == UInt8(ascii: "\\") { place += 1 } else if byte == quote { isQuoted = false }
      } else if wanted.contains(byte) {
        return place
      } else if byte == quote, last == nil || last == UInt8(ascii: "(") {
        // A name begins here, or a measure's.
        isQuoted = true
      }
      if byte != 0x20, byte != 0x09 { last = byte }
      place += 1
    }
    return nil
  }

  /// A statistic's name as it is to be written: in quotation marks where it must.
  public static func written(_ name: String) -> String {
    let plain = Expectation("\(name) < 1")
    return plain?.measure == .value && plain?.statistic.hasSameBytes(as: name) == true
      ? name : CanonicalJSON.text(.string(name))
  }

  private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let isSpace = { (byte: UInt8) in byte == 0x20 || byte == 0x09 }
    let start = text.drop(while: isSpace)
    guard let end = start.lastIndex(where: { !isSpace($0) }) else { return [] }
    return start[...end]
  }

  /// Whether a number is as expected.
  public func holds(_ value: Double) -> Bool {
    // Statistics have six digits after the point, and so have limits.
    let number = (value * 1_000_000).rounded()
    let limit = Double(limit.count)
    return switch relation {
    case .atMost: number <= limit
    case .atLeast: number >= limit
    case .equal: number == limit
    case .unequal: number != limit
    case .below: number < limit
    case .above: number > limit
    }
  }
}
