/// What is never cut again: a paragraph, a piece of a long one, an item of a list, or a heading.
struct Unit {
  enum Kind {
    case paragraph, item, heading
    /// What goes on with the paragraph or item before it, which was cut.
    case rest
  }

  let text: String
  /// Its first line in the document, from 1.
  let line: Int
  let kind: Kind
  /// Whether it is an item that follows another.
  let continues: Bool
  /// The headings it stands under; a heading stands under itself.
  let path: [String]
  /// In scalars.
  let length: Int

  init(text: String, line: Int, kind: Kind, continues: Bool = false, path: [String]) {
    self.text = text
    self.line = line
    self.kind = kind
    self.continues = continues
    self.path = path
    length = text.unicodeScalars.count
  }
}
