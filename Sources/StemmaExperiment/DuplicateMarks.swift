/// Tells keys apart that stand twice, by giving all but the last a first character of their own.
///
/// One character stands for one, so that no place moves.
struct DuplicateMarks {
  private struct Spot: Hashable {
    let line: Int
    let column: Int
  }

  private static let firstMark: UInt32 = 0xF_0000

  private var scalars: [Unicode.Scalar]
  /// The index of each line's first scalar.
  private var lineStarts: [Int] = [0]
  private var replaced: [Spot: Unicode.Scalar] = [:]

  init(_ text: String) {
    scalars = Array(text.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      let next = index + 1 < scalars.count ? scalars[index + 1] : " "
      if scalar == "\n" || (scalar == "\r" && next != "\n") { lineStarts.append(index + 1) }
    }
  }

  var markedText: String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    return String(text)
  }

  /// - Returns: false where the key there cannot be told apart this way.
  mutating func mark(line: Int, column: Int) -> Bool {
    let spot = Spot(line: line, column: column)
    guard replaced[spot] == nil, lineStarts.indices.contains(line - 1), column > 0 else {
      return false
    }
    var index = lineStarts[line - 1] + column - 1
    guard index + 1 < scalars.count else { return false }
    let quote = scalars[index]
    if quote == "\"" || quote == "'" {
      index += 1
      guard scalars[index] != quote else { return false }
    }
    let first = scalars[index]
    guard first.properties.isAlphabetic || first.properties.numericType != nil || first == "_",
      let mark = Unicode.Scalar(Self.firstMark + UInt32(replaced.count))
    else { return false }
    replaced[spot] = first
    scalars[index] = mark
    return true
  }

  /// - Returns: the key that stands at this place in the text as it was given.
  func original(_ key: String, line: Int, column: Int) -> String {
    guard let first = replaced[Spot(line: line, column: column)] else { return key }
    var name = String.UnicodeScalarView([first])
    name.append(contentsOf: key.unicodeScalars.dropFirst())
    return String(name)
  }
}
