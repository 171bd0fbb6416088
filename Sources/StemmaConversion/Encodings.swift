import StemmaRecord

/// Text in encodings that are not Unicode's: `uchardet` tells which, `iconv` reads it, and what comes of it
/// is looked at before it is believed.
extension Converter {
  /// - Parameters:
  ///   - bytes: text that is not UTF-8.
  ///   - name: what errors call it.
  /// - Returns: UTF-8, and the two programs with their versions.
  /// - Throws: `ConversionError.unsureEncoding` where it is not sure which encoding it is.
  public func decode(_ bytes: [UInt8], name: String) throws(ConversionError) -> Conversion {
    let found = try decoded(bytes, name: name)
    return conversion(found.text, by: found.tools)
  }

  /// A page of HTML or reStructuredText in UTF-8, in the encoding that it says itself where it can be
  /// that.
  func page(
    _ bytes: [UInt8], name: String, _ format: ConvertedFormat
  ) throws(ConversionError) -> (text: [UInt8], tools: [Tool]) {
    if StrictUTF8.text(bytes) != nil { return (bytes, []) }
    for (mark, encoding) in Encoding.marks where bytes.starts(with: mark) {
      return try iconv(bytes, from: encoding, name: name)
    }
    guard !bytes.contains(where: StrictUTF8.isControl) else {
      throw .otherForm(name: name, wanted: format.title, found: FileKind.phrase(of: bytes))
    }
    if format == .html, let declared = Encoding.declared(in: bytes) {
      return try iconv(bytes, from: declared, name: name)
    }
    return try decoded(bytes, name: name)
  }

  private func decoded(
    _ bytes: [UInt8], name: String
  ) throws(ConversionError) -> (text: [UInt8], tools: [Tool]) {
    let said = try read(bytes, .uchardet, name: name, limitBytes: 1 << 10)
    guard let guess = Encoding(said: said) else { throw Self.unsure(bytes, name, guess: nil) }
    let found = try iconv(bytes, from: guess.name, name: name)
    guard bytes.count(where: { $0 >= 0x80 }) >= Encoding.leastBytes, Encoding.isLikely(found.text)
    else { throw Self.unsure(bytes, name, guess: guess.name) }
    return (found.text, [.uchardet] + found.tools)
  }

  private static func unsure(_ bytes: [UInt8], _ name: String, guess: String?) -> ConversionError {
    .unsureEncoding(name: name, line: StrictUTF8.invalidLine(of: bytes[...]), guess: guess)
  }

  private func iconv(
    _ bytes: [UInt8], from encoding: String, name: String
  ) throws(ConversionError) -> (text: [UInt8], tools: [Tool]) {
    let tool = Tool.iconv(from: encoding)
    do throws(ConversionError) {
      return (try read(bytes, tool, name: name, limitBytes: Self.textLimitBytes), [tool])
    } catch {
      guard case .unreadable = error else { throw error }
      throw Self.unsure(bytes, name, guess: encoding.hasPrefix("UTF-") ? nil : encoding)
    }
  }
}

/// An encoding by the name that `iconv` knows.
struct Encoding {
  let name: String

  /// Of fewer bytes beyond ASCII nobody can tell what they are.
  static let leastBytes = 8

  static let marks: [(bytes: [UInt8], name: String)] = [
    ([0xFF, 0xFE, 0, 0], "UTF-32"), ([0, 0, 0xFE, 0xFF], "UTF-32"), ([0xFF, 0xFE], "UTF-16"),
    ([0xFE, 0xFF], "UTF-16"),
  ]

  /// What has these names is in truth written in the larger encodings of Windows, and of the two kinds
  /// of KOI8 one has all letters of the other.
  private static let larger = [
    "ISO-8859-1": "WINDOWS-1252", "ISO-8859-9": "WINDOWS-1254", "LATIN1": "WINDOWS-1252",
    "SHIFT_JIS": "CP932", "SHIFT-JIS": "CP932", "EUC-KR": "UHC", "GB2312": "GB18030",
    "GBK": "GB18030", "KOI8-R": "KOI8-U",
  ]

  /// - Parameter said: what `uchardet` has written.
  /// - Returns: nil where it knows none, or one that it cannot be.
  init?(said: [UInt8]) {
    self.init(String(decoding: said, as: UTF8.self))
    guard !["UNKNOWN", "ASCII"].contains(name), !name.hasPrefix("UTF-") else { return nil }
  }

  private init?(_ said: String) {
    let name = String(said.filter { !$0.isWhitespace }).uppercased()
    guard !name.isEmpty else { return nil }
    self.name = Self.larger[name] ?? name
  }

  /// What a page of HTML says of itself, at its beginning.
  static func declared(in bytes: [UInt8]) -> String? {
    let head = String(decoding: bytes.prefix(1024).map { $0 < 0x80 ? $0 : 0x3F }, as: UTF8.self)
    let found = head.lowercased().firstMatch(
      of: /(?:charset|encoding)\s*=\s*["']?([a-z0-9_-]{2,40})/)
    return found.flatMap { Encoding(String($0.output.1))?.name }
  }

  // MARK: What is likely

  /// Whether text looks like what somebody wrote: few signs stand within words, and few capitals after
  /// small letters, as they do where one encoding is read as another.
  static func isLikely(_ text: [UInt8]) -> Bool {
    var (foreign, odd) = (0, 0)
    var (before, last): (Unicode.Scalar, Unicode.Scalar) = (" ", " ")
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if (0x80..<0xA0).contains(scalar.value) || scalar == "\u{FFFD}" { return false }
      if last.value >= 0x80 {
        foreign += 1
        if isOdd(last, after: before, before: scalar) { odd += 1 }
      }
      (before, last) = (last, scalar)
    }
    return odd * 10 <= foreign
  }

  private static func isOdd(
    _ scalar: Unicode.Scalar, after before: Unicode.Scalar, before next: Unicode.Scalar
  ) -> Bool {
    let properties = scalar.properties
    guard before.properties.isAlphabetic else { return false }
    if properties.isAlphabetic { return properties.isUppercase && before.properties.isLowercase }
    // What may stand within words: soft hyphens, apostrophes, dashes.
    let mayJoin = "\u{A0}\u{AD}\u{B4}\u{B7}\u{2018}\u{2019}\u{2026}".unicodeScalars.contains(scalar)
    return scalar.value < 0x2600 && !mayJoin && !(0x2010...0x2015).contains(scalar.value)
      && next.properties.isAlphabetic
  }
}
