import Glibc
import StemmaRecord

/// Paths as text; `/` parts them.
enum Paths {
  /// The path made absolute and free of `.` and `..`, without asking the file system.
  ///
  /// - Parameter folder: what a relative path is relative to; the working folder where it is nil.
  static func absolute(
    _ path: String, from folder: String? = nil
  ) throws(InputError) -> String {
    if path.hasPrefix("/") { return folded(path) }
    let base = if let folder { folder } else { try World.workingFolder() }
    return folded("\(base)/\(path)")
  }

  /// The absolute path without `.` and `..`.
  private static func folded(_ full: String) -> String {
    var parts: [Substring] = []
    for part in full.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// The way from a folder to a file, both absolute and without `.` and `..`.
  static func relative(_ path: String, to folder: String) -> String {
    let (file, base) = (path.split(separator: "/"), folder.split(separator: "/"))
    let shared = zip(file, base).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    return (base.dropFirst(shared).map { _ in ".." } + file.dropFirst(shared)).joined(
      separator: "/")
  }

  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The last part of a path, without its folder.
  static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether both lead to one file that is there.
  static func isSame(_ path: String, _ other: String) -> Bool {
    var (first, second) = (stat(), stat())
    return stat(path, &first) == 0 && stat(other, &second) == 0
      && (first.st_dev, first.st_ino) == (second.st_dev, second.st_ino)
  }

  static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
