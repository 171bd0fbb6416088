import ArgumentParser
import StemmaRecord
import StemmaStore

struct Note: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Write something about a version, to be read with it.",
    discussion: """
      A note is kept as an event in the history; `log` and `show` tell it. Notes stay: one that is \
      wrong is put right by another.

      EXAMPLES
      stemma note coffee@1 Approved

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  private static let limitBytes = 1 << 16

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Argument(help: "What there is to say.")
  var text: String

  @OptionGroup var options: StoreOptions

  func validate() throws {
    guard text.utf8.count <= Self.limitBytes else {
      throw ValidationError("A note has \(Self.limitBytes) bytes at most.")
    }
    if text.unicodeScalars.allSatisfy({ $0.properties.isWhitespace }) {
      throw ValidationError("A note says something.")
    }
  }

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    try store.note(version, text, occasion: World.occasion(), seconds: World.seconds())
    options.write(
      ["text": .string(text), "version": .string(version.name)],
      ["Noted for \(version.name).", "next  stemma show \(version.name)"])
  }
}
