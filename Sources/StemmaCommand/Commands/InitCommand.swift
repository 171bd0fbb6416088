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
    let root = Paths.absolute(folder)
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

/// The files a new workspace begins with.
enum FirstWorkspace {
  static let manifestPath = "experiments/first.yaml"

  static func files() throws -> [(name: String, content: [UInt8])] {
    [
      ("schemas/manifest.schema.json", IndentedJSON.bytes(ManifestSchema.json(Offer.catalogue))),
      (manifestPath, Array(manifest.utf8)),
      ("experiments/first/lighthouses.md", Array(document.utf8)),
    ]
  }

  private static let manifest = """
    # yaml-language-server: $schema=../schemas/manifest.schema.json
    stemma: 1
    dataset: first
    description: Questions and answers from a first document; name your own under inputs.
    task: qa
    inputs:
      documents:
        - first/*.md
    # The embedded teacher needs no network and no model.
    teacher: embedded
    sampling:
      seed: 1
      temperature: 0.5
    # At most so many records from each passage.
    per_section: 3
    strategy: both
    filters:
      - schema
      - length
      - duplicates

    """

  private static let document = """
    # Lighthouses

    A lighthouse is a tower that carries a strong light to guide ships at night. Sailors use the \
    light to find a harbour entrance or to keep clear of a reef. Most lighthouses stand on \
    headlands because a high position makes the light visible from farther away.

    ## The lens

    A Fresnel lens is a thin lens built of many concentric rings of glass. Each ring bends the \
    light of the lamp into a narrow horizontal beam. Because the rings replace one solid block, \
    a large Fresnel lens weighs far less than an ordinary lens of the same power. A lens of the \
    first order stands about 2.6 metres high.

    ## The character of a light

    Every lighthouse has a character, which is a fixed pattern of flashes and darkness. A sailor \
    identifies a lighthouse by timing the flashes and comparing them with a list of lights. If two \
    neighbouring lighthouses had the same character, a ship could mistake one harbour for another.

    """
}
