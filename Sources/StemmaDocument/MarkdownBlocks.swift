import CCmark
import Synchronization

/// Reads Markdown through libcmark-gfm.
enum MarkdownBlocks {
  /// A heading longer than this, in scalars, is a paragraph that a rule happens to follow.
  private static let headingLimit = 200

  /// libcmark-gfm keeps the extensions and their special characters in global variables.
  private static let parserLock = Mutex<Void>(())

  /// - Parameters:
  ///   - bytes: the document's text, UTF-8.
  ///   - add: is given the blocks in order.
  static func read(_ bytes: [UInt8], add: (Block) -> Void) {
    let source = MarkdownSource.tame(bytes)
    guard let document = parse(source) else { return }
    defer { cmark_node_free(document) }
    var node = cmark_node_first_child(document)
    while let current = node {
      switch cmark_node_get_type(current) {
      case CMARK_NODE_HEADING: heading(current, add: add)
      case CMARK_NODE_PARAGRAPH: add(paragraph(current))
      case CMARK_NODE_LIST:
        let items = MarkdownList.items(current)
        add(items.isEmpty ? .gap : .list(items: items))
      default: add(.gap)
      }
      node = cmark_node_next(current)
    }
  }

  /// - Returns: the document's root, which the caller frees.
  private static func parse(_ source: [UInt8]) -> OpaquePointer? {
    // As a number, because a pointer may not leave the lock.
    let address = parserLock.withLock { _ in UInt(bitPattern: parseAlone(source)) }
    return OpaquePointer(bitPattern: address)
  }

  private static func parseAlone(_ source: [UInt8]) -> OpaquePointer? {
    cmark_gfm_core_extensions_ensure_registered()
    let options = CMARK_OPT_FOOTNOTES | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE
    guard let parser = cmark_parser_new(options) else { return nil }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough", "autolink"] {
      if let syntax = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, syntax)
      }
    }
    source.withUnsafeBytes {
      cmark_parser_feed(parser, $0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count)
    }
    return cmark_parser_finish(parser)
  }

  private static func heading(_ node: OpaquePointer, add: (Block) -> Void) {
    let text = MarkdownInlines.text(node)
    let line = Int(cmark_node_get_start_line(node))
    if text.unicodeScalars.count > headingLimit {
      add(paragraph(node))
      add(.gap)
    } else {
      add(.heading(level: Int(cmark_node_get_heading_level(node)), text: text, line: line))
    }
  }

  private static func paragraph(_ node: OpaquePointer) -> Block {
    let text = MarkdownInlines.text(node)
    guard Prose.hasWord(text), !Prose.hasEndlessWord(text) else { return .gap }
    return .paragraph(text: text, line: Int(cmark_node_get_start_line(node)))
  }
}
