public import StemmaRecord

/// Why pairs cannot be written into a document, or taken out of it.
public enum SynthError: ActionableError, Hashable {
  /// The file is none of this form.
  case notDlm(document: String)
  /// The version's records are no questions and answers about one `.dlm` document.
  case notOfDocument(version: String)
  /// What people have written in the document is not what the version was made from.
  case changed(document: String, version: String)
  /// The document was changed by somebody else while it was about to be written.
  case overtaken(document: String)
  /// No version was made from the document.
  case nothingStaged(document: String, dataset: String)

  public var code: String {
    switch self {
    case .notDlm: "document.not-dlm"
    case .notOfDocument: "synth.not-of-document"
    case .changed: "document.changed"
    case .overtaken: "document.overtaken"
    case .nothingStaged: "synth.nothing-staged"
    }
  }

  public var whatHappened: String {
    switch self {
    case .notDlm: "This is no `.dlm` document."
    case .notOfDocument(let version):
      "\(version) holds no questions and answers about one `.dlm` document."
    case .changed(_, let version):
      "The document is not what \(version) was made from; nothing was written."
    case .overtaken: "The document was changed in the meantime; nothing was written."
    case .nothingStaged(_, let dataset): "No version of `\(dataset)` was made from this document."
    }
  }

  public var place: String? {
    switch self {
    case .notDlm(let document), .changed(let document, _), .overtaken(let document),
      .nothingStaged(let document, _):
      document
    case .notOfDocument: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .notDlm: "Name a file that ends in `.dlm`."
    case .notOfDocument: "`stemma synth list FILE` shows the versions of a document."
    case .changed:
      "Run `stemma synth instructions` again: what was asked of unchanged passages is not asked again."
    case .overtaken: "Look at it, then type the same command again."
    case .nothingStaged: "`stemma synth instructions FILE` makes one."
    }
  }
}
