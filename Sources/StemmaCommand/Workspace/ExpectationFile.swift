import StemmaRecord

/// A file of expectations: one a line, `#` begins a comment.
enum ExpectationFile {
  private static let limitBytes = 1 << 20

  /// - Throws: `ExpectationError.malformed` for the first line that is none.
  static func read(_ path: String) throws -> [Expectation] {
    var bytes = try FileAccess.read(path, limitBytes: limitBytes)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    var expectations: [Expectation] = []
    for (place, line) in lines.enumerated() {
      let comment = Expectation.firstUnquoted(of: [UInt8(ascii: "#")], in: line)
      let content = line[..<(comment ?? line.endIndex)]
      guard content.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { continue }
      let text = String(decoding: content.filter { $0 != 0x0D }, as: UTF8.self)
      guard let expectation = Expectation(text) else {
        throw ExpectationError.malformed(text, path: path, line: place + 1)
      }
      expectations.append(expectation)
    }
    return expectations
  }
}

/// Why a file of expectations cannot be used.
enum ExpectationError: ActionableError {
  case malformed(String, path: String, line: Int)

  var code: String { "expectation.malformed" }

  var whatHappened: String {
    switch self {
    case .malformed(let text, _, _): "«\(Terminal.visible(text))» is no expectation."
    }
  }

  var place: String? {
    switch self {
    case .malformed(_, let path, let line): "\(path):\(line)"
    }
  }

  var nextStep: String { Expectation.howToWrite }
}
