import CCmark

/// The items of a Markdown list, nested ones in their place, each on one line.
struct MarkdownList {
  private var items: [ListItem] = []
  /// The next number of each list that is open; nil in lists without numbers.
  private var numbers: [Int?] = []
  private var text = ""
  private var mark = "- "
  private var line = 1

  /// - Parameter list: a list node.
  /// - Returns: the items that hold prose.
  static func items(_ list: OpaquePointer) -> [ListItem] {
    guard let walk = cmark_iter_new(list) else { return [] }
    defer { cmark_iter_free(walk) }
    var reader = MarkdownList()
    while case let event = cmark_iter_next(walk), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(walk) else { continue }
      let isSkipped = reader.visit(node, isEntered: event == CMARK_EVENT_ENTER)
      // A node without children is never left, so it must not be left by force either.
      if isSkipped, cmark_node_first_child(node) != nil {
        cmark_iter_reset(walk, node, CMARK_EVENT_EXIT)
      }
    }
    return reader.items
  }

  /// - Returns: whether the node's children are to be passed over.
  private mutating func visit(_ node: OpaquePointer, isEntered: Bool) -> Bool {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_LIST:
      if isEntered {
        let isOrdered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST
        numbers.append(isOrdered ? Int(cmark_node_get_list_start(node)) : nil)
      } else {
        numbers.removeLast()
      }
      return false
    case CMARK_NODE_ITEM:
      endItem()
      if isEntered { beginItem(line: Int(cmark_node_get_start_line(node))) }
      return false
    case CMARK_NODE_PARAGRAPH:
      let addition = MarkdownInlines.text(node)
      text += text.isEmpty || addition.isEmpty ? addition : " " + addition
      return true
    default:
      return true
    }
  }

  private mutating func beginItem(line: Int) {
    self.line = line
    mark = "- "
    if let level = numbers.indices.last, let number = numbers[level] {
      mark = "\(number). "
      numbers[level] = number + 1
    }
  }

  private mutating func endItem() {
    for box in ["[ ] ", "[x] ", "[X] "] where text.utf8.starts(with: box.utf8) {
      text.removeFirst(box.count)
    }
    if Prose.hasWord(text), !Prose.hasEndlessWord(text) {
      items.append(ListItem(text: mark + text, line: line))
    }
    text = ""
    // What follows a nested list within the same item.
    mark = "- "
  }
}
