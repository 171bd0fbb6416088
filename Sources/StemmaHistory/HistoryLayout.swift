import StemmaRecord

/// The files of `history.git` that are neither refs nor objects, and what a crash leaves behind.
struct HistoryLayout {
  let folder: Folder

  /// What git needs to know. Stemma itself never reads it.
  static let config = """
    [core]
    \trepositoryformatversion = 0
    \tfilemode = true
    \tbare = true

    """
  static let firstHead = head(at: "refs/heads/main")

  private static let folders =
    ["objects", "objects/info", "objects/pack", "refs"] + GitHandle.namespaces

  static func head(at ref: String) -> String { "ref: \(ref)\n" }

  var isComplete: Bool {
    Self.folders.allSatisfy { folder.kind($0) == .folder }
      && folder.kind("HEAD") == .file && configIsSound
  }

  var configIsSound: Bool { folder.content("config") == Array(Self.config.utf8) }

  /// Makes what is missing; only for the lock's holder. `HEAD` comes last: before it, git and
  /// libgit2 see no repository here.
  func complete() throws(HistoryError) {
    if isComplete { return }
    for name in Self.folders where folder.kind(name) != .folder { try folder.makeFolder(name) }
    for name in ["", "objects", "refs"] { try folder.sync(name) }
    if !configIsSound { try folder.replace("config", with: Array(Self.config.utf8)) }
    if folder.kind("HEAD") != .file {
      try folder.replace("HEAD", with: Array(Self.firstHead.utf8))
    }
  }

  /// Removes what writers that died left behind; only for the lock's holder.
  ///
  /// A `.lock` file is stale by then, since every writer of stemma's holds the lock. Drafts of
  /// objects are libgit2's; those of a `git gc` by the user's own hand are left alone.
  func tidy() throws(HistoryError) {
    for file in folder.filesBelow("refs") where file.hasSuffix(".lock") { try folder.remove(file) }
    for file in ["HEAD.lock", "config.lock", "packed-refs.lock"] where folder.kind(file) == .file {
      try folder.remove(file)
    }
    for name in folder.names("objects") where name.hasPrefix("tmp_object") {
      try folder.remove("objects/\(name)")
    }
  }

  /// The branch that `HEAD` names, whether it exists or not; nil where `HEAD` is no such thing.
  var headRef: String? {
    guard let bytes = folder.content("HEAD"), let text = StrictUTF8.text(bytes) else { return nil }
    let ref = String(text.dropFirst("ref: ".count).dropLast())
    guard ref.hasPrefix("refs/heads/"), Self.head(at: ref) == text else { return nil }
    return ref
  }
}
