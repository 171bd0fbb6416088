import CCmark
import Glibc

/// The text of a Markdown paragraph or heading without its markup.
enum MarkdownInlines {
  /// Code spans and the texts of links stay; pictures, struck text, HTML tags and references to
  /// footnotes go.
  ///
  /// - Parameter block: a node that holds inlines.
  /// - Returns: one line, white space collapsed.
  static func text(_ block: OpaquePointer) -> String {
    guard let walk = cmark_iter_new(block) else { return "" }
    defer { cmark_iter_free(walk) }
    var bytes: [UInt8] = []
    while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(walk), node != block else {
        continue
      }
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT, CMARK_NODE_CODE:
        if let literal = cmark_node_get_literal(node) {
          bytes.append(contentsOf: UnsafeRawBufferPointer(start: literal, count: strlen(literal)))
        }
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK: bytes.append(0x20)
      case CMARK_NODE_HTML_INLINE: if isLineBreak(node) { bytes.append(0x20) }
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG, CMARK_NODE_LINK: break
      case CMARK_NODE_FOOTNOTE_REFERENCE: break
      default: cmark_iter_reset(walk, node, CMARK_EVENT_EXIT)
      }
    }
    return Prose.collapse(bytes)
  }

  /// `<br>` in any of its spellings.
  private static func isLineBreak(_ node: OpaquePointer) -> Bool {
    guard let literal = cmark_node_get_literal(node) else { return false }
    let name = UnsafeRawBufferPointer(start: literal, count: strlen(literal)).prefix(3)
    return name.map { $0 | 0x20 }.elementsEqual("<br".utf8.map { $0 | 0x20 })
  }
}
