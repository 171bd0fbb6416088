/// A manifest about to be written back over another one.
struct ManifestRestoration {
  let path: String
  private let content: [UInt8]

  /// - Parameter known: the manifests that versions hold, and so are not lost when written over.
  init(path: String, content: [UInt8], known: [[UInt8]]) throws {
    self.path = path
    self.content = content
    guard Paths.exists(path) else { return }
    let there = try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes)
    guard there == content || known.contains(there) else {
      throw InputError.unsavedChanges(path: path)
    }
  }

  func write() throws {
    try FileAccess.makeFolder(Paths.folder(of: path))
    try FileAccess.replace(path) { try $0(content) }
  }
}
