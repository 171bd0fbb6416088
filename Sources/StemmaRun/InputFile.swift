import StemmaDocument
public import StemmaRecord

/// A file that a manifest names under `inputs`, read.
public struct InputFile: Sendable {
  public let kind: InputKind
  /// Its path relative to the manifest, with `/`.
  public let name: String
  public let bytes: [UInt8]
  /// What a program has made of them, in UTF-8; nil where they are text themselves.
  public let text: [UInt8]?
  /// That program and its version.
  public let converter: String?

  public init(
    kind: InputKind = .documents, name: String, bytes: [UInt8], text: [UInt8]? = nil,
    converter: String? = nil
  ) {
    self.kind = kind
    self.name = name
    self.bytes = bytes
    self.text = text
    self.converter = converter
  }

  /// Whether a file's bytes may be text in another encoding than Unicode's, so that a program has to
  /// tell which, and what it says.
  public static func hasOtherEncoding(_ bytes: [UInt8]) -> Bool {
    DocumentReader.hasOtherEncoding(bytes)
  }

  /// Why a run would end with this document, such as that it is no text; nil where nothing is wrong
  /// with it, and of other kinds.
  public var fault: (any ActionableError)? {
    guard kind == .documents else { return nil }
    do throws(DocumentError) {
      let reader = DocumentReader()
      _ = try reader.sections(
        of: try reader.text(of: text ?? bytes, name: name), name: name,
        format: DocumentFormat(fileName: name) ?? .plainText)
      return nil
    } catch {
      return error
    }
  }
}
