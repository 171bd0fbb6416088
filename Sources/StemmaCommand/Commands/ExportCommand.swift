import ArgumentParser
import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStore

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write a version in a format that trainers read.",
    discussion: """
      The same version gives the same bytes each time; a Parquet file's are its writer's. Without \
      --output the data goes to standard output.

      \(FormatChoice.table)

      jsonl, csv and parquet take every row as it is. The others take rows by what their fields are for: a \
      question or an instruction with its answer, messages, a document with its summary, a text with its \
      label; dpo a prompt with a chosen and a rejected answer. A text in csv stays as it is also where a \
      spreadsheet would run it as a formula.

      A version with a split is written as a file a side: --output FOLDER gives FOLDER/train.jsonl, \
      FOLDER/validation.jsonl and so on; --output coffee.jsonl gives coffee.train.jsonl beside \
      coffee.validation.jsonl. --side takes one of them alone, or `all`. Records of side `none`, too \
      near a training one to be held out, are in no file. Without a split, too, a folder is one that is \
      there or ends in `/`; all records are FOLDER/data.jsonl then. chatml in a folder is \
      training_data.jsonl, validation_data.jsonl and \(DatasetInfo.fileName) with statistics.

      --card writes \(DatasetCard.fileName) and \(Croissant.fileName) beside them, into a folder: a card with \
      the Hugging Face Hub's metadata in front, and the files in Croissant's vocabulary. Both say how the \
      version was made, its license and its teachers' terms as far as the manifest states them. \
      --tokenizer has tokens counted for the card and for \(DatasetInfo.fileName).

      --with puts an object `metadata` beside each row, in csv a column for each: \
      \(MetadataField.allCases.map(\.rawValue).joined(separator: ", ")).

      EXAMPLES
      stemma export coffee@1 --format chatml --output coffee.jsonl
      stemma export coffee@head --format alpaca --output coffee.json
      stemma export coffee@1 --format csv --with input,heading --output coffee.csv
      stemma export coffee@head | head -n 3
      stemma export parted@1 --output parted
      stemma export parted@1 --format chatml --output chats/
      stemma export parted@1 --side validation
      stemma export parted@1 --card --output carded/

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .badArguments, .invalidInput]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The format; without it csv or parquet where --output ends so, else \(Formats.standard.name).",
      valueName: "format"))
  var format: FormatChoice?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "The file to write, an older one is replaced; or a folder, which ends in `/`.",
      valueName: "path"))
  var output: String?

  @Option(
    name: .long, help: "Of a version with a split: train, validation, test, none or all.")
  var side: SideChoice?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is to stand beside each row, with commas between.", valueName: "names"))
  var with = MetadataChoice(fields: [])

  @Flag(name: .long, help: "Write a dataset card and Croissant beside the data, into a folder.")
  var card = false

  @OptionGroup var tokenizer: TokenizerOption

  @OptionGroup var options: StoreOptions

  private var chosenFormat: any ExportFormat {
    format?.format ?? Formats.usual(for: output ?? "")
  }

  func validate() throws {
    if options.json && output == nil {
      throw ValidationError("--json reports on a file: name one with --output.")
    }
    if try card && !(output.map { try namesFolder($0, isSplit: true) } ?? false) {
      throw ValidationError("--card writes several files: name a folder with --output.")
    }
    if tokenizer.tokenizer != nil && !card {
      guard chosenFormat.isDescribed, let output, try namesFolder(output, isSplit: false) else {
        throw ValidationError(
          "--tokenizer is for --card, and for chatml in a folder: `stemma tokens` counts by itself."
        )
      }
    }
  }

  func run() throws {
    let store = try options.open()
    if let output, try Paths.isSame(Paths.absolute(output), store.path) {
      throw InputError.isFolder(path: output)
    }
    let version = try store.version(self.version)
    let receipt = try store.receipt(version.receipt)
    let job = ExportJob(
      store: store, version: version, format: chosenFormat, metadata: with.fields)
    if receipt.roots.sides == nil, side != nil { throw ExportError.noSplit(version.name) }
    let there = Side.exported(of: receipt)
    if let one = side.flatMap({ Side(rawValue: $0.rawValue) }), one != .none, !there.contains(one) {
      throw ExportError.noSide(one, version.name, there: there)
    }
    if receipt.roots.sides != nil, side == nil {
      guard let output, output != "-" else { throw InputError.sidesWanted(version: version.name) }
      let sides = Side.exported(of: receipt)
      let isFolder = try namesFolder(output, isSplit: true)
      return try write(
        job, receipt, sides, to: paths(sides, output, isFolder), isFolder: isFolder)
    }
    let one = side.flatMap { Side(rawValue: $0.rawValue) }
    guard let output, output != "-" else {
      _ = try job.write(one.map { [$0] }) { Terminal.output($1) }
      return
    }
    let path = try Paths.absolute(output)
    if try card || namesFolder(output, isSplit: false) {
      return try write(
        job, receipt, one.map { [$0] }, to: paths([one], output, true), isFolder: true)
    }
    // To hash the file would take as long as to write it, and only the report tells what comes of it.
    var digest = options.json ? FileDigest() : nil
    var size = 0
    let outcome = try FileAccess.replace(path, isSynced: false) { write in
      try job.write(one.map { [$0] }) { _, bytes in
        size += bytes.count
        bytes.withUnsafeBytes { digest?.update($0) }
        try write(bytes)
      }
    }
    report(
      [
        ExportedFile(
          path: output, side: one, records: outcome.counts[0], sizeBytes: size,
          sha256: digest?.finish())
      ], version)
  }

  /// Writes several files, all of them or none; in a folder with what stands beside them.
  private func write(
    _ job: ExportJob, _ receipt: Receipt, _ sides: [Side]?, to outputs: [String], isFolder: Bool
  ) throws {
    let bundle = ExportBundle(
      job: job, receipt: receipt, sides: sides, paths: outputs,
      hasInfo: isFolder && job.format.isDescribed, hasCard: card, tokenizer: tokenizer.tokenizer)
    let others = bundle.documents.map { "\(Paths.folder(of: outputs[0]))/\($0)" }
    let names = outputs + others
    let paths = try names.map { path throws(InputError) in try Paths.absolute(path) }
    for (path, name) in zip(paths, names) {
      if Paths.isFolder(path) { throw InputError.isFolder(path: name) }
      if Paths.name(of: name) == DatasetCard.fileName, Paths.exists(path),
        !DatasetCard.isOwn(try FileAccess.read(path, limitBytes: FileAccess.documentLimitBytes))
      {
        throw InputError.foreignCard(path: name)
      }
    }
    let files = try FileAccess.replace(paths) { try bundle.write($0) }
    let none = sides.map { $0.count > 1 } ?? false ? receipt.counts.sides[Side.none.rawValue] : nil
    report(files, job.version, without: none ?? 0, beside: others)
  }

  /// Sides go into a folder unless a file is named; else only into one that is there or ends in `/`.
  private func namesFolder(_ output: String, isSplit: Bool) throws -> Bool {
    if try output.hasSuffix("/") || Paths.isFolder(Paths.absolute(output)) { return true }
    return isSplit && FileForm(rawValue: Self.suffix(of: output).lowercased()) == nil
  }

  private static func suffix(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
  }

  /// Where each side goes: into the folder named, or beside the file named.
  private func paths(_ sides: [Side?], _ output: String, _ isFolder: Bool) throws -> [String] {
    guard isFolder else {
      let dot = Self.suffix(of: output)
      return sides.map { "\(output.dropLast(dot.count))\($0?.rawValue ?? "all").\(dot)" }
    }
    try FileAccess.makeFolder(Paths.absolute(output))
    let folder = output.hasSuffix("/") ? String(output.dropLast()) : output
    return sides.map { "\(folder)/\(chosenFormat.fileName(of: $0))" }
  }

  private func report(
    _ files: [ExportedFile], _ version: Version, without none: Int = 0, beside others: [String] = []
  ) {
    var lines = files.map { $0.line(of: version) }
    if none > 0 {
      lines.append("\(none) too near a training record, and so in no file")
    }
    lines += others.map { "what they are like written to \($0)" }
    var json: JSONObject = [
      "files": .array(files.map(\.json)), "format": .string(chosenFormat.name),
      "output": .string(output ?? ""),
      "records": .integer(files.reduce(0) { $0 + $1.records }), "version": .string(version.name),
    ]
    if !others.isEmpty { json["documents"] = .texts(others) }
    options.write(json, lines)
  }
}

/// What `--format` takes.
struct FormatChoice: ExpressibleByArgument, CustomStringConvertible {
  static let standard = FormatChoice(format: Formats.standard)

  let format: any ExportFormat

  init(format: any ExportFormat) { self.format = format }

  init?(argument: String) {
    guard let format = Formats.named(argument) else { return nil }
    self.format = format
  }

  static let allValueStrings = Formats.all.map(\.name)

  var description: String { format.name }
  var defaultValueDescription: String { format.name }

  /// A line for each format.
  static var table: String {
    Formats.all.map { format in
      let gap = String(repeating: " ", count: 10 - format.name.count)
      return "\(format.name)\(gap)\(format.summary)"
    }.joined(separator: "\n")
  }
}

/// What `--with` takes.
struct MetadataChoice: ExpressibleByArgument, CustomStringConvertible {
  /// Each once, in the order of the names' own list.
  let fields: [MetadataField]

  init(fields: [MetadataField]) { self.fields = fields }

  init?(argument: String) {
    let names = argument.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let named = names.compactMap(MetadataField.init(rawValue:))
    guard named.count == names.count else { return nil }
    fields = MetadataField.allCases.filter(named.contains)
  }

  static let allValueStrings = MetadataField.allCases.map(\.rawValue)

  var description: String { fields.map(\.rawValue).joined(separator: ",") }
}

/// What `--side` takes.
enum SideChoice: String, CaseIterable, ExpressibleByArgument {
  case train, validation, test, none, all
}
