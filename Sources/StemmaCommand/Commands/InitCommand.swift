import ArgumentParser
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStore

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
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
    let prefix = folder == "." ? "" : "cd \(Terminal.shellWord(folder)) && "
    options.write(
      [
        "folder": .string(root), "store": .string(store.path),
        "written": .texts(written),
      ],
      written.map { "wrote \($0)" } + ["store \(store.path)"]
        + ["next  \(prefix)stemma run \(FirstWorkspace.manifestPath)"])
  }
}
