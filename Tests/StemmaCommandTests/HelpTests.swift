import StemmaTesting
import Testing

@Suite("Help")
struct HelpTests {
  static let commands = [
    "init", "plan", "run", "sweep", "datagen", "synth", "runs", "why-miss", "import", "log", "show",
    "sample",
    "lineage",
    "trace", "review",
    "compare", "explain", "reproduce", "rollback", "export", "upload",
    "tokens", "tag", "note", "adapter", "verify",
    "reindex",
    "gc", "doctor",
  ]

  @Test("every command's help has examples and exit codes, on standard output", arguments: commands)
  func help(command: String) throws {
    let workspace = try Workspace()
    let result = try workspace.stemma(command, "--help").expect(0)
    #expect(result.errors.isEmpty)
    let lines = result.text.split(separator: "\n").map(String.init)
    let examples = try #require(lines.firstIndex { $0.hasSuffix("EXAMPLES") })
    let codes = try #require(lines.firstIndex { $0.hasSuffix("EXIT CODES") })
    #expect(examples < codes)
    let between = lines[(examples + 1)..<codes].map { $0.drop { $0 == " " } }
    #expect(between.contains { $0.hasPrefix("stemma \(command)") })
    #expect(between.allSatisfy { $0.hasPrefix("stemma ") })
    let numbers = lines[(codes + 1)...].prefix { $0.contains("   ") }
      .compactMap { Int($0.drop { $0 == " " }.prefix { $0 != " " }) }
    #expect(numbers.first == 0)
    #expect(Set([0, 1, 64]).isSubset(of: numbers))
    #expect(numbers == numbers.sorted())
  }

  @Test("the command's own help names every command, and every exit code once")
  func rootHelp() throws {
    let workspace = try Workspace()
    let result = try workspace.stemma("--help").expect(0)
    for command in Self.commands { #expect(result.text.contains("\n  \(command)")) }
    for code in [0, 1, 3, 4, 5, 6, 10, 11, 12, 20, 21, 64, 65, 130] {
      let lines = result.text.split(separator: "\n").filter {
        $0.drop { $0 == " " }.hasPrefix("\(code) ")
      }
      #expect(lines.count == 1, "exit code \(code)")
    }
  }

  @Test("the examples of every command are understood by it", arguments: commands)
  func examples(command: String) throws {
    let workspace = try Workspace()
    let help = try workspace.stemma(command, "--help")
    let examples = help.text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { $0.hasPrefix("stemma ") }.map { $0.prefix { !"|<>".contains($0) } }
    #expect(!examples.isEmpty)
    for example in examples {
      let arguments = example.split(separator: " ").dropFirst().map(String.init)
      let result = try Program.stemma().run(arguments, in: workspace.folder)
      #expect(result.status != 64, "\(example): \(result.errorText)")
    }
  }

  @Test("the version is asked for without a store")
  func version() throws {
    let result = try Workspace().stemma("--version").expect(0)
    #expect(result.text.split(separator: ".").count == 3)
  }
}
