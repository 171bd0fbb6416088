public import StemmaRecord

/// Statistics that were made of versions, kept beside the packs. Like the index they hold nothing that
/// packs do not: whoever misses one makes it again, and so does whoever finds one damaged.
extension Store {
  /// No summary is larger.
  private static let summaryLimitBytes = 64 << 20

  /// What was kept under this key.
  ///
  /// - Parameter key: says what it is made of, and by which revision.
  /// - Returns: nil where nothing is, or what is there is not what was written.
  public func summary(_ key: JSONValue) -> JSONValue? {
    kept(key, limitBytes: Self.summaryLimitBytes).flatMap { try? JSONReader.read($0) }
  }

  /// Keeps a summary, where the store can be written; it can be made again, so that a full disk is no
  /// error.
  public func keep(_ summary: JSONValue, as key: JSONValue) {
    keep(CanonicalJSON.bytes(summary), as: key)
  }

  /// The file that a summary is kept in.
  ///
  /// - Returns: relative to the store's folder.
  public static func summaryFile(of key: JSONValue) -> String {
    StoreLayout.summaryFile(digest(key))
  }

  static func digest(_ key: JSONValue) -> String {
    ObjectID(of: .text, CanonicalJSON.bytes(key)).hex
  }

  // MARK: Files

  /// Behind its digest, on a line of its own, what was kept; nil where the two do not agree: then it is
  /// removed, so that it is made again.
  func kept(_ key: JSONValue, limitBytes: Int) -> ArraySlice<UInt8>? {
    let path = layout.summary(Self.digest(key))
    guard let bytes = try? Files.read(path, limitBytes: limitBytes) else { return nil }
    // 64 digits and the end of the line.
    let content = bytes.dropFirst(65)
    guard bytes.starts(with: Self.firstLine(of: content, as: key)) else {
      if isWritable { try? Files.remove(path) }
      return nil
    }
    return content
  }

  /// A digest of what is kept, and of what it is kept as: so that no file stands for another.
  private static func firstLine(of content: ArraySlice<UInt8>, as key: JSONValue) -> [UInt8] {
    var hash = ObjectHasher(.text)
    hash.update(CanonicalJSON.bytes(key))
    content.withUnsafeBytes { hash.update($0) }
    return Array(hash.finish().hex.utf8) + [UInt8(ascii: "\n")]
  }

  func keep(_ content: [UInt8], as key: JSONValue) {
    guard isWritable else { return }
    let path = layout.summary(Self.digest(key))
    do throws(StoreError) {
      try layout.makeFolders()
      try Files.makeFolder(layout.summaries)
      try Files.makeFolder(Files.parent(path))
      let file = try TemporaryFile(in: layout, suffix: "summary")
      try file.write(Self.firstLine(of: content[...], as: key))
      try file.write(content)
      try file.publish(as: path)
    } catch {
      // Whoever wants it next makes it again.
    }
  }
}
