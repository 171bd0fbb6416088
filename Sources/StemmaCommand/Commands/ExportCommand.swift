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
      output. jsonl takes every row as it is; chatml and alpaca take a question with one answer, dpo a \
      prompt with a chosen and a rejected answer, each as messages.

      A version with a split is written as a file a side: --output FOLDER gives FOLDER/train.jsonl, \
      FOLDER/validation.jsonl and so on; --output coffee.jsonl gives coffee.train.jsonl beside \
      coffee.validation.jsonl. --side takes one of them alone, or `all`. Records of side `none`, too \
      near a training one to be held out, are in no file.

      EXAMPLES
      stemma export coffee@1 --format chatml --output coffee.jsonl
      stemma export coffee@head --format alpaca --output coffee.json
      stemma export coffee@head | head -n 3
      stemma export parted@1 --output parted
      stemma export parted@1 --side validation

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .badArguments, .invalidInput]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Option(name: .shortAndLong, help: "jsonl, chatml, alpaca or dpo.")
  var format: ExportFormat = .jsonl

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; an older one is replaced.", valueName: "path"))
  var output: String?

  @Option(
    name: .long, help: "Of a version with a split: train, validation, test, none or all.")
  var side: SideChoice?

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if options.json && output == nil {
      throw ValidationError("--json reports on a file: name one with --output.")
    }
  }

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let receipt = try store.receipt(version.receipt)
    if receipt.roots.sides == nil, side != nil { throw ExportError.noSplit(version.name) }
    if receipt.roots.sides != nil, side == nil {
      guard let output, output != "-" else { throw InputError.sidesWanted(version: version.name) }
      return try writeSides(of: version, receipt, to: output, store)
    }
    let one = side.flatMap { Side(rawValue: $0.rawValue) }
    guard let output, output != "-" else {
      _ = try write(version, one, store) { Terminal.output($0) }
      return
    }
    let path = try Paths.absolute(output)
    guard !Paths.isFolder(path) else { throw InputError.isFolder(path: output) }
    var digest = FileDigest()
    let count = try FileAccess.replace(path, isSynced: false) { write in
      try self.write(version, one, store) { bytes in
        bytes.withUnsafeBytes { digest.update($0) }
        try write(bytes)
      }
    }
    report(
      [ExportedFile(path: output, side: one, records: count, sha256: digest.finish())], version)
  }

  /// Writes all records, or those of one side.
  private func write(
    _ version: Version, _ side: Side?, _ store: Store, _ write: ([UInt8]) throws -> Void
  ) throws -> Int {
    guard let side else {
      return try Exporter(store).export(
        version, as: format, width: World.processors(), write: write)
    }
    let counts = try Exporter(store).export(version, as: format, sides: [side]) { _, bytes in
      try write(bytes)
    }
    return counts[0]
  }

  private func writeSides(
    of version: Version, _ receipt: Receipt, to output: String, _ store: Store
  ) throws {
    let sides = Side.allCases.filter {
      $0 != .none && receipt.counts.sides[$0.rawValue] != nil
    }
    let outputs = try paths(sides, output)
    let paths = try outputs.map { path throws(InputError) in try Paths.absolute(path) }
    for (path, name) in zip(paths, outputs) where Paths.isFolder(path) {
      throw InputError.isFolder(path: name)
    }
    var digests = sides.map { _ in FileDigest() }
    let counts = try FileAccess.replace(paths) { write in
      try Exporter(store).export(version, as: format, sides: sides) { place, bytes in
        bytes.withUnsafeBytes { digests[place].update($0) }
        try write(place, bytes)
      }
    }
    report(
      sides.indices.map {
        ExportedFile(
          path: outputs[$0], side: sides[$0], records: counts[$0], sha256: digests[$0].finish())
      }, version, without: receipt.counts.sides[Side.none.rawValue] ?? 0)
  }

  /// Where each side goes: into the folder named, or beside the file named.
  private func paths(_ sides: [Side], _ output: String) throws -> [String] {
    let name = output.split(separator: "/").last ?? ""
    let dot = name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
    let isFile = try ["json", "jsonl"].contains(dot) && !Paths.isFolder(Paths.absolute(output))
    guard !isFile else {
      return sides.map { "\(output.dropLast(dot.count))\($0.rawValue).\(dot)" }
    }
    try FileAccess.makeFolder(Paths.absolute(output))
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return sides.map { "\(folder)/\($0.rawValue).\(format.suffix)" }
  }

  private func report(_ files: [ExportedFile], _ version: Version, without none: Int = 0) {
    let count = files.reduce(0) { $0 + $1.records }
    var lines = files.map { file in
      let side = file.side.map { " (\($0.rawValue))" } ?? ""
      return "\(file.records) records of \(version.name)\(side) written to \(file.path)"
    }
    if none > 0 {
      lines.append("\(none) too near a training record, and so in no file")
    }
    options.write(
      [
        "files": .array(files.map(\.json)), "format": .string(format.rawValue),
        "output": .string(output ?? ""), "records": .integer(count),
        "version": .string(version.name),
      ], lines)
  }
}

/// A file that was written.
private struct ExportedFile {
  let path: String
  /// Nil for all records.
  let side: Side?
  let records: Int
  /// Of its bytes, 64 hexadecimal digits.
  let sha256: String

  var json: JSONValue {
    [
      "path": .string(path), "records": .integer(records), "sha256": .string(sha256),
      "side": side.map { .string($0.rawValue) } ?? .null,
    ]
  }
}

/// What `--side` takes.
enum SideChoice: String, CaseIterable, ExpressibleByArgument {
  case train, validation, test, none, all
}
