import StemmaProgram
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
  /// Nothing in it is text. How many pictures it holds is nil where that is not known.
  case noText(name: String, pictures: Int?)
  /// It is not of the form that its suffix says; `found` is what it is, with its article.
  case otherForm(name: String, wanted: String, found: String)
  /// It is an archive that is not whole.
  case damaged(name: String, ArchiveFault)
  /// A part of it, or all of them together where it is nil, unpacks to more bytes than this.
  case unpacksTooLarge(name: String, part: String?, limitBytes: Int)
  /// It is text in an encoding that cannot be told for sure; `line`, from 1, is the first that is not
  /// UTF-8, `guess` what the encoding may be.
  case unsureEncoding(name: String, line: Int, guess: String?)
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
  /// What it would read cannot be put anywhere; `reason` names the folder.
  case noTemporaryFile(name: String, reason: String)

  /// Whether another document might be read all the same.
  public var isAboutDocument: Bool {
    switch self {
    case .toolMissing, .unstartable, .noTemporaryFile, .interrupted: false
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
    case .otherForm: "document.other-form"
    case .damaged: "document.damaged"
    case .unsureEncoding: "document.unsure-encoding"
    case .unreadable: "document.unreadable"
    case .tooSlow: "document.too-slow"
    case .tooLarge, .unpacksTooLarge: "document.too-large"
    case .interrupted: "run.interrupted"
    case .unstartable: "document.tool-unstartable"
    case .noTemporaryFile: "document.no-temporary-file"
    }
  }

  public var whatHappened: String {
    switch self {
    case .toolMissing(_, let tool, _): "Such documents are read by `\(tool)`, which is not here."
    case .encrypted: "This document is encrypted, and opens only with its password."
    case .wrongPassword: "The password that was given does not open this document."
    case .empty: "This file is empty."
    case .noText(_, nil): "This document holds no text; its pages may be pictures."
    case .noText(_, 0): "This document holds no text, and no picture of any."
    case .noText(_, let pictures?):
      "This document holds no text, but \(pictures) \(pictures == 1 ? "picture" : "pictures")."
    case .otherForm(_, let wanted, let found): "This file is no \(wanted): it is \(found)."
    case .damaged(_, let fault): fault.whatHappened
    case .unpacksTooLarge(_, let part?, let limit):
      "This document's \(part.quoted) unpacks to more than \(limit) bytes."
    case .unpacksTooLarge(_, nil, let limit):
      "This document's parts unpack to more than \(limit) bytes."
    case .unsureEncoding(_, _, let guess):
      "This text is not UTF-8, and its encoding cannot be told for sure"
        + (guess.map { "; it may be \($0)." } ?? ".")
    case .unreadable(_, let tool, let reason):
      "`\(tool)` cannot read this document\(reason.isEmpty ? "." : ": \(reason)")"
    case .tooSlow(_, let tool, let seconds):
      "`\(tool)` did not come to an end with this document in \(seconds) seconds."
    case .tooLarge(_, let limit):
      "This document, or its text, is larger than \(limit) bytes, or takes too much memory."
    case .interrupted: "It was interrupted while this document was read."
    case .unstartable(_, let tool, let reason): "`\(tool)` cannot be started: \(reason)."
    case .noTemporaryFile(_, let reason): "This document cannot be read: \(reason)."
    }
  }

  public var place: String? {
    switch self {
    case .toolMissing(let name, _, _), .encrypted(let name, _), .noText(let name, _),
      .otherForm(let name, _, _), .damaged(let name, _), .unpacksTooLarge(let name, _, _),
      .wrongPassword(let name), .empty(let name), .unreadable(let name, _, _),
      .tooSlow(let name, _, _), .tooLarge(let name, _), .unstartable(let name, _, _),
      .noTemporaryFile(let name, _), .interrupted(let name):
      name
    case .unsureEncoding(let name, let line, _): "\(name):\(line)"
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
    case .empty, .noText(_, 0):
      "Take it out of the inputs, or go on without it by --skip-unreadable."
    case .noText:
      "Have its text recognised first, as `ocrmypdf` does, or take it out of the inputs."
    case .otherForm: "Give it the suffix of what it is, or save it in the form of its suffix."
    case .unsureEncoding(_, _, let guess):
      "Save it as UTF-8:  iconv -f \(guess ?? "ENCODING") -t UTF-8 OLD > NEW"
    case .unreadable, .damaged: "Open and save it anew, or go on without it by --skip-unreadable."
    case .tooSlow, .tooLarge, .unpacksTooLarge: "Cut it into smaller files."
    case .interrupted: "Run it again."
    case .unstartable: "Check that it runs: `doctor` tells its version."
    case .noTemporaryFile: SystemFailure.temporaryFolderAdvice
    }
  }
}
