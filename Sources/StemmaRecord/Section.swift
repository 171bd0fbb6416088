/// A passage of an input from which records are made: about a paragraph, under its headings.
public struct Section: Hashable, Sendable {
  /// The input's name: its path relative to the manifest, with `/` on every system.
  public let input: String
  /// The headings above the section, outermost first; empty in plain text.
  public let headingPath: [String]
  /// Plain text: no markup, LF line ends, paragraphs parted by one empty line, list items each on
  /// a line that begins with `- ` or a number; at least one word.
  public let text: String
  /// Which one this is among sections of the same input, headings and text, from 0.
  public let occurrence: Int
  /// The section's first line in the input's text, from 1.
  public let line: Int
  /// The page that line stands on, from 1; nil where the input has no pages.
  public private(set) var page: Int?
  /// How many Unicode scalars of its text, from the first on, the section before ends with: whole
  /// sentences, and what parts them from the rest; 0 where nothing is said twice.
  public let repeated: Int
  /// What its records are to be like besides; nil where the passage is all there is to go by.
  public private(set) var brief: Brief?
  /// How large a share of a dataset it gets; nil for as much as it has text.
  public private(set) var share: Int?

  public init(
    input: String, headingPath: [String], text: String, occurrence: Int, line: Int,
    page: Int? = nil, repeated: Int = 0, brief: Brief? = nil, share: Int? = nil
  ) {
    self.repeated = repeated
    self.brief = brief
    self.share = share
    self.input = input
    self.headingPath = headingPath
    self.text = text
    self.occurrence = occurrence
    self.line = line
    self.page = page
    textPrefix = ObjectID(of: .text, text.utf8).prefix64
  }

  private let textPrefix: UInt64

  /// The same on a page.
  public func on(page: Int) -> Section {
    var section = self
    section.page = page
    return section
  }

  /// The same with a brief.
  public func briefed(_ brief: Brief, share: Int) -> Section {
    var section = self
    section.brief = brief
    section.share = share
    return section
  }

  /// Its text without what the section before says too.
  public var ownText: String {
    repeated == 0 ? text : String(text.unicodeScalars.dropFirst(repeated))
  }

  /// The first 16 hexadecimal digits of the text's identity.
  public var digest: String {
    withUnsafeBytes(of: textPrefix.bigEndian) { Hexadecimal.encode($0) }
  }
}
