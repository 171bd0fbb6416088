import StemmaRecord

// Texts, names and paths.
extension ManifestChecker {
  /// - Parameter limit: in Unicode scalars.
  mutating func text(_ slot: Slot, limit: Int) -> String? {
    guard case .scalar(let text, let isPlain) = slot.node.content else {
      let isMapping = if case .mapping = slot.node.content { true } else { false }
      addWrongType(
        slot, "a text",
        next: isMapping ? "Quote a text that holds a colon and a space." : "Write one text.")
      return nil
    }
    guard !isPlain || !isMistakable(slot, text) else { return nil }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      problems.add(
        "manifest.empty-text", at: slot.place, path: slot.path, "`\(slot.path)` is empty.",
        nextStep: "Write something, or leave the field out.")
      return nil
    }
    let count = text.unicodeScalars.count
    guard count <= limit else {
      problems.add(
        "manifest.too-long", at: slot.place, path: slot.path,
        "`\(slot.path)` has \(count) characters; it may have \(limit).", nextStep: "Shorten it.")
      return nil
    }
    let controls = text.unicodeScalars.first { scalar in
      (scalar.value < 0x20 && scalar != "\n" && scalar != "\t") || (0x7F..<0xA0 ~= scalar.value)
    }
    guard controls == nil else {
      problems.add(
        "manifest.control-character", at: slot.place, path: slot.path,
        "`\(slot.path)` holds a control character: \(Shown.text(text)).",
        nextStep: "Take it out.")
      return nil
    }
    return text
  }

  /// Whether a plain scalar is a number or a truth value to some reader of YAML.
  private mutating func isMistakable(_ slot: Slot, _ text: String) -> Bool {
    let words = ["true", "false", "yes", "no", "on", "off"]
    let isWord = text.utf8.count <= 5 && words.contains(text.lowercased())
    guard isWord || PlainNumber(text) != nil else { return false }
    let quoted = "\"\(text)\""
    let kind = isWord ? "truth value" : "number"
    problems.add(
      "manifest.wrong-type", at: slot.place, path: slot.path,
      "`\(slot.path)` must be a text; \(Shown.text(text)) is a \(kind).",
      suggestion: quoted, nextStep: "If it is meant as text, quote it: `\(quoted)`.")
    return true
  }

  mutating func texts(_ slot: Slot, limit: Int, each: Int) -> [String]? {
    guard let elements = list(slot, of: "texts", limit: limit) else { return nil }
    let texts = elements.compactMap { text($0, limit: each) }
    return texts.count == elements.count && areDistinct(texts, elements) ? texts : nil
  }

  /// Some of a few words, none twice.
  mutating func words(_ slot: Slot, among known: [String]) -> [String]? {
    guard let elements = list(slot, of: "words", limit: 1_000) else { return nil }
    let words = elements.compactMap { element -> String? in
      guard let word = text(element, limit: 64) else { return nil }
      if known.contains(where: { $0.hasSameBytes(as: word) }) { return word }
      addUnknownName(
        "manifest.unknown-word", at: element.place, path: element.path, word, among: known,
        kind: "`\(slot.path)` called")
      return nil
    }
    return words.count == elements.count && areDistinct(words, elements) ? words : nil
  }

  /// The elements of a list, each with a value.
  mutating func list(_ slot: Slot, of things: String, limit: Int) -> [Slot]? {
    guard case .sequence(let nodes) = slot.node.content else {
      addWrongType(
        slot, "a list of \(things)",
        next: "Write each on a line of its own that begins with `- `.")
      return nil
    }
    guard nodes.count <= limit else {
      addTooMany(slot, nodes.count, "elements", limit)
      return nil
    }
    let elements = nodes.enumerated().map { slot.element($0.offset, $0.element) }
    for element in elements where element.node.isNull {
      problems.add(
        "manifest.no-value", at: element.place, path: element.path,
        "`\(element.path)` has no value.", nextStep: "Write one, or take the line out.")
    }
    return elements.filter { !$0.node.isNull }
  }

  mutating func areDistinct(_ texts: [String], _ elements: [Slot]) -> Bool {
    var seen: Set<[UInt8]> = []
    var isDistinct = true
    for (text, element) in zip(texts, elements) where !seen.insert(Array(text.utf8)).inserted {
      problems.add(
        "manifest.duplicate-value", at: element.place, path: element.path,
        "\(Shown.text(text)) stands in this list already.", nextStep: "Take one of the two out.")
      isDistinct = false
    }
    return isDistinct
  }

  // MARK: Paths

  mutating func paths(_ slot: Slot) -> [String]? {
    texts(slot, of: "paths and patterns", next: "Name at least one file, such as `notes/*.md`.") {
      $0.path($1)
    }
  }

  /// At least one text, each of its own.
  mutating func texts(
    _ slot: Slot, of things: String, next: String,
    _ read: (inout ManifestChecker, Slot) -> String?
  ) -> [String]? {
    guard let elements = list(slot, of: things, limit: 10_000) else { return nil }
    guard case .sequence(let nodes) = slot.node.content, !nodes.isEmpty else {
      problems.add(
        "manifest.empty-list", at: slot.place, path: slot.path, "`\(slot.path)` is empty.",
        nextStep: next)
      return nil
    }
    let texts = elements.compactMap { read(&self, $0) }
    return texts.count == elements.count && areDistinct(texts, elements) ? texts : nil
  }

  mutating func path(_ slot: Slot) -> String? {
    guard let path = text(slot, limit: 1_000) else { return nil }
    let reason: (what: String, next: String, suggestion: String?)? =
      if path.utf8.contains(0x0A) || path.utf8.contains(0x09) {
        ("holds a line end or a tab", "Write one path.", nil)
      } else if path.contains("://") {
        ("is an address, not a file", "Save the document beside the manifest and name it.", nil)
      } else if path.utf8.contains(0x5C) {
        (
          "holds a backslash", "Part folders by `/`, on every system.",
          String(decoding: path.utf8.map { $0 == 0x5C ? 0x2F : $0 }, as: UTF8.self)
        )
      } else if path.utf8.first == 0x2F || path.utf8.starts(with: "~/".utf8) || Self.hasDrive(path)
      {
        (
          "is not relative to the manifest",
          "Write the path from the manifest's folder; `../` may lead out of it.", nil
        )
      } else { nil }
    guard let reason else { return path }
    problems.add(
      "manifest.bad-path", at: slot.place, path: slot.path,
      "The path \(Shown.text(path)) \(reason.what).", suggestion: reason.suggestion,
      nextStep: reason.next)
    return nil
  }

  private static func hasDrive(_ path: String) -> Bool {
    let bytes = Array(path.utf8.prefix(2))
    guard bytes.count == 2, bytes[1] == UInt8(ascii: ":") else { return false }
    return (0x41...0x5A).contains(bytes[0] & 0xDF)
  }
}
