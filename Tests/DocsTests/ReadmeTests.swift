import Foundation
import StemmaTesting
import Testing

@Suite("README")
struct ReadmeTests {
  private let readme: Markdown

  init() throws { readme = Markdown(try Repository.text("README.md")) }

  private var lines: [TypedLine] {
    readme.fences("sh").flatMap { $0.split(separator: "\n") }.map { TypedLine(String($0)) }
  }

  @Test("every command line of the README does what it should, in its order")
  func session() throws {
    let typed = lines.compactMap { line in
      if case .run(let text) = line { text } else { nil as String? }
    }
    #expect(typed.count { $0.hasPrefix("stemma ") } > 10)
    let place = try Place()
    try place.expect(typed)
  }

  @Test("what the README tells to make and build is there to be made and built")
  func targets() throws {
    let makefile = try Repository.text("Makefile").split(separator: "\n")
    let package = try Repository.text("Package.swift")
    var made: [String] = []
    for line in lines {
      switch line {
      case .make(let target):
        #expect(makefile.contains { $0.hasPrefix("\(target):") }, "make \(target)")
        made.append(target)
      case .build(let product):
        #expect(package.contains("name: \"\(product)\""), "swift build --product \(product)")
      case .run, .setUp, .session: break
      }
    }
    #expect(made == ["demo", "test"])
  }

  @Test("the README's manifest and template are accepted as they stand")
  func manifest() throws {
    let manifest = try #require(readme.fences("yaml").first)
    let template = try #require(readme.fences("json").first)
    let place = try Place()
    try place.write("experiments/handbook.yaml", manifest)
    try place.write("experiments/prompts/short.json", template)
    let outcome = try place.type(["stemma plan experiments/handbook.yaml --prompts 1"])
    #expect(outcome.failed == nil, "\(outcome.output)")
    #expect(outcome.output.contains("You write questions and answers about general."))
  }

  @Test("the README's fields, and which of them decide the bytes, are the schema's")
  func fields() throws {
    let wanted = Field.all(try Repository.schema("manifest.schema.json"))
    // Fields of which the same is true share a row.
    let rows = readme.table("field").flatMap { row in
      row[0].components(separatedBy: ", ").map { [$0] + row.dropFirst() }
    }
    #expect(rows.map { $0[0] }.sorted() == wanted.map { "`\($0.name)`" }.sorted())
    for row in rows {
      let field = try #require(wanted.first { "`\($0.name)`" == row[0] }, "\(row[0])")
      #expect(row[2] == field.effect, "\(row[0])")
      if field.isRequired { #expect(row[3] == "required", "\(row[0])") }
      if let standard = field.standard {
        let shown = Markdown.code(in: row[3])
        #expect(shown == standard, "\(row[0])")
        if standard.isEmpty { #expect(row[3] == "none", "\(row[0])") }
      }
    }
  }

  @Test("the README's exit codes are those of the help")
  func exitCodes() throws {
    let help = try Place().type(["stemma --help"]).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(help.firstIndex { $0.hasSuffix("EXIT CODES") })
    let wanted = help[(start + 1)...].prefix { !$0.isEmpty }.map { line in
      let words = line.split(separator: " ", maxSplits: 1).map(String.init)
      return [words[0], String(words[1].drop { $0 == " " })]
    }
    #expect(wanted.count > 10)
    #expect(readme.table("exit code") == wanted)
  }

  @Test("the README's placeholders are those of the template's schema")
  func placeholders() throws {
    let description = try #require(
      try Repository.schema("template.schema.json")["description"] as? String)
    let wanted = description.split(separator: " ").filter { $0.hasPrefix("{") }
      .map { String($0.prefix { $0 != "}" }) + "}" }
    #expect(wanted.count > 5)
    let shown = Set(readme.code.filter { $0.hasPrefix("{") })
    #expect(shown.sorted() == wanted.sorted())
  }

  @Test("what the README says of filters covers all their parameters")
  func filters() throws {
    let schema = try Repository.text("schemas/manifest.schema.json")
    let named = Set(readme.code)
    for name in [
      "question_min", "question_max", "answer_min", "answer_max", "threshold", "minimum",
    ] {
      #expect(schema.contains("\"\(name)\""), "\(name)")
      #expect(named.contains(name), "\(name)")
    }
  }

  @Test("every file that the README names is there")
  func files() throws {
    let roots = ["schemas/", "experiments/", "Sources/", "Tests/"]
    let named = readme.code.filter { name in roots.contains { name.hasPrefix($0) } }
    #expect(named.count > 2)
    for name in named { #expect(Repository.exists(name), "\(name)") }
    for name in ["CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"] {
      #expect(try Repository.text("README.md").contains("](\(name))"))
      #expect(Repository.exists(name), "\(name)")
    }
  }

  @Test("the README is short enough to be read")
  func length() throws {
    let text = try Repository.text("README.md")
    #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count < 300)
  }
}

/// What the manifest's schema says of one field.
private struct Field {
  /// With the field it lies in, as `sampling.seed`.
  let name: String
  /// `what` or `how`.
  let effect: String
  let isRequired: Bool
  /// The default's values; nil where the schema states none.
  let standard: [String]?

  /// The leaves, in no order.
  static func all(_ schema: [String: Any], below prefix: String = "") -> [Field] {
    let properties = schema["properties"] as? [String: [String: Any]] ?? [:]
    let required = schema["required"] as? [String] ?? []
    return properties.flatMap { name, property in
      if property["properties"] != nil {
        return all(property, below: "\(prefix)\(name).")
      }
      let standard = property["default"].map { $0 as? [Any] ?? [$0] }
      return [
        Field(
          name: prefix + name, effect: property["x-stemma"] as? String ?? "",
          isRequired: required.contains(name), standard: standard?.map { "\($0)" })
      ]
    }
  }
}
