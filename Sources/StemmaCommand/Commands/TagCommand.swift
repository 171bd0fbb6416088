import ArgumentParser
import StemmaRecord
import StemmaStore

struct Tag: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tag",
    abstract: "Give a version a name, as in coffee@best.",
    discussion: """
      A tag names one version of its dataset, wherever a version is asked for. It is kept as an event \
      in the history, and so is its moving and its removal; the version itself does not change.

      EXAMPLES
      stemma tag coffee@1 best
      stemma tag coffee@2 best --force
      stemma show coffee@best
      stemma tag coffee@2 best --delete

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Argument(help: "The name: a-z, 0-9, «.», «_» and «-»; not `head`, and not digits alone.")
  var name: String

  @Flag(name: .long, help: "Take the name from the version that has it.")
  var force = false

  @Flag(name: .long, help: "Take the name away from the version.")
  var delete = false

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if force && delete { throw ValidationError("Give --force or --delete, not both.") }
  }

  func run() throws {
    let store = try options.open()
    let version = try store.version(self.version)
    let change: TagChange
    if delete {
      try store.untag(version, name, occasion: World.occasion(), seconds: World.seconds())
      change = .removed
    } else {
      change = try store.tag(
        version, name, force: force, occasion: World.occasion(), seconds: World.seconds())
    }
    var json: JSONObject = [
      "action": .string(change.word), "name": .string(name), "version": .string(version.name),
    ]
    let tagged = "\(version.dataset)@\(name)"
    let line: String
    switch change {
    case .added: line = "\(tagged) is \(version.name)"
    case .moved(let from):
      json["from"] = .string(from)
      line = "\(tagged) is \(version.name); it was \(from)"
    case .removed: line = "\(tagged) is no name any more; \(version.name) stays"
    case .none: line = "\(tagged) is \(version.name) already; nothing to do"
    }
    options.write(json, [line, "next  stemma log \(version.dataset)"])
  }
}
