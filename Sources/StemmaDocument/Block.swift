/// What a document's reader sees, one after another, before sections are cut.
enum Block: Equatable {
  /// A heading; 1 is the outermost level. Its text may be empty.
  case heading(level: Int, text: String, line: Int)
  /// Prose on one line, white space collapsed.
  case paragraph(text: String, line: Int)
  /// A list's items in order, nested ones too.
  case list(items: [ListItem])
  /// Something that is not prose: code, a table, a quotation, a rule.
  case gap
}

/// One item of a list.
struct ListItem: Equatable {
  /// On one line, beginning with `- ` or a number such as `2. `.
  let text: String
  /// The item's first line in the document, from 1.
  let line: Int
}
