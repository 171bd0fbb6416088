import StemmaRecord
import StemmaTask
import Testing

@testable import StemmaExperiment

@Suite("columns in templates")
struct ColumnTests {
  private static let manifest = Manifest(
    dataset: "d", task: "generic", tables: ["a.csv"], outputs: [OutputField(name: "note")],
    catalogue: catalogue)

  private func template(_ user: String) throws -> Template {
    try Template.read(
      CanonicalJSON.bytes(["name": "t", "userPrompt": .string(user)]), file: "t.json")
  }

  private func row(_ name: String, _ columns: JSONObject, _ place: Int = 1) -> Subject {
    .row(SourceRow(input: "a.csv", name: name, columns: columns, place: place))
  }

  private func rendered(_ user: String, _ subject: Subject) throws -> String {
    PromptRenderer(Self.manifest, task: GenericTask(), template: try template(user)).prompt(
      for: Asking(item: 0, slots: 0..<1, attempt: 0, place: 1),
      of: PlanItem(subject: subject, strategy: "rows"), candidate: 0
    ).messages[0].content
  }

  @Test("columns are put in by name, once, and what they hold is not expanded again")
  func filled() throws {
    let subject = row(
      "a", ["a b": "{row.n} {count} {{x}}", "list": [1, "x"], "n": 5, "nothing": .null])
    #expect(
      try rendered("{row.a b}|{row.n}|{row.list}|{row.nothing}|{row.other}|{count}", subject)
        == "{row.n} {count} {{x}}|5|[1,\"x\"]|||1")
    #expect(
      try rendered("{row}", row("a", ["b": "\"", "a": 1])) == #"{"a":1,"b":"\""}"#)
  }

  @Test("what is no column's place is text, and so is a column's where there are no rows")
  func text() throws {
    let subject = row("a", ["a": "A"])
    #expect(
      try rendered("{row.} {row.a\n} { row.a} {rows.a} {row.{ a}", subject)
        == "{row.} {row.a\n} { row.a} {rows.a} {row.{ a}")
    let section = Subject.section(
      Section(input: "a.md", headingPath: [], text: "T", occurrence: 0, line: 1))
    #expect(try rendered("{row.a} {section}", section) == "{row.a} T")
  }

  @Test(
    "a filter's field is one that records have: a column that is kept, or one that is written",
    arguments: [
      (nil, "note", nil), (nil, "title", nil),
      (nil, "titel", "Did you mean `title`? There is `note`, `text`, `title`."),
      (["title"], "title", nil), (["title"], "text", "There is `note`, `title`."),
    ] as [([String]?, String, String?)])
  func filterFields(keep: [String]?, field: String, wanted: String?) throws {
    var manifest = Self.manifest
    manifest.kept = keep
    manifest.filters = [
      FilterChoice(
        name: "regex",
        parameters: ["drop": .fieldTexts(["*": ["x"]]), "keep": .fieldTexts([field: ["x"]])])
    ]
    let task = GenericTask().configured(by: manifest.taskSettings)
    let rows = [row("a", ["text": "T", "title": "A"], 2), row("b", ["title": "B"], 3)]
    do throws(ColumnError) {
      try ColumnCheck.check(rows, for: manifest, task)
      #expect(wanted == nil)
    } catch {
      #expect(error.problems.map(\.code) == ["columns.unknown"])
      #expect(error.problems.map(\.place) == ["`filters.regex.keep`"])
      #expect(error.problems.map(\.nextStep) == [wanted])
    }
  }

  private func problems(
    _ user: String, _ rows: [Subject], keep: [String]? = nil
  ) throws -> [String] {
    var manifest = Self.manifest
    manifest.kept = keep
    let task = GenericTask().configured(by: manifest.taskSettings)
    let template = try template(user)
    do throws(ColumnError) {
      try ColumnCheck.check(rows, for: manifest, task)
      try ColumnCheck.check(template, for: rows, task)
      return []
    } catch {
      return error.problems.map { "\($0.code) \($0.place ?? ""): \($0.nextStep)" }
    }
  }

  @Test("a column that no row has is told with those there are, one that a row lacks with its line")
  func unknown() throws {
    let rows = [row("a", ["text": "T", "title": "A"], 2), row("b", ["title": "B"], 3)]
    #expect(try problems("{row.title}", rows).isEmpty)
    #expect(
      try problems("{row.titel}", rows) == [
        "columns.unknown template «t»: Did you mean `title`? There is `text`, `title`."
      ])
    #expect(try problems("{row.text}", rows).map { $0.prefix(24) } == ["columns.missing a.csv:3:"])
    #expect(
      try problems("{row}", rows, keep: ["title", "texts"]) == [
        "columns.unknown `keep`: Did you mean `text`? There is `text`, `title`."
      ])
    #expect(
      try problems("{row}", rows, keep: ["text"]).map { $0.prefix(24) }
        == ["columns.missing a.csv:3:"])
  }

  @Test(
    "a prompt that shows nothing of its row is refused, and an output that a kept column is called")
  func blind() throws {
    let rows = [row("a", ["note": "N", "title": "A"])]
    #expect(
      try problems("Write {count}.", rows, keep: []).map { $0.prefix(17) } == ["columns.not-shown"])
    #expect(try problems("{row}", rows).map { $0.prefix(13) } == ["columns.taken"])
    #expect(try problems("{row}", rows, keep: ["title"]).isEmpty)
  }
}
