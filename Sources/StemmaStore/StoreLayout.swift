import StemmaRecord

/// Where things lie in a store's folder.
struct StoreLayout: Sendable {
  /// The store's folder, without a slash at its end.
  let root: String

  /// What `format` holds.
  static let format = "stemma store 2\n"
  /// No object is larger, unpacked.
  static let objectLimitBytes = 256 << 20

  var format: String { root + "/format" }
  var packs: String { root + "/packs" }
  var history: String { root + "/history.git" }
  var index: String { root + "/lineage.sqlite" }
  var runs: String { root + "/runs" }
  var temporary: String { root + "/tmp" }
  var trash: String { root + "/trash" }
  var summaries: String { root + "/summaries" }
  var lock: String { root + "/lock" }

  /// - Parameter digest: 64 hexadecimal digits.
  func summary(_ digest: String) -> String { "\(root)/\(Self.summaryFile(digest))" }

  /// - Parameter digest: 64 hexadecimal digits.
  /// - Returns: relative to the store's folder.
  static func summaryFile(_ digest: String) -> String {
    "summaries/\(digest.prefix(2))/\(digest).summary"
  }

  /// - Parameter name: 64 hexadecimal digits.
  func pack(_ name: String) -> String { "\(packs)/\(name.prefix(2))/\(name).pack" }

  /// The names of all packs, sorted. A file that is not named and placed as a pack is none.
  func packNames() throws(StoreError) -> [String] {
    var names: [String] = []
    for folder in try Files.list(packs) where Files.isFolder("\(packs)/\(folder)") {
      for file in try Files.list("\(packs)/\(folder)") where file.hasSuffix(".pack") {
        let name = String(file.dropLast(".pack".count))
        let isDigest = name.utf8.count == 64 && Hexadecimal.decode(name.utf8) != nil
        if isDigest && name.prefix(2) == folder && Files.isFile(pack(name)) { names.append(name) }
      }
    }
    return names
  }

  /// Makes whatever is missing; `format` comes last, so that a half-made store is none.
  ///
  /// - Parameter rest: makes what else belongs to a store.
  func create(_ rest: () throws(StoreError) -> Void = {}) throws(StoreError) {
    guard !Files.exists(format) else { return }
    try Files.makeFolders(root)
    try makeFolders()
    try rest()
    let file = try TemporaryFile(in: self, suffix: "format")
    try file.write(Array(Self.format.utf8))
    try file.publish(as: format)
  }

  /// Makes the folders that may be empty, and so are lost where only files are copied.
  func makeFolders() throws(StoreError) {
    for folder in [packs, runs, temporary] where !Files.exists(folder) {
      try Files.makeFolder(folder)
    }
  }

  /// Brings onto the disk that the packs are where they are.
  ///
  /// Whoever gave them their names may have died before, and what is published leads to them.
  func settle(_ names: [String]) throws(StoreError) {
    if names.isEmpty { return }
    for folder in Set(names.map { Files.parent(pack($0)) }).sorted() {
      try Files.syncFolder(folder)
    }
    try Files.syncFolder(packs)
  }

  /// - Throws: `StoreError.noStore`, or `.unknownFormat` for a layout of another version.
  func check() throws(StoreError) {
    guard Files.exists(format) else { throw .noStore(root) }
    let found = String(decoding: try Files.read(format, limitBytes: 4096), as: UTF8.self)
    guard found == Self.format else {
      throw .unknownFormat(path: format, found: String(found.prefix(40).filter { $0 != "\n" }))
    }
  }
}
