import Foundation
import StemmaTesting
import Testing

@Suite("Examples")
struct ExampleTests {
  @Test("every example of every command's help can be typed")
  func help() throws {
    let prepared = try Place()
    let made = try prepared.type([
      "stemma run experiments/coffee.yaml",
      "stemma run experiments/coffee.yaml --set sampling.temperature=0",
      "stemma run experiments/coffee.yaml --set dataset=parted --set split.validation=0.2",
      "record=$(stemma sample coffee@1 -n 1 | head -c 24)",
      "echo \"{\\\"record\\\": \\\"$record\\\", \\\"decision\\\": \\\"reject\\\"}\" > decisions.jsonl",
      "stemma export coffee@1 --output answers.jsonl",
      "echo 'records >= 1' > expectations.txt",
      #"printf '\065\0\0\0\0\0\0\0' > a.safetensors"#,
      #"printf '{"a":{"dtype":"U8","shape":[4],"data_offsets":[0,4]}}abcd' >> a.safetensors"#,
    ])
    try #require(made.failed == nil, "\(made.output)")
    let commands = try Self.commands(prepared)
    #expect(commands.count >= 15)
    for command in commands {
      let help = try prepared.type(["stemma \(command) --help"]).output
      let examples = Self.examples(of: help)
      #expect(!examples.isEmpty, "stemma \(command) --help has no examples")
      let place = try Place(copyOf: prepared)
      let outcome = try place.type(
        examples.compactMap { if case .run(let text) = $0 { text } else { nil } })
      #expect(
        outcome.failed == nil,
        "\(command): exit \(outcome.status) of: \(outcome.failed ?? "")\n\(outcome.output)")
    }
  }

  @Test("the changelog tells of the version that the binary is")
  func changelog() throws {
    let version = try Place().type(["stemma --version"]).output.split(separator: "\n").first ?? ""
    #expect(version.split(separator: ".").count == 3)
    #expect(try Repository.text("CHANGELOG.md").contains("\n## [\(version)]"))
  }

  /// The commands that `stemma --help` lists.
  private static func commands(_ place: Place) throws -> [String] {
    let lines = try place.type(["stemma --help"]).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    return lines.drop { $0 != "SUBCOMMANDS:" }.dropFirst().prefix { !$0.isEmpty }
      // One with another name is listed as `compare, diff`.
      .compactMap { $0.split { $0 == " " || $0 == "," }.first.map(String.init) }
  }

  /// The lines of a help's EXAMPLES.
  private static func examples(of help: String) -> [TypedLine] {
    help.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasSuffix("EXAMPLES") }.dropFirst().prefix { !$0.isEmpty }
      .map { TypedLine(String($0.drop { $0 == " " })) }
  }
}
