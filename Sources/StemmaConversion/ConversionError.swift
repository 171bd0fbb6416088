public import StemmaRecord

/// Why a document could not be turned into text.
public enum ConversionError: ActionableError, Hashable {
  /// The variable of the environment in which the password of encrypted PDFs is.
  public static let passwordVariable = "STEMMA_DOCUMENT_PASSWORD"

  /// The program that reads such documents is not installed; `install` is the line that installs it.
  case toolMissing(name: String, tool: String, install: String)
  /// The document opens only with a password; where `takesPassword`, stemma can open it with that.
  case encrypted(name: String, takesPassword: Bool)
  /// The password that was given is not the document's.
  case wrongPassword(name: String)
  /// The file has no bytes.
  case empty(name: String)
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
    case .wrongPassword: "document.wrong-password"
    case .empty: "document.empty"
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
    case .wrongPassword: "The password that was given does not open this document."
    case .empty: "This file is empty."
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
    case .toolMissing(let name, _, _), .encrypted(let name, _), .noText(let name),
      .wrongPassword(let name), .empty(let name), .unreadable(let name, _, _),
      .tooSlow(let name, _, _), .tooLarge(let name, _), .unstartable(let name, _, _),
      .interrupted(let name):
      name
    }
  }

  public var nextStep: String {
    switch self {
    case .toolMissing(_, _, let install): "Install it:  \(install)"
    case .encrypted(_, takesPassword: true):
      "Set \(Self.passwordVariable) in the environment to it, or name a copy that opens without."
    case .encrypted: "Save a copy that opens without it, and name that."
    case .wrongPassword:
      "Set \(Self.passwordVariable) to this one's, or name a copy that opens without."
    case .empty: "Take it out of the inputs, or go on without it by --skip-unreadable."
    case .noText:
      "Have its text recognised first, as `ocrmypdf` does, or take it out of the inputs."
    case .unreadable: "Open and save it anew, or go on without it by --skip-unreadable."
    case .tooSlow, .tooLarge: "Cut it into smaller files."
    case .interrupted: "Run it again."
    case .unstartable: "Check that it runs: `doctor` tells its version."
    }
  }
}
