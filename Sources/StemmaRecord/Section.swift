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

  public init(input: String, headingPath: [String], text: String, occurrence: Int, line: Int) {
    self.input = input
    self.headingPath = headingPath
    self.text = text
    self.occurrence = occurrence
    self.line = line
    textPrefix = ObjectID(of: .text, text.utf8).prefix64
  }

  private let textPrefix: UInt64

  /// The first 16 hexadecimal digits of the text's identity.
  public var digest: String {
    withUnsafeBytes(of: textPrefix.bigEndian) { Hexadecimal.encode($0) }
  }
}
