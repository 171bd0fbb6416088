public import StemmaRecord

/// Why a file of a benchmark's texts cannot be used.
public enum BenchmarkError: ActionableError, Hashable {
  /// A line is neither JSON nor empty, or a paragraph no text.
  case badLine(file: String, line: Int, reason: String)
  /// A file holds more texts than are read.
  case tooManyTexts(file: String, Int)
  /// All files together hold no text of three words.
  case noTexts(files: [String])

  public var code: String {
    switch self {
    case .badLine: "input.bad-benchmark"
    case .tooManyTexts: "input.benchmark-too-large"
    case .noTexts: "input.no-benchmark-texts"
    }
  }

  public var whatHappened: String {
    switch self {
    case .badLine(_, _, let reason): reason
    case .tooManyTexts(_, let limit): "The file holds more than \(limit) texts."
    case .noTexts(let files):
      "There is no text of at least three words in \(files.joined(separator: ", "))."
    }
  }

  public var place: String? {
    switch self {
    case .badLine(let file, let line, _): "\(file):\(line)"
    case .tooManyTexts(let file, _): file
    case .noTexts(let files): files.first
    }
  }

  public var nextStep: String {
    switch self {
    case .badLine:
      "Give JSON Lines, a JSON array, or plain text with empty lines between the texts."
    case .tooManyTexts: "Give it in several files, one after another."
    case .noTexts: "Name files that hold a benchmark's questions or answers."
    }
  }
}
