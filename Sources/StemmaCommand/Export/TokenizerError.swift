import StemmaRecord

/// Why tokens were not counted.
enum TokenizerError: ActionableError {
  /// There is no Python.
  case noPython
  /// Python, at this path, has no `tokenizers`.
  case noLibrary(String)
  /// The file is no tokenizer's, and what the library says of it.
  case unreadable(String, String)
  /// The tokenizer of this file did not get on.
  case tooSlow(String)
  /// The program failed; the argument is what it said last.
  case failed(String)

  var code: String {
    switch self {
    case .noPython, .noLibrary: "tokens.no-library"
    case .unreadable: "tokenizer.unreadable"
    case .tooSlow: "tokens.too-slow"
    case .failed: "tokens.failed"
    }
  }

  var whatHappened: String {
    switch self {
    case .noPython: "Tokens are counted by a library of Python's, and there is no `python3`."
    case .noLibrary(let python): "\(python) has no library `tokenizers` to count tokens with."
    case .unreadable(_, let words):
      "This is no tokenizer"
        + (words.isEmpty ? "." : ", says the library `tokenizers`: \(words.onOneLine(limit: 240))")
    case .tooSlow: "The tokenizer did not come to an end in time."
    case .failed(let words): "The tokens were not counted: \(words.onOneLine(limit: 240))"
    }
  }

  var place: String? {
    switch self {
    case .unreadable(let path, _), .tooSlow(let path): path
    case .noPython, .noLibrary, .failed: nil
    }
  }

  var nextStep: String {
    switch self {
    case .noPython: "Install python3 and tokenizers, or leave --tokenizer out for an estimate."
    case .noLibrary:
      "Install it, as by `python3 -m pip install tokenizers`, or leave --tokenizer out for an "
        + "estimate."
    case .unreadable: "Name a model's `tokenizer.json`, of the library `tokenizers`."
    case .tooSlow, .failed: "Leave --tokenizer out for an estimate."
    }
  }
}
