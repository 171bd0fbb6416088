import ArgumentParser
import StemmaRecord
import StemmaStore

struct LineageCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lineage",
    abstract: "Show a version's family tree, up and down.",
    discussion: """
      Upwards: the inputs, the template, the versions it was made from or taught by, and the one \
      before it. Downwards: the version after, those made from it or taught by it, those with the same \
      receipt, those made from the same texts, and what was said of it since. A version is taught by \
      the one whose adapter answered as `self`.

      EXAMPLES
      stemma lineage coffee@1
      stemma lineage coffee@head --graphviz | dot -Tsvg > coffee.svg

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged]))
      """)

  @Argument(
    help: "The version, such as coffee@3 or coffee@head.", completion: Completions.version)
  var version: String

  @Flag(name: .long, help: "Write the tree for Graphviz.")
  var graphviz = false

  @OptionGroup var options: StoreOptions

  func run() throws {
    let store = try options.open()
    let tree = try FamilyTree(try store.version(version), in: store)
    if graphviz {
      Terminal.output(tree.graphviz)
    } else {
      options.write(tree.json, tree.lines)
    }
  }
}
