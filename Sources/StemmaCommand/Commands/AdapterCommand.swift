import ArgumentParser
import StemmaRecord
import StemmaRun
import StemmaStore

struct AdapterCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "adapter",
    abstract: "Register what was trained on a version, to answer as `self`.",
    discussion: """
      Weights that were trained on a version of a dataset, and are served by a model's server, can \
      answer for the next one: its manifest says `teacher: self`.

      EXAMPLES
      stemma adapter add coffee --version 1 --teacher hf:me/mug --file a.safetensors
      stemma adapter list coffee

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput]))
      """, subcommands: [AdapterAdd.self, AdapterList.self])
}

struct AdapterAdd: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Register an adapter that was trained on a version.",
    usage: "stemma adapter add <dataset> --version <version> --teacher <teacher> --file <file>",
    discussion: """
      The file is read and checked once, and its digest kept as an event in the history; the file \
      itself is not kept. From then on `teacher: self` in a manifest of that dataset is this adapter, \
      until another one is registered. A registration that is wrong is put right by another.

      EXAMPLES
      stemma adapter add coffee --version 1 --teacher hf:me/mug --file a.safetensors

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .invalidInput, .interrupted]))
      """)

  @Argument(help: "The dataset.", completion: Completions.dataset)
  var dataset: String

  // Without them the command's own version would be told: the options are looked for by hand.
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The version it was trained on: a number, `head` or a tag.", valueName: "version"))
  var version: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Who serves it, by that server's name for it: `vllm-server:URL#MODEL`, `ollama:MODEL` or "
        + "`hf:MODEL`.", valueName: "teacher"))
  var teacher: String?

  @Option(
    name: .long,
    help: ArgumentHelp("The adapter, a file of safetensors.", valueName: "file"),
    completion: .file(extensions: ["safetensors"]))
  var file: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    for (name, value) in [("version", version), ("teacher", teacher), ("file", file)]
    where value == nil {
      throw ValidationError("Missing expected argument '--\(name) <\(name)>'")
    }
    guard DatasetName.isValid(dataset) else {
      throw ValidationError("`\(dataset)` cannot name a dataset; the version stands in --version.")
    }
  }

  func run() throws {
    guard let version, let teacher, let file else {
      preconditionFailure("arguments were validated")
    }
    let choice = try AdapterServer.choice(teacher)
    let store = try options.open()
    let trained = try store.version("\(dataset)@\(version)")
    let adapter = try AdapterFile(file, read: InputStream(file, isPlain: true).read)
    let isNew = try store.addAdapter(
      adapter.digest, sizeBytes: adapter.sizeBytes, of: trained, teacher: choice,
      occasion: World.occasion(), seconds: World.seconds())
    let name = "adapter \(adapter.digest.short) of \(trained.name)"
    options.write(
      [
        "adapter": .string(adapter.digest.description), "added": .bool(isNew),
        "bytes": .integer(adapter.sizeBytes), "teacher": .string(choice.shortForm),
        "tensors": .integer(adapter.tensors), "version": .string(trained.name),
      ],
      [
        isNew
          ? "`self` for \(dataset) is \(name), served by \(Terminal.visible(choice.shortForm))"
          : "`self` for \(dataset) is \(name) already; nothing to do",
        "next  stemma run MANIFEST --set teacher=self",
      ])
  }
}

struct AdapterList: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List a dataset's adapters, the newest first.",
    discussion: """
      The first is the one that `self` stands for.

      EXAMPLES
      stemma adapter list coffee
      stemma adapter list coffee --json

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(help: "The dataset.", completion: Completions.dataset)
  var dataset: String

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    _ = try store.versions(of: dataset)
    let adapters = try store.adapters(of: dataset).reversed().map { adapter in
      (adapter, try store.versions(answeredBy: adapter.digest).map(\.name))
    }
    options.write(
      [
        "adapters": .array(
          adapters.map { adapter, made in
            [
              "adapter": .string(adapter.digest.description),
              "answeredFor": .texts(made),
              "at": .string(UTCTime.text(adapter.seconds)), "bytes": .integer(adapter.sizeBytes),
              "teacher": .string(adapter.teacher), "version": .string(adapter.version),
            ]
          }), "dataset": .string(dataset),
      ],
      adapters.isEmpty
        ? ["No adapter yet: `stemma adapter add \(dataset)` registers one."]
        : adapters.map { adapter, made in
          "\(adapter.digest.short)  \(UTCTime.text(adapter.seconds))  of \(adapter.version)  "
            + Terminal.visible(adapter.teacher)
            + (made.isEmpty ? "" : "  answered for \(made.joined(separator: ", "))")
        })
  }
}
