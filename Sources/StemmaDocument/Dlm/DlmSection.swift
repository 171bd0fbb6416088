/// A section of a `.dlm` document: where it stands among the document's bytes, and what it is.
public struct DlmSection: Hashable, Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// What stands in no other section; it may also begin with `::prose::`.
    case prose
    /// Questions and answers: `### Q` and `### A`.
    case instruction
    /// Prompts with two answers: `### Prompt`, `### Chosen` and `### Rejected`.
    case preference
    /// A picture, named in the fence, and its caption.
    case image
    /// A sound, named in the fence, and its text.
    case audio

    var hasAttributes: Bool { self == .image || self == .audio }

    /// What heads the parts of each of its entries, in their order.
    var headings: [String] {
      switch self {
      case .instruction: ["Q", "A"]
      case .preference: ["Prompt", "Chosen", "Rejected"]
      case .prose, .image, .audio: []
      }
    }
  }

  public let kind: Kind
  /// What stands after `#` in its fence.
  public let adapter: String?
  /// What stands after the kind in its fence.
  public let attributes: String?
  /// Its fence, with the line end; empty for the prose that a document begins with.
  public let fence: Range<Int>
  /// What follows, up to the next fence or the document's end.
  public let body: Range<Int>
  /// The line of its fence, or of its first line where it has none, from 1.
  public let line: Int
  /// Whether it was generated: an instruction with a whole marker in the line after its fence.
  public let marker: DlmMarker?
  /// The marker's line, with its line end; empty where there is none.
  let markerLine: Range<Int>
  /// Whether the document ends with it.
  let isLast: Bool

  /// The lines before its text: its fence.
  var textLine: Int { fence.isEmpty ? line : line + 1 }
  /// All of it.
  var whole: Range<Int> { fence.lowerBound..<body.upperBound }
}
