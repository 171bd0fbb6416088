import StemmaRecord

/// Turns away what is no text for a YAML parser, before one sees it.
struct YAMLGuard {
  /// 1 MiB.
  static let sizeLimitBytes = 1 << 20
  private static let expansionLimit = 64

  let source: Int

  /// - Returns: the text without a byte order mark; nil where it was turned away, with a reason.
  func text(_ bytes: [UInt8], _ problems: inout ProblemList) -> String? {
    let start = Place.start(of: source)
    guard bytes.count <= Self.sizeLimitBytes else {
      problems.add(
        "manifest.too-large", at: start,
        "The file has \(bytes.count) bytes; a manifest has at most \(Self.sizeLimitBytes).",
        nextStep: "Name the documents by pattern, and keep prose in files of its own.")
      return nil
    }
    guard !Self.isUTF16(bytes) else {
      problems.add(
        "manifest.not-utf8", at: start, "The file is UTF-16, not UTF-8.",
        nextStep: "Save it as UTF-8.")
      return nil
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    if let offset = Self.firstInvalidOffset(content) {
      problems.add(
        "manifest.not-utf8", at: Place(source: source, offset: offset, in: content),
        "What stands here is not UTF-8.", nextStep: "Save the file as UTF-8.")
      return nil
    }
    guard let text = StrictUTF8.text(content), isReadable(text, &problems) else { return nil }
    guard Self.expansionIsBounded(content) else {
      problems.add(
        "manifest.anchor", at: start, "Anchors and aliases (`&name`, `*name`) abound here.",
        nextStep: "Write each value where it belongs; manifests have no anchors.")
      return nil
    }
    return text
  }

  private static func isUTF16(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return true }
    guard bytes.count >= 4 else { return false }
    let halves = (bytes[0] == 0, bytes[1] == 0, bytes[2] == 0, bytes[3] == 0)
    return halves == (false, true, false, true) || halves == (true, false, true, false)
  }

  private static func firstInvalidOffset(_ bytes: [UInt8]) -> Int? {
    do throws(Unicode.UTF8.ValidationError) {
      _ = try UTF8Span(validating: bytes.span)
      return nil
    } catch {
      return error.byteOffsets.lowerBound
    }
  }

  /// No control characters, and only line ends that editors count as such: places are exact.
  private func isReadable(_ text: String, _ problems: inout ProblemList) -> Bool {
    var line = 1
    var column = 1
    var followsReturn = false
    for scalar in text.unicodeScalars {
      let place = Place(source: source, line: line, column: column)
      switch scalar.value {
      case 0x0A:
        if !followsReturn { line += 1 }
        column = 1
      case 0x0D:
        line += 1
        column = 1
      case 0x85, 0x2028, 0x2029:
        let code = String(scalar.value, radix: 16)
        problems.add(
          "manifest.control-character", at: place,
          "A line end that editors do not show stands here.",
          nextStep: "Take U+\(code.uppercased()) out; in quotes it can be written `\\u{\(code)}`.")
        return false
      case 0x00..<0x09, 0x0B..<0x20, 0x7F..<0xA0, 0xFEFF, 0xFFFE, 0xFFFF:
        let code = String(scalar.value, radix: 16, uppercase: true)
        problems.add(
          "manifest.control-character", at: place,
          "The invisible character U+\(code) stands here; is this a text file?",
          nextStep: "Take it out.")
        return false
      default: column += 1
      }
      followsReturn = scalar.value == 0x0D
    }
    return true
  }

  /// Whether aliases, were they all expanded, would stay within a few copies.
  ///
  /// Anchors are refused later, with their place; but the parser hashes keys, and so expands them,
  /// before that. An anchor that holds some number s of aliases multiplies by at most s + 1, and
  /// the product is greatest where all aliases are spread evenly over the anchors. Whatever can be
  /// either is counted, so the bound holds; prose such as `&nbsp;` or `*this*` can be neither.
  private static func expansionIsBounded(_ bytes: [UInt8]) -> Bool {
    var anchors = 0
    var aliases = 0
    for index in bytes.indices where bytes[index] == 0x26 || bytes[index] == 0x2A {
      let previous = index > 0 ? bytes[index - 1] : 0x20
      guard !isNameByte(previous), previous != 0x26, previous != 0x2A else { continue }
      let name = bytes[(index + 1)...].prefix(while: isNameByte)
      guard !name.isEmpty, name.endIndex == bytes.endIndex || endsName(bytes[name.endIndex])
      else { continue }
      if bytes[index] == 0x26 { anchors += 1 } else { aliases += 1 }
    }
    let nesting = min(anchors, aliases)
    guard nesting > 0 else { return true }
    let each = (aliases + nesting - 1) / nesting + 1
    var copies = 1
    for _ in 0..<nesting {
      copies *= each
      if copies > expansionLimit { return false }
    }
    return true
  }

  private static func endsName(_ byte: UInt8) -> Bool {
    [0x09, 0x0A, 0x0D, 0x20].contains(byte) || "?:,]}%@`".utf8.contains(byte)
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x5F, 0x2D: true
    default: false
    }
  }
}
