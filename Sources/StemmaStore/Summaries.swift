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
    let path = layout.summary(Self.digest(key))
    guard let bytes = try? Files.read(path, limitBytes: Self.summaryLimitBytes),
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let content = bytes[(end + 1)...]
    let digest = ObjectID(of: .text, Array(content)).hex
    guard bytes[..<end].elementsEqual(digest.utf8) else { return nil }
    return try? JSONReader.read(content)
  }

  /// Keeps a summary, where the store can be written; it can be made again, so that a full disk is no
  /// error.
  public func keep(_ summary: JSONValue, as key: JSONValue) {
    guard isWritable else { return }
    let content = CanonicalJSON.bytes(summary)
    let digest = ObjectID(of: .text, content).hex
    let path = layout.summary(Self.digest(key))
    do throws(StoreError) {
      try layout.makeFolders()
      try Files.makeFolder(layout.summaries)
      try Files.makeFolder(Files.parent(path))
      let file = try TemporaryFile(in: layout, suffix: "summary")
      try file.write(Array(digest.utf8) + [UInt8(ascii: "\n")] + content)
      try file.publish(as: path)
    } catch {
      // Whoever wants it next makes it again.
    }
  }

  /// The file that a summary is kept in.
  ///
  /// - Returns: relative to the store's folder.
  public static func summaryFile(of key: JSONValue) -> String {
    let digest = digest(key)
    return "summaries/\(digest.prefix(2))/\(digest).summary"
  }

  private static func digest(_ key: JSONValue) -> String {
    ObjectID(of: .text, CanonicalJSON.bytes(key)).hex
  }
}
