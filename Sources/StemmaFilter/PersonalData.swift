/// What the filter `pii` finds in texts, in the order in which one kind goes before another where
/// two would overlap.
enum PersonalData: String, CaseIterable, Sendable {
  case key, email, card, phone

  /// Where something stands in a text's bytes.
  struct Span: Hashable {
    let kind: PersonalData
    let bytes: Range<Int>
  }

  /// What is put in its place; nothing is found in it.
  var placeholder: String { "[\(rawValue.uppercased())]" }

  /// All that is found in a text, in its order; none overlaps another.
  static func spans(in text: String, of kinds: [PersonalData]) -> [Span] {
    guard mayHold(text) else { return [] }
    let bytes = Array(text.utf8)
    var spans: [Span] = []
    var taken = [Bool](repeating: false, count: bytes.count)
    for kind in allCases where kinds.contains(kind) {
      for pattern in kind.patterns { kind.find(pattern, in: bytes, &spans, &taken) }
    }
    return spans.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
  }

  static func redact(_ text: String, _ spans: [Span]) -> String {
    let bytes = Array(text.utf8)
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    var place = 0
    for span in spans {
      out += bytes[place..<span.bytes.lowerBound]
      out += Array(span.kind.placeholder.utf8)
      place = span.bytes.upperBound
    }
    out += bytes[place...]
    return String(decoding: out, as: UTF8.self)
  }

  /// Most texts hold nothing that any kind could begin with.
  private static func mayHold(_ text: String) -> Bool {
    var digits = 0
    var run = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "@") { return true }
      if (0x30...0x39).contains(byte) { digits += 1 }
      // A key is a long run without spaces, or stands between five hyphens.
      run = byte > 0x20 ? run + 1 : 0
      if digits >= 7 || run >= 20 { return true }
    }
    return text.utf8.count >= 20 && text.contains("-----BEGIN")
  }

  /// Adds what a pattern finds, if it is what it looks like and overlaps nothing found before.
  private func find(
    _ pattern: Pattern, in text: [UInt8], _ spans: inout [Span], _ taken: inout [Bool]
  ) {
    var place = 0
    while let match = pattern.first(in: text, from: place), !match.isEmpty {
      if let bytes = checked(match, in: text), !taken[bytes].contains(true) {
        spans.append(Span(kind: self, bytes: bytes))
        for byte in bytes { taken[byte] = true }
        place = bytes.upperBound
      } else if self == .card || self == .phone {
        // Another may begin further on, but no number within a run of digits.
        place = match.lowerBound + 1
        while place < text.count, (0x30...0x39).contains(text[place]) { place += 1 }
      } else {
        place = match.upperBound
      }
    }
  }

  /// What of a match counts; nil where nothing does.
  private func checked(_ match: Range<Int>, in text: [UInt8]) -> Range<Int>? {
    switch self {
    case .key: isBounded(match, in: text) ? match : nil
    case .email: isAddress(text[match]) ? match : nil
    case .card: card(match, in: text)
    case .phone: isBounded(match, in: text) && isPhone(text[match]) ? match : nil
    }
  }

  /// Whether it is no part of a longer word or number.
  private func isBounded(_ match: Range<Int>, in text: [UInt8]) -> Bool {
    func isJoined(_ byte: UInt8) -> Bool {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...: true
      default: false
      }
    }
    if match.lowerBound > 0 {
      let before = text[match.lowerBound - 1]
      if isJoined(before) { return false }
      // Parts of an address, a version or a date are no numbers by themselves.
      let isNumber = self == .phone || self == .card
      if isNumber,
        [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "+")]
          .contains(before)
      {
        return false
      }
    }
    guard match.upperBound < text.count else { return true }
    return !isJoined(text[match.upperBound])
  }

  /// Domains that are reserved for examples are nobody's.
  private func isAddress(_ match: ArraySlice<UInt8>) -> Bool {
    guard let at = match.firstIndex(of: UInt8(ascii: "@")), at - match.startIndex <= 64,
      match.endIndex - at <= 254
    else { return false }
    let domain = String(decoding: match[(at + 1)...], as: UTF8.self).lowercased()
    let reserved = ["example.com", "example.org", "example.net"]
    let isReserved = reserved.contains { domain == $0 || domain.hasSuffix("." + $0) }
    let endings = [".example", ".test", ".invalid", ".localhost"]
    return !isReserved && !endings.contains { domain.hasSuffix($0) }
  }

  private func isPhone(_ match: ArraySlice<UInt8>) -> Bool {
    let digits = match.count { (0x30...0x39).contains($0) }
    let isInternational = match.first == UInt8(ascii: "+")
    return (isInternational ? 8...15 : 9...12).contains(digits)
  }

  /// The longest part, from the match's start, that is a card's number.
  private func card(_ match: Range<Int>, in text: [UInt8]) -> Range<Int>? {
    let places = match.filter { (0x30...0x39).contains(text[$0]) }
    var count = places.count
    while count >= 13 {
      let bytes = match.lowerBound..<places[count - 1] + 1
      let digits = places.prefix(count).map { Int(text[$0] - 0x30) }
      if isBounded(bytes, in: text), CardNumber.isValid(digits) { return bytes }
      count -= 1
    }
    return nil
  }
}
