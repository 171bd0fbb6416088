import StemmaConversion
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStore

/// A manifest as the user names it, with all it refers to read.
struct ManifestFile {
  /// As the user wrote it; errors name it so.
  let path: String
  /// Where it lies; of one that lies nowhere, what it is made for.
  let absolutePath: String
  /// Its paths are relative to this folder.
  let folder: String
  /// Whether it is a file, and not what a command's arguments mean.
  let isFile: Bool
  /// The LoRA's absolute path; the manifest itself has its digest.
  let lora: String?
  let bytes: [UInt8]
  private(set) var manifest: Manifest
  let overrides: [String]
  /// Whether documents that cannot be read are told of, and left out.
  var skipsUnreadable = false
  private static let limitBytes = 2 << 20

  /// - Parameter store: where adapters are registered; looked into only where `self` answers.
  init(_ path: String, overrides: [String], store: StoreOptions) throws {
    try self.init(
      try FileAccess.read(path, limitBytes: Self.limitBytes), isFile: true, called: path,
      at: try Paths.absolute(path), folder: nil, overrides: overrides, store: store)
  }

  /// What a command's arguments mean.
  ///
  /// - Parameters:
  ///   - name: what errors call it.
  ///   - place: the absolute path of what it is made for.
  ///   - folder: what its paths are relative to; nil for the folder of `place`.
  init(
    meant text: String, called name: String, for place: String, in folder: String? = nil,
    store: StoreOptions
  ) throws {
    try self.init(
      Array(text.utf8), isFile: false, called: name, at: place, folder: folder, overrides: [],
      store: store)
  }

  private init(
    _ bytes: [UInt8], isFile: Bool, called path: String, at absolutePath: String,
    folder: String?, overrides: [String], store: StoreOptions
  ) throws {
    self.path = path
    self.absolutePath = absolutePath
    self.isFile = isFile
    self.overrides = overrides
    self.bytes = bytes
    let folder = folder ?? Paths.folder(of: absolutePath)
    self.folder = folder
    var failure: (any Error)?
    var manifest: Manifest
    do throws(ManifestError) {
      manifest = try ManifestReader(catalogue: Offer.catalogue, fault: Offer.fault)
        .read(bytes, file: path, overrides: overrides) { dataset in
          do {
            return try store.openIfThere(near: folder)?.adapters(of: dataset) ?? []
          } catch {
            failure = error
            return []
          }
        }
    } catch {
      // What could not be looked up is no mistake of the manifest's.
      throw failure ?? error
    }
    lora = try manifest.lora.map { try Paths.absolute($0, from: folder) }
    manifest.lora = try lora.map { try Self.digest(of: $0, called: manifest.lora) }
    self.manifest = manifest
    try Offer.check(manifest)
    for file in try benchmarks(manifest.filterFiles) {
      self.manifest.filterTexts[file.name] = try FilterTexts.content(of: file)
    }
  }

  /// What pins a file that is not kept.
  private static func digest(of path: String, called name: String?) throws -> String {
    let stream = try InputStream(path, called: name, isPlain: true)
    var digest = FileDigest()
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
    defer { piece.deallocate() }
    while case let count = try stream.read(piece), count > 0 {
      try Task.checkCancellation()
      digest.update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
    return "sha256:\(digest.finish())"
  }

  /// What a run of it needs.
  ///
  /// - Parameter width: how much is asked side by side; nil for what suits its teacher.
  func request(
    width: Int?, isFresh: Bool = false, waitsForBatches: Bool = true, sweep: SweepPart? = nil
  ) throws -> RunRequest {
    var occasion = World.occasion()
    occasion[isFile ? "manifest" : "madeFor"] = .string(absolutePath)
    occasion["lora"] = lora.map { .string($0) }
    occasion["workingCopy"] = WorkingCopy(folder: folder).map { .object($0.json) }
    return RunRequest(
      manifest: manifest, source: bytes, overrides: overrides, template: try template(),
      inputs: try inputs(), benchmarks: try benchmarks(manifest.benchmarks),
      width: width ?? (!manifest.isLive ? World.processors() : Run.liveWidth),
      isFresh: isFresh, waitsForBatches: waitsForBatches, sweep: sweep, occasion: occasion,
      seconds: World.seconds())
  }

  func template() throws -> Template? {
    guard let name = manifest.template else { return nil }
    let path = try Paths.absolute(name, from: folder)
    return try Template.read(
      try FileAccess.read(path, called: name, limitBytes: Self.limitBytes), file: name,
      for: manifest)
  }

  /// Files of benchmarks' texts.
  private func benchmarks(_ names: [String]) throws -> [BenchmarkFile] {
    var left = Benchmarks.limitBytes
    return try names.map { name in
      let bytes = try FileAccess.read(
        try Paths.absolute(name, from: folder), called: name,
        limitBytes: min(left, FileAccess.documentLimitBytes))
      left -= bytes.count
      return BenchmarkFile(name: name, bytes: bytes)
    }
  }

  /// The documents, and the files of seeds and of rows.
  func inputs() throws -> [InputFile] {
    var skipped = 0
    let files = try [InputKind.documents, .seeds, .tables].flatMap { kind in
      try FilePatterns(folder: folder, manifest: path, kind: kind).read(
        manifest[kind],
        skipped: skipsUnreadable
          ? { error in
            skipped += 1
            Terminal.error(Terminal.visible("skipped  \(error.place ?? "")  \(error.whatHappened)"))
          } : nil)
    }
    if skipped > 0 { Terminal.error("skipped  \(skipped) of \(files.count + skipped) inputs") }
    return files
  }
}
