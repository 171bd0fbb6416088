import Glibc

/// Looks at where a store lies: who may write, what kind of file system, its locks and its room.
struct DiskExamination {
  private let layout: StoreLayout
  private static let littleBytes = 1 << 30
  private static let leastBytes = 16 << 20

  init(_ layout: StoreLayout) {
    self.layout = layout
  }

  func permissions() -> Finding {
    let places = [
      layout.root, layout.packs, layout.history, layout.runs, layout.temporary, layout.index,
    ].filter(Files.exists)
    let closed = places.filter { access($0, R_OK) != 0 }
    guard closed.isEmpty else {
      return Finding(
        "permissions", .problem, "These cannot be read: \(names(closed)).",
        nextStep: "Give this user the right to read the store.")
    }
    let readOnly = places.filter { !Files.isWritable($0) }
    guard readOnly.isEmpty else {
      return Finding(
        "permissions", .warning, "The store can be read only: \(names(readOnly)).",
        nextStep: "To make versions, give this user the right to write, or use another store.")
    }
    let open = places.filter { path in
      var status = stat()
      return stat(path, &status) == 0 && status.st_mode & S_IWOTH != 0
    }
    guard open.isEmpty else {
      return Finding(
        "permissions", .warning, "Everybody may write: \(names(open)).",
        nextStep: "chmod -R o-w \(layout.root)")
    }
    return .ok("permissions", "may be read and written")
  }

  private func names(_ paths: [String]) -> String {
    paths.map { $0 == layout.root ? "." : String($0.dropFirst(layout.root.utf8.count + 1)) }
      .joined(separator: ", ")
  }

  func fileSystem() -> Finding {
    guard let kind = Self.fileSystem(of: layout.root) else {
      return Finding("file system", .warning, "The system does not say.", nextStep: nil)
    }
    let isShared = Self.shared.contains { kind == $0 || kind.hasPrefix("\($0).") }
    guard isShared else { return .ok("file system", kind) }
    return Finding(
      "file system", .warning, "\(kind): other machines may share it.",
      nextStep: "Write from one machine only, or move the store to a local disk.")
  }

  private static let shared = ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse", "ceph", "lustre"]

  /// The kind of the file system that a folder lies on, such as `ext4`.
  private static func fileSystem(of folder: String) -> String? {
    guard let real = realpath(folder, nil), let table = mounts() else { return nil }
    defer { free(real) }
    let path = String(cString: real) + "/"
    var best: (length: Int, kind: String)?
    for line in table.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count > 6, let dash = words.firstIndex(of: "-"), dash + 1 < words.count
      else { continue }
      let point = words[4].split(separator: "\\040", omittingEmptySubsequences: false)
        .joined(separator: " ")
      let prefix = point == "/" ? "/" : point + "/"
      // Of several on one point, the last one mounted is the one that is seen.
      if path.hasPrefix(prefix), prefix.utf8.count >= best?.length ?? 0 {
        best = (prefix.utf8.count, String(words[dash + 1]))
      }
    }
    return best?.kind
  }

  /// Source: proc(5), `/proc/pid/mountinfo`.
  private static func mounts() -> String? {
    let file = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(file, &piece, piece.count)
      guard count > 0 else { return count == 0 ? String(decoding: bytes, as: UTF8.self) : nil }
      bytes += piece[..<count]
    }
  }

  func space() -> Finding {
    var facts = statvfs()
    guard statvfs(layout.root, &facts) == 0 else {
      return Finding("free space", .warning, "It cannot be asked.", nextStep: nil)
    }
    let free = Int(clamping: UInt64(facts.f_bavail) * UInt64(facts.f_frsize))
    let what = "\(free >> 20) MiB"
    if free < Self.leastBytes || (facts.f_files > 0 && facts.f_favail == 0) {
      return Finding(
        "free space", .problem, "Only \(what), or no room for another file.",
        nextStep: "Make room; `stemma gc` may help.")
    }
    guard free >= Self.littleBytes else {
      return Finding(
        "free space", .warning, "Only \(what).", nextStep: "Make room; `stemma gc` may help.")
    }
    return .ok("free space", what)
  }

  /// Takes a lock, and lets another process try to take it too.
  func locks(_ isLockedOut: (String) -> Bool?) -> Finding {
    guard Files.isWritable(layout.temporary) else {
      return .ok("locks", "not tried, since nothing can be written")
    }
    do throws(StoreError) {
      let file = try TemporaryFile(in: layout, suffix: "lock-trial")
      defer { withExtendedLifetime(file) {} }
      switch isLockedOut(file.path) {
      case true?: return .ok("locks", "another process is kept out")
      case false?:
        return Finding(
          "locks", .problem, "Another process takes a lock that this one holds.",
          nextStep: "Move the store to a file system on which `flock` works.")
      case nil:
        return Finding("locks", .warning, "No second process could be started.", nextStep: nil)
      }
    } catch {
      return Finding("locks", .problem, error.whatHappened, nextStep: error.nextStep)
    }
  }
}
