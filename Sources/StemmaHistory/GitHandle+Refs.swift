import CLibgit2

extension GitHandle {
  /// Where refs that mean something to stemma live.
  static let namespaces = ["refs/heads", "refs/tags", "refs/stemma"]

  /// The file that a ref is read from.
  func file(ofRef ref: String) -> String {
    folder.kind(ref) == .absent && folder.kind(PackedRefs.file) != .absent
      ? PackedRefs.file : ref
  }

  /// The commit a ref points to; nil where there is no such ref.
  ///
  /// A ref that points to something missing, or to no commit, is damaged. Whether the commit's own
  /// bytes are sound shows when they are read.
  func target(ofRef ref: String) throws(HistoryError) -> CommitID? {
    var read: OpaquePointer?
    let code = git_reference_lookup(&read, repository, ref)
    if code == GIT_ENOTFOUND.rawValue && folder.kind(ref) != .file {
      // libgit2 passes over lines that it cannot read, one of which may have been this ref.
      guard PackedRefs(folder).isSound else {
        throw .refDamaged(file: PackedRefs.file, reason: "it holds lines that are no refs")
      }
      return nil
    }
    guard code == 0, let reference = read else {
      let reason = GitLibrary.lastReason()
      if let obstacle = folder.obstacle(file(ofRef: ref)) {
        throw .fileUnreadable(file: file(ofRef: ref), reason: Folder.reason(obstacle))
      }
      throw .refDamaged(file: file(ofRef: ref), reason: reason)
    }
    defer { git_reference_free(reference) }
    guard git_reference_type(reference) == GIT_REFERENCE_DIRECT,
      let oid = git_reference_target(reference), let id = GitName(oid.pointee)
    else {
      throw .refDamaged(file: file(ofRef: ref), reason: "it does not hold a commit's id")
    }
    guard let found = kind(of: id) else {
      // Something lies under that name: then the object is damaged, and the ref is not.
      guard folder.kind(id.looseFile) == .absent else { return CommitID(id) }
      throw .refDamaged(
        file: file(ofRef: ref), reason: "it points to \(id.hex), which is not there")
    }
    guard found == GIT_OBJECT_COMMIT else {
      throw .refDamaged(
        file: file(ofRef: ref), reason: "it points to \(id.hex), which is \(GitKind.noun(found))")
    }
    return CommitID(id)
  }

  /// The names of all refs in stemma's namespaces, loose or packed, in order.
  ///
  /// - Returns: also whether `packed-refs` can be trusted; what is loose is named in any case.
  func refNames() -> (names: [String], packedReadable: Bool) {
    let packed = namesWithPacked()
    let loose = Self.namespaces.flatMap { folder.filesBelow($0) }
    let names = Set(loose).union(packed ?? []).filter { !$0.hasSuffix(".lock") }
    return (names.sorted(), packed != nil)
  }

  /// The names that libgit2 knows, which leaves damaged ones out; nil where `packed-refs` is
  /// unreadable. Nobody packs refs but the user with git, so mostly there is nothing to ask.
  private func namesWithPacked() -> [String]? {
    guard folder.kind(PackedRefs.file) != .absent else { return [] }
    var made: OpaquePointer?
    guard PackedRefs(folder).isSound, git_reference_iterator_new(&made, repository) == 0,
      let iterator = made
    else {
      return nil
    }
    defer { git_reference_iterator_free(iterator) }
    var names: [String] = []
    var next: UnsafePointer<CChar>?
    while git_reference_next_name(&next, iterator) == 0, let name = next {
      let text = String(cString: name)
      if Self.namespaces.contains(where: { text.hasPrefix("\($0)/") }) { names.append(text) }
    }
    return names
  }

  /// Whether there is a ref of this name, damaged or not.
  func exists(ref: String) -> Bool {
    do throws(HistoryError) {
      return try target(ofRef: ref) != nil
    } catch {
      return true
    }
  }

  /// Moves a ref from one commit to another, or makes it where `old` is nil.
  func move(
    ref: String, from old: CommitID?, to new: GitName, found: () -> CommitID?
  ) throws(HistoryError) {
    var made: OpaquePointer?
    var oid = new.oid
    let code: Int32
    if let old {
      var expected = old.name.oid
      code = git_reference_create_matching(
        &made, repository, ref, &oid, 1, &expected, "stemma")
    } else {
      code = git_reference_create(&made, repository, ref, &oid, 0, "stemma")
    }
    git_reference_free(made)
    switch code {
    case 0: return
    case GIT_EMODIFIED.rawValue, GIT_EEXISTS.rawValue, GIT_ENOTFOUND.rawValue,
      GIT_ELOCKED.rawValue:
      throw .conflict(ref: ref, expected: old, found: found())
    default: throw .writeFailed(file: ref, reason: GitLibrary.lastReason())
    }
  }

  /// Points a ref somewhere, wherever it pointed before.
  func force(ref: String, to new: GitName) throws(HistoryError) {
    var made: OpaquePointer?
    var oid = new.oid
    let code = git_reference_create(&made, repository, ref, &oid, 1, "stemma")
    git_reference_free(made)
    guard code == 0 else { throw .writeFailed(file: ref, reason: GitLibrary.lastReason()) }
  }

  /// Refuses what is no full ref name to git.
  static func check(ref: String) throws(HistoryError) {
    var valid: Int32 = 0
    guard !ref.utf8.contains(0), git_reference_name_is_valid(&valid, ref) == 0, valid == 1 else {
      throw .nameRefused(ref, reason: "git allows no such ref")
    }
  }
}
