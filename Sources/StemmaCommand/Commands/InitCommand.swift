import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStore

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a workspace with a first manifest.",
    discussion: """
      Makes a store, the manifest's schema for editors, a manifest and a document to try it on. \
      Nothing that is there is written over.

      EXAMPLES
      stemma init
      stemma init my-datasets

      EXIT CODES
      \(ExitStatus.table([.done, .failed]))
      """)

  @Argument(help: "The folder; the working folder where none is named.")
  var folder = "."

  @OptionGroup var options: StoreOptions

  func run() throws {
    let root = try Paths.absolute(folder)
    var written: [String] = []
    for (name, content) in try FirstWorkspace.files() {
      let path = "\(root)/\(name)"
      guard !Paths.exists(path) else { continue }
      try FileAccess.makeFolder(Paths.folder(of: path))
      try FileAccess.replace(path) { try $0(content) }
      written.append(name)
    }
    let store = try Store.create(at: options.named() ?? root + "/store")
    let prefix = folder == "." ? "" : "cd \(Self.quoted(folder)) && "
    options.write(
      [
        "folder": .string(root), "store": .string(store.path),
        "written": .array(written.map { .string($0) }),
      ],
      written.map { "wrote \($0)" } + ["store \(store.path)"]
        + ["next  \(prefix)stemma run \(FirstWorkspace.manifestPath)"])
  }
}

extension Init {
  /// The path as a shell takes it.
  static func quoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0)
        || "-_./~+@,".unicodeScalars.contains($0)
    }
    return isPlain
      ? path
      : "'"
        + path.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "'\\''") + "'"
  }
}
