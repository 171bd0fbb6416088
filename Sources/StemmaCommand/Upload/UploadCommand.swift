import ArgumentParser
import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStore

struct UploadCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "upload",
    abstract: "Upload a version with its card to the Hugging Face Hub.",
    discussion: """
      What `stemma export --card` would write into a folder goes into the repository in one commit, by \
      the Hub's own client, Python's library `huggingface_hub` \
      (`python3 -m pip install huggingface_hub`). A repository that is not there yet is made, and is \
      private unless --public is given; into one that is public nothing goes without it. Other files in \
      it stay. Where the version went is kept in the history.

      The token comes from HF_TOKEN in the environment, else from a line `HF_TOKEN=…` in \
      `~/.config/stemma/keys`, else the client takes that of `hf auth login`. HF_ENDPOINT names another \
      Hub.

      EXAMPLES
      stemma upload coffee@1 hf:me/coffee --dry-run
      stemma upload coffee@head hf:me/coffee --format chatml --dry-run --json

      EXIT CODES
      \(ExitStatus.table([
        .done, .failed, .noStore, .damaged, .teacherUnavailable, .invalidInput, .interrupted,
      ]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Argument(help: ArgumentHelp("The repository, as hf:owner/name.", valueName: "target"))
  var target: HubTarget

  @Option(name: .shortAndLong, help: ArgumentHelp("The format.", valueName: "format"))
  var format = FormatChoice.standard

  @Option(
    name: .long,
    help: ArgumentHelp(
      "What is to stand beside each row, with commas between.", valueName: "names"))
  var with = MetadataChoice(fields: [])

  @OptionGroup var tokenizer: TokenizerOption

  @Flag(name: .long, help: "Let everybody see it; else a new repository is private.")
  var `public` = false

  @Flag(name: .long, help: "Show what would be uploaded, and upload nothing.")
  var dryRun = false

  @Flag(name: .shortAndLong, help: "Do not ask.")
  var yes = false

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let receipt = try store.receipt(version.receipt)
    let access = try HubAccess()
    let client = dryRun ? nil : try HubClient(access)
    let sides = receipt.roots.sides == nil ? nil : Side.exported(of: receipt)
    let names = sides?.map(format.format.fileName) ?? [format.format.fileName(of: nil)]
    let bundle = ExportBundle(
      job: ExportJob(store: store, version: version, format: format.format, metadata: with.fields),
      receipt: receipt, sides: sides, paths: names, hasInfo: format.format.isDescribed,
      hasCard: true, tokenizer: tokenizer.tokenizer, url: target.url(at: access.endpoint))
    let upload = try UploadedFiles(bundle)
    // They are there until the client is done with them.
    defer { withExtendedLifetime(upload) {} }
    guard let client else {
      return options.write(json(upload, version, nil), lines(upload, version))
    }
    try consent(upload, version, access, hasLicense: upload.hasLicense(of: version, in: store))
    let outcome = try client.upload(
      upload.files.map { ($0.name, $0.handle) }, to: target, isPublic: `public`,
      message: "\(version.name), receipt \(version.receipt)")
    try record(upload, version, outcome, store)
    options.write(
      json(upload, version, outcome),
      [
        "\(version.name): \(upload.files.count) files, \(Wording.size(upload.sizeBytes)), uploaded to "
          + "\(target), \(outcome.isPrivate ? "private" : "public")",
        "commit  \(Terminal.visible(outcome.commit))",
        "page    \(Terminal.visible(target.url(at: access.endpoint)))",
      ])
  }

  /// Asks whoever sits at the terminal, unless it was agreed to beforehand.
  private func consent(
    _ upload: UploadedFiles, _ version: Version, _ access: HubAccess, hasLicense: Bool
  ) throws {
    if let exposure = access.exposure { Terminal.error("warning: \(exposure)") }
    if `public` && !hasLicense {
      Terminal.error("warning: the manifest of \(version.name) states no `license`.")
    }
    guard !yes else { return }
    guard !options.json, Terminal.inputIsTerminal, Terminal.errorIsTerminal else {
      throw ConsentError.uploadUnconfirmed(target.description)
    }
    for line in lines(upload, version) { Terminal.error(line) }
    guard Terminal.confirm("Upload them?") else { throw ConsentError.uploadDeclined }
  }

  /// Keeps where the version went; what is there already is not told twice.
  private func record(
    _ upload: UploadedFiles, _ version: Version, _ outcome: HubClient.Outcome, _ store: Store
  ) throws {
    let last = try store.uploads()[version.name]?.last {
      $0.body["target"]?.string == target.description
    }
    guard last?.body["commit"]?.string != outcome.commit else { return }
    try store.append(
      .upload, about: version.receipt,
      [
        "commit": .string(outcome.commit), "execution": .object(World.occasion()),
        "files": .array(upload.files.map(\.json)), "format": .string(format.format.name),
        "private": .bool(outcome.isPrivate), "target": .string(target.description),
        "version": .string(version.name),
      ], seconds: World.seconds())
  }

  private func lines(_ upload: UploadedFiles, _ version: Version) -> [String] {
    upload.files.map { "\($0.name)  \(Wording.size($0.sizeBytes))" } + [
      "\(version.name): \(upload.files.count) files, \(Wording.size(upload.sizeBytes)), for \(target), "
        + (`public` ? "public" : "private")
    ]
  }

  private func json(
    _ upload: UploadedFiles, _ version: Version, _ outcome: HubClient.Outcome?
  ) -> JSONObject {
    var json: JSONObject = [
      "files": .array(upload.files.map(\.json)), "format": .string(format.format.name),
      "private": .bool(outcome?.isPrivate ?? !`public`), "records": .integer(upload.records),
      "target": .string(target.description), "uploaded": .bool(outcome != nil),
      "version": .string(version.name),
    ]
    json["commit"] = outcome.map { .string($0.commit) }
    json["created"] = outcome.map { .bool($0.isNew) }
    return json
  }
}
