import StemmaRecord

/// A template's text, taken apart once, so that what is put in is never expanded again.
struct TemplateText: Sendable {
  enum Piece: Hashable, Sendable {
    case text(String)
    case placeholder(Placeholder)
    /// `{{name}}`: a value of what the manifest expands, else text.
    case expanded(String)
    /// `{row.name}`: a column of the row, else text.
    case column(String)
  }

  /// A name between braces, such as a `{name}` that is no placeholder.
  struct Unknown {
    let name: String
    /// Of the opening brace, in Unicode scalars from the text's start.
    let offset: Int
  }

  private(set) var pieces: [Piece] = []
  private(set) var unknown: [Unknown] = []
  /// Every `{{name}}`, in the text's order.
  private(set) var expanded: [Unknown] = []

  /// The names of columns, in the text's order.
  var columns: [String] {
    pieces.compactMap { if case .column(let name) = $0 { name } else { nil } }
  }

  /// `{identifier}` is a placeholder, `{{identifier}}` one of the manifest's own, `{row.name}` a column,
  /// whatever it is called; all other braces are text.
  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    var literal = String.UnicodeScalarView()
    while index < scalars.count {
      if scalars[index] == "{", let name = Self.column(scalars, after: index) {
        if !literal.isEmpty { pieces.append(.text(String(literal))) }
        literal = String.UnicodeScalarView()
        pieces.append(.column(name.text))
        index = name.end
        continue
      }
      if scalars[index] == "{", let name = Self.identifier(scalars, after: index) {
        if let placeholder = Placeholder(name: name.text) {
          if !literal.isEmpty { pieces.append(.text(String(literal))) }
          literal = String.UnicodeScalarView()
          pieces.append(.placeholder(placeholder))
        } else {
          unknown.append(Unknown(name: name.text, offset: index))
        }
        index = name.end
        continue
      }
      // `{{identifier}}` belongs to the manifest's own expansion values.
      if scalars[index] == "{", index + 1 < scalars.count, scalars[index + 1] == "{",
        let name = Self.identifier(scalars, after: index + 1), name.end < scalars.count,
        scalars[name.end] == "}"
      {
        if !literal.isEmpty { pieces.append(.text(String(literal))) }
        literal = String.UnicodeScalarView()
        pieces.append(.expanded(name.text))
        expanded.append(Unknown(name: name.text, offset: index))
        index = name.end + 1
        continue
      }
      literal.append(scalars[index])
      index += 1
    }
    if !literal.isEmpty { pieces.append(.text(String(literal))) }
  }

  /// - Parameters:
  ///   - expansion: what is put for `{{name}}`; one that is not here stays as it is.
  ///   - row: what is put for `{row.name}`; nil where these stay as they are.
  func filled(
    _ values: [Placeholder: String], _ expansion: [String: String] = [:], row: SourceRow? = nil
  ) -> String {
    var text = ""
    for piece in pieces {
      switch piece {
      case .text(let literal): text += literal
      case .placeholder(let placeholder): text += values[placeholder] ?? ""
      case .expanded(let name): text += expansion[name] ?? "{{\(name)}}"
      case .column(let name): text += row.map { $0.text(of: name) ?? "" } ?? "{row.\(name)}"
      }
    }
    return text
  }

  /// The most scalars of a column's name.
  private static let columnLimit = 200

  /// The name between `{row.` at `open` and the next closing brace, without braces and line ends; `end` is
  /// behind that.
  private static func column(
    _ scalars: [Unicode.Scalar], after open: Int
  ) -> (text: String, end: Int)? {
    let start = open + 5
    guard start < scalars.count, scalars[open + 1..<start].elementsEqual("row.".unicodeScalars)
    else { return nil }
    var end = start
    while end < scalars.count, end - start <= columnLimit,
      !"{}\n\r".unicodeScalars.contains(scalars[end])
    {
      end += 1
    }
    guard end > start, end < scalars.count, scalars[end] == "}" else { return nil }
    return (String(String.UnicodeScalarView(scalars[start..<end])), end + 1)
  }

  /// The identifier between the brace at `open` and the next closing one; `end` is behind that.
  private static func identifier(
    _ scalars: [Unicode.Scalar], after open: Int
  ) -> (text: String, end: Int)? {
    var end = open + 1
    while end < scalars.count, isIdentifier(scalars[end], isFirst: end == open + 1) { end += 1 }
    guard end > open + 1, end < scalars.count, scalars[end] == "}" else { return nil }
    return (String(String.UnicodeScalarView(scalars[(open + 1)..<end])), end + 1)
  }

  private static func isIdentifier(_ scalar: Unicode.Scalar, isFirst: Bool) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "_": true
    case "0"..."9": !isFirst
    default: false
    }
  }
}
