public import ArgumentParser
public import StemmaExport
import StemmaRecord
import StemmaStore

// The formats' names are what `--format` takes.
extension ExportFormat: ExpressibleByArgument {}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a version in a format that trainers read.",
    discussion: """
      The same version gives the same bytes each time. Without --output the data goes to standard \
      output.

      EXAMPLES
      stemma export coffee@1 --format chatml --output coffee.jsonl
      stemma export coffee@head --format alpaca --output coffee.json
      stemma export coffee@head | head -n 3

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .badArguments]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Option(name: .shortAndLong, help: "jsonl, chatml or alpaca.")
  var format: ExportFormat = .jsonl

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; an older one is replaced.", valueName: "path"))
  var output: String?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if options.json && output == nil {
      throw ValidationError("--json reports on a file: name one with --output.")
    }
  }

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    guard let output, output != "-" else {
      _ = try Exporter(store).export(version, as: format) { Terminal.output($0) }
      return
    }
    let path = try Paths.absolute(output)
    guard !Paths.isFolder(path) else { throw InputError.isFolder(path: output) }
    let count = try FileAccess.replace(path) { write in
      try Exporter(store).export(version, as: format, write: write)
    }
    options.write(
      [
        "format": .string(format.rawValue), "output": .string(output),
        "records": .integer(count), "version": .string(version.name),
      ], ["\(count) records of \(version.name) written to \(output)"])
  }
}
