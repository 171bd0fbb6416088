/// A regular expression as a tree.
indirect enum PatternTree {
  case empty
  case scalar(ScalarSet)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// `most` is nil without a limit.
  case repeated(PatternTree, least: Int, most: Int?)
  case start
  case end
  case wordEdge(isNegated: Bool)
  case ahead(PatternTree, isNegated: Bool)
}

/// Reads a regular expression of ECMA-262 as far as it can be matched in linear time: everything but
/// looking behind and references back.
struct PatternParser {
  private let scalars: [UInt32]
  private var position = 0
  /// Groups may nest so deep.
  private static let depthLimit = 50
  /// A counted repetition may count so far.
  static let countLimit = 10_000

  private init(_ text: String) { scalars = text.unicodeScalars.map(\.value) }

  /// - Returns: nil where the pattern is malformed, or one of those not matched here.
  static func tree(of pattern: String) -> PatternTree? {
    var parser = PatternParser(pattern)
    guard let tree = parser.choice(depth: 0), parser.position == parser.scalars.count else {
      return nil
    }
    return tree
  }

  private var current: UInt32? { position < scalars.count ? scalars[position] : nil }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard current == character.value else { return false }
    position += 1
    return true
  }

  private mutating func take(text: StaticString) -> Bool {
    let wanted = text.withUTF8Buffer { $0.map(UInt32.init) }
    guard scalars[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  private mutating func choice(depth: Int) -> PatternTree? {
    guard depth <= Self.depthLimit else { return nil }
    var branches: [PatternTree] = []
    repeat {
      guard let branch = sequence(depth: depth) else { return nil }
      branches.append(branch)
    } while take("|")
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence(depth: Int) -> PatternTree? {
    var parts: [PatternTree] = []
    while let next = current, next != 0x7C, next != 0x29 {
      guard let part = term(depth: depth) else { return nil }
      parts.append(part)
    }
    return parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  private mutating func term(depth: Int) -> PatternTree? {
    if take("^") { return .start }
    if take("$") { return .end }
    if take(text: "\\b") { return .wordEdge(isNegated: false) }
    if take(text: "\\B") { return .wordEdge(isNegated: true) }
    if take(text: "(?=") { return lookahead(isNegated: false, depth: depth) }
    if take(text: "(?!") { return lookahead(isNegated: true, depth: depth) }
    guard let atom = atom(depth: depth) else { return nil }
    return repetition(of: atom)
  }

  private mutating func lookahead(isNegated: Bool, depth: Int) -> PatternTree? {
    guard let tree = choice(depth: depth + 1), take(")") else { return nil }
    return .ahead(tree, isNegated: isNegated)
  }

  private mutating func atom(depth: Int) -> PatternTree? {
    if take("(") {
      if take("?") {
        // A group without a number, or with a name.
        if take("<") {
          guard skipName() else { return nil }
        } else if !take(":") {
          return nil
        }
      }
      guard let tree = choice(depth: depth + 1), take(")") else { return nil }
      return tree
    }
    if take(".") {
      var set = ScalarSet()
      set.insert(ScalarSet.lineEnds, isNegated: true)
      return .scalar(set)
    }
    if take("[") { return characterClass() }
    if take("\\") {
      var set = ScalarSet()
      guard let single = escape(into: &set, isInClass: false) else { return nil }
      if let single { set.insert(single...single) }
      return .scalar(set)
    }
    guard let next = current, !"*+?{}".unicodeScalars.contains(where: { $0.value == next }) else {
      return nil
    }
    position += 1
    return .scalar(ScalarSet(next...next))
  }

  private mutating func skipName() -> Bool {
    let start = position
    while let next = current, ScalarSet.isWordCharacter(next) || next == 0x24 || next >= 0x80 {
      position += 1
    }
    return position > start && take(">")
  }

  private mutating func repetition(of atom: PatternTree) -> PatternTree? {
    var range: (least: Int, most: Int?)?
    if take("*") {
      range = (0, nil)
    } else if take("+") {
      range = (1, nil)
    } else if take("?") {
      range = (0, 1)
    } else if take("{") {
      guard let least = number() else { return nil }
      range = (least, least)
      if take(",") {
        range = (least, nil)
        if current != 0x7D {
          guard let most = number(), most >= least else { return nil }
          range = (least, most)
        }
      }
      guard take("}") else { return nil }
    }
    guard let range else { return atom }
    // Whether as much or as little as possible makes no difference to whether there is a match.
    _ = take("?")
    return .repeated(atom, least: range.least, most: range.most)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let next = current, (0x30...0x39).contains(next) {
      value = (value ?? 0) * 10 + Int(next - 0x30)
      guard value ?? 0 <= Self.countLimit else { return nil }
      position += 1
    }
    return value
  }

  // MARK: Characters

  private mutating func characterClass() -> PatternTree? {
    var set = ScalarSet()
    let isNegated = take("^")
    while !take("]") {
      guard let first = member(into: &set) else { return nil }
      guard let low = first else { continue }
      let isRange = current == 0x2D && position + 1 < scalars.count && scalars[position + 1] != 0x5D
      guard isRange else {
        set.insert(low...low)
        continue
      }
      position += 1
      guard let second = member(into: &set) else { return nil }
      guard let high = second, low <= high else { return nil }
      set.insert(low...high)
    }
    if isNegated { set.negate() }
    return .scalar(set)
  }

  /// - Returns: nil where this is malformed; else a single scalar, or nil after what is several.
  private mutating func member(into set: inout ScalarSet) -> UInt32?? {
    guard let next = current else { return nil }
    position += 1
    if next == 0x5C { return escape(into: &set, isInClass: true) }
    return .some(next)
  }

  /// After a backslash.
  ///
  /// - Returns: as `member`.
  private mutating func escape(into set: inout ScalarSet, isInClass: Bool) -> UInt32?? {
    guard let next = current, let scalar = Unicode.Scalar(next) else { return nil }
    position += 1
    switch scalar {
    case "d", "D": set.insert(ScalarSet.digits, isNegated: scalar == "D")
    case "w", "W": set.insert(ScalarSet.wordCharacters, isNegated: scalar == "W")
    case "s", "S": set.insert(ScalarSet.spaces, isNegated: scalar == "S")
    case "p", "P":
      guard let property = property() else { return nil }
      set.insert(property, isNegated: scalar == "P")
    case "t": return .some(0x09)
    case "n": return .some(0x0A)
    case "v": return .some(0x0B)
    case "f": return .some(0x0C)
    case "r": return .some(0x0D)
    case "b": return isInClass ? .some(0x08) : nil
    case "c":
      guard let letter = current, (0x41...0x5A).contains(letter & ~0x20) else { return nil }
      position += 1
      return .some(letter & 0x1F)
    case "0":
      guard !(0x30...0x39).contains(current ?? 0) else { return nil }
      return .some(0)
    case "x": return hexadecimal(digits: 2).map { .some($0) }
    case "u": return unicodeEscape().map { .some($0) }
    default:
      // Punctuation stands for itself; letters and digits would be references or mean nothing.
      guard next < 0x80, !ScalarSet.isWordCharacter(next) else { return nil }
      return .some(next)
    }
    return .some(nil)
  }

  private mutating func property() -> ScalarProperty? {
    guard take("{") else { return nil }
    let start = position
    while let next = current, next != 0x7D { position += 1 }
    var name = String(
      String.UnicodeScalarView(scalars[start..<position].compactMap(Unicode.Scalar.init)))
    guard take("}") else { return nil }
    for prefix in ["General_Category=", "gc="] where name.hasPrefix(prefix) {
      name.removeFirst(prefix.count)
    }
    return ScalarProperty(name: name)
  }

  private mutating func unicodeEscape() -> UInt32? {
    if take("{") {
      var value: UInt32 = 0
      let start = position
      while let next = current, next != 0x7D {
        guard let digit = Self.hexDigit(next), value <= 0x10FFFF else { return nil }
        value = value << 4 | digit
        position += 1
      }
      guard position > start, value <= 0x10FFFF, take("}") else { return nil }
      return value
    }
    guard let code = hexadecimal(digits: 4) else { return nil }
    guard (0xD800..<0xDC00).contains(code), take(text: "\\u") else { return code }
    guard let low = hexadecimal(digits: 4), (0xDC00..<0xE000).contains(low) else { return nil }
    return 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
  }

  private mutating func hexadecimal(digits: Int) -> UInt32? {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = current.flatMap(Self.hexDigit) else { return nil }
      value = value << 4 | digit
      position += 1
    }
    return value
  }

  private static func hexDigit(_ value: UInt32) -> UInt32? {
    switch value {
    case 0x30...0x39: value - 0x30
    case 0x41...0x46: value - 0x37
    case 0x61...0x66: value - 0x57
    default: nil
    }
  }
}
