import CLibgit2

/// The kinds of objects a commit is made of.
enum GitKind {
  case commit, tree, blob

  var type: git_object_t {
    switch self {
    case .commit: GIT_OBJECT_COMMIT
    case .tree: GIT_OBJECT_TREE
    case .blob: GIT_OBJECT_BLOB
    }
  }

  static func noun(_ type: git_object_t) -> String {
    switch type {
    case GIT_OBJECT_COMMIT: "a commit"
    case GIT_OBJECT_TREE: "a tree"
    case GIT_OBJECT_BLOB: "a file's content"
    case GIT_OBJECT_TAG: "an annotated tag"
    default: "something unknown"
    }
  }
}

extension GitHandle {
  /// An object's content, hashed again as it is read.
  func object(_ id: GitName, as kind: GitKind) throws(HistoryError) -> [UInt8] {
    let found: git_object_t
    let bytes: [UInt8]
    if let loose = try looseObject(id) {
      (bytes, found) = loose
    } else {
      (bytes, found) = try packedObject(id)
    }
    guard found == kind.type else {
      throw .objectDamaged(file: file(of: id), reason: "it is \(GitKind.noun(found))")
    }
    return bytes
  }

  /// What an object says it is, from its first bytes alone; nil where there is none.
  func kind(of id: GitName) -> git_object_t? {
    if folder.kind(id.looseFile) != .absent {
      return (try? LooseObject(id, in: folder))?.type
    }
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, objects, &oid) == 0 else { return nil }
    return type
  }

  /// - Returns: nil where the object has no file of its own.
  private func looseObject(
    _ id: GitName
  ) throws(HistoryError) -> (bytes: [UInt8], type: git_object_t)? {
    let reason: String
    do throws(LooseObject.Flaw) {
      guard let loose = try LooseObject(id, in: folder) else { return nil }
      let bytes = try loose.content()
      if name(of: bytes, loose.type) == id { return (bytes, loose.type) }
      reason = "its hash is another"
    } catch {
      switch error {
      case .unreadable(let code):
        throw .fileUnreadable(file: id.looseFile, reason: Folder.reason(code))
      case .tooLarge(let bytes): throw .objectTooLarge(file: id.looseFile, bytes: bytes)
      case .broken(let why): reason = why
      }
    }
    throw .objectDamaged(file: id.looseFile, reason: reason)
  }

  private func packedObject(
    _ id: GitName
  ) throws(HistoryError) -> (bytes: [UInt8], type: git_object_t) {
    var oid = id.oid
    var size = 0
    var type = GIT_OBJECT_INVALID
    guard git_odb_read_header(&size, &type, objects, &oid) == 0 else {
      throw unreadable(id, GitLibrary.lastReason())
    }
    guard size <= HistoryLimits.objectBytes else {
      throw .objectTooLarge(file: file(of: id), bytes: size)
    }
    var read: OpaquePointer?
    guard git_odb_read(&read, objects, &oid) == 0, let object = read else {
      throw unreadable(id, GitLibrary.lastReason())
    }
    defer { git_odb_object_free(object) }
    let bytes = UnsafeRawBufferPointer(
      start: git_odb_object_data(object), count: git_odb_object_size(object))
    return (Array(bytes), git_odb_object_type(object))
  }

  /// The id that content has as an object; nil for a type that git does not know.
  private func name(of bytes: [UInt8], _ type: git_object_t) -> GitName? {
    var oid = git_oid()
    guard git_odb_hash(&oid, bytes, bytes.count, type) == 0 else { return nil }
    return GitName(oid)
  }

  /// Writes an object, synced, unless it is there and readable.
  ///
  /// A crash can leave an empty or half-written file behind that bears the object's name, and
  /// libgit2 would take that for the object; such a file is removed first.
  func write(_ bytes: [UInt8], as kind: GitKind) throws(HistoryError) -> GitName {
    guard bytes.count <= HistoryLimits.objectBytes else {
      throw .objectTooLarge(file: "objects", bytes: bytes.count)
    }
    guard let id = name(of: bytes, kind.type) else {
      throw .writeFailed(file: "objects", reason: GitLibrary.lastReason())
    }
    if (try? object(id, as: kind)) != nil {
      // Its name may not have reached the disk before a crash.
      if folder.kind(id.looseFile) == .file { try folder.sync("objects/\(id.hex.prefix(2))") }
      return id
    }
    if folder.kind(id.looseFile) == .file { try folder.remove(id.looseFile) }
    var oid = git_oid()
    guard git_odb_write(&oid, loose, bytes, bytes.count, kind.type) == 0 else {
      throw .writeFailed(file: id.looseFile, reason: GitLibrary.lastReason())
    }
    return id
  }

  /// The file an object lies in, or should lie in.
  func file(of id: GitName) -> String {
    guard folder.kind(id.looseFile) == .absent, kind(of: id) != nil else { return id.looseFile }
    let packs = folder.names("objects/pack").filter { $0.hasSuffix(".pack") }
    guard packs.count == 1, let pack = packs.first else { return "objects/pack" }
    return "objects/pack/\(pack)"
  }

  private func unreadable(_ id: GitName, _ reason: String) -> HistoryError {
    var oid = id.oid
    guard git_odb_exists(objects, &oid) == 1 else { return .objectMissing(file: id.looseFile) }
    return .objectDamaged(file: file(of: id), reason: reason)
  }
}
