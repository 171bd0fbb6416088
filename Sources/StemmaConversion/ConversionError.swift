public import StemmaRecord

/// Why a document could not be turned into text.
public enum ConversionError: ActionableError, Hashable {
  /// The program that reads such documents is not installed; `package` is Debian's name of it.
  case toolMissing(name: String, tool: String, package: String)
  /// The document opens only with a password.
  case encrypted(name: String)
  /// Nothing in it is text; its pages may be pictures.
  case noText(name: String)
  /// The program cannot read it; `reason` is its last line.
  case unreadable(name: String, tool: String, reason: String)
  /// The program did not come to an end in so many seconds.
  case tooSlow(name: String, tool: String, seconds: Int)
  /// Somebody ended the program, as by Ctrl-C.
  case interrupted(name: String)
  /// The document, or the text in it, has more bytes than this, or takes more memory than there may be.
  case tooLarge(name: String, limitBytes: Int)
  /// The program cannot be started.
  case unstartable(name: String, tool: String, reason: String)

  /// Whether another document might be read all the same.
  public var isAboutDocument: Bool {
    switch self {
    case .toolMissing, .unstartable, .interrupted: false
    default: true
    }
  }

  public var code: String {
    switch self {
    case .toolMissing: "document.tool-missing"
    case .encrypted: "document.encrypted"
    case .noText: "document.no-text"
    case .unreadable: "document.unreadable"
    case .tooSlow: "document.too-slow"
    case .tooLarge: "document.too-large"
    case .interrupted: "run.interrupted"
    case .unstartable: "document.tool-unstartable"
    }
  }

  public var whatHappened: String {
    switch self {
    case .toolMissing(_, let tool, _): "Such documents are read by `\(tool)`, which is not here."
    case .encrypted: "This document is encrypted, and opens only with its password."
    case .noText: "This document holds no text; its pages may be pictures."
    case .unreadable(_, let tool, let reason):
      "`\(tool)` cannot read this document\(reason.isEmpty ? "." : ": \(reason)")"
    case .tooSlow(_, let tool, let seconds):
      "`\(tool)` did not come to an end with this document in \(seconds) seconds."
    case .tooLarge(_, let limit):
      "This document, or its text, is larger than \(limit) bytes, or takes too much memory."
    case .interrupted: "It was interrupted while this document was read."
    case .unstartable(_, let tool, let reason): "`\(tool)` cannot be started: \(reason)."
    }
  }

  public var place: String? {
    switch self {
    case .toolMissing(let name, _, _), .encrypted(let name), .noText(let name),
      .unreadable(let name, _, _), .tooSlow(let name, _, _), .tooLarge(let name, _),
      .unstartable(let name, _, _), .interrupted(let name):
      name
    }
  }

  public var nextStep: String {
    switch self {
    case .toolMissing(_, _, let package): "Install it:  apt-get install \(package)"
    case .encrypted:
      "Name a copy without the password, as `qpdf --decrypt --password-file=FILE IN OUT` makes it."
    case .noText:
      "Have its text recognised first, as `ocrmypdf` does, or take it out of the inputs."
    case .unreadable: "Open and save it anew, or go on without it by --skip-unreadable."
    case .tooSlow, .tooLarge: "Cut it into smaller files."
    case .interrupted: "Run it again."
    case .unstartable: "Check that it runs: `doctor` tells its version."
    }
  }
}
