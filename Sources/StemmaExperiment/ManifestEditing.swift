extension ManifestReader {
  /// Writes overrides into a manifest's text, so that reading it gives what reading the old text
  /// with them gave. Comments and all other lines stay as they are.
  ///
  /// - Parameters:
  ///   - overrides: as `read` takes them.
  ///   - file: what problems call the file.
  /// - Throws: what `read` throws; `manifest.cannot-edit` where the text is laid out so that a line
  ///   cannot stand for a field.
  public func applying(
    _ overrides: [String], to bytes: [UInt8], file: String
  ) throws(ManifestError) -> [UInt8] {
    guard !overrides.isEmpty else { return bytes }
    let wanted = try read(bytes, file: file, overrides: overrides)
    var text = ManifestText(bytes)
    for override in overrides { text.apply(override) }
    // The edit is believed only where the outcome reads the same.
    if let edited = try? read(text.bytes, file: file), edited == wanted { return text.bytes }
    throw ManifestError([
      ManifestProblem(
        code: "manifest.cannot-edit", file: file, line: 1, column: 1, path: "",
        whatHappened: "The manifest's layout does not let \(overrides.joined(separator: ", ")) in.",
        suggestion: nil, nextStep: "Restore without them and set these fields by hand.")
    ])
  }
}

/// A manifest as lines, edited a field at a time.
private struct ManifestText {
  private var lines: [String]

  init(_ bytes: [UInt8]) {
    // By bytes: to Swift, CR LF is one character and no line feed.
    lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
  }

  var bytes: [UInt8] { Array((lines.joined(separator: "\n") + "\n").utf8) }

  /// - Parameter override: `path=value`, of one or two names.
  mutating func apply(_ override: String) {
    let parts = override.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].split(separator: ".").map(String.init)
    let value = parts.count > 1 ? String(parts[1]) : ""
    let isRemoval = value.isEmpty || value == "null" || value == "~"
    guard let name = path.first else { return }
    let block = self.block(of: name, in: lines.startIndex..<lines.endIndex, indentation: "")
    guard path.count > 1 else {
      replace(block, with: isRemoval ? [] : ["\(name): \(value)"])
      return
    }
    guard let block else {
      if !isRemoval { lines += ["\(name):", "  \(path[1]): \(value)"] }
      return
    }
    let inner = block.lowerBound + 1..<block.upperBound
    let indentation =
      lines[inner].first { !Self.isBlank($0) }.map(Self.indentation) ?? "  "
    let line = "\(indentation)\(path[1]): \(value)"
    if let field = self.block(of: path[1], in: inner, indentation: indentation) {
      replace(field, with: isRemoval ? [] : [line])
    } else if !isRemoval {
      lines.insert(line, at: block.lowerBound + 1)
    }
  }

  /// The lines of a field: its key's, and those below it that belong to it.
  private func block(
    of name: String, in range: Range<Int>, indentation: String
  ) -> Range<Int>? {
    guard let start = range.first(where: { lines[$0].hasPrefix("\(indentation)\(name):") })
    else { return nil }
    var end = start + 1
    for index in range where index > start && !Self.isBlank(lines[index]) {
      let depth = Self.indentation(lines[index]).utf8.count
      let isItem = lines[index].dropFirst(depth).hasPrefix("- ") && depth == indentation.utf8.count
      guard depth > indentation.utf8.count || isItem else { break }
      end = index + 1
    }
    return start..<end
  }

  private mutating func replace(_ range: Range<Int>?, with new: [String]) {
    if let range { lines.replaceSubrange(range, with: new) } else { lines += new }
  }

  private static func indentation(_ line: String) -> String { String(line.prefix { $0 == " " }) }

  /// Without content: empty, or a comment.
  private static func isBlank(_ line: String) -> Bool {
    line.drop { $0 == " " }.first.map { $0 == "#" } ?? true
  }
}
