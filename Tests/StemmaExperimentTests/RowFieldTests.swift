import StemmaExperiment
import StemmaRecord
import Testing

@Suite("the fields of tasks of rows")
struct RowFieldTests {
  private let offered = Catalogue(
    tasks: catalogue.tasks + [
      TaskEntry(
        name: "generic", summary: "Columns.", strategies: ["rows"], inputs: [.tables, .datasets],
        rowUse: .outputs),
      TaskEntry(
        name: "qa_rating", summary: "Ratings.", strategies: ["rate"], inputs: [.datasets],
        rowUse: .additions),
    ],
    teachers: [
      TeacherDescription(
        name: "embedded", revision: 1, isPure: true, tasks: nil,
        outputs: ["keywords", "note", "tag"])
    ], filters: catalogue.filters)

  private func read(_ fields: String, task: String = "generic") throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array("stemma: 1\ndataset: d\ntask: \(task)\n\(fields)\n".utf8), file: "m.yaml")
  }

  private func problems(_ fields: String, task: String = "generic") -> [ManifestProblem] {
    do {
      _ = try read(fields, task: task)
      return []
    } catch {
      return (error as? ManifestError)?.problems ?? []
    }
  }

  private static let whole = "inputs: {tables: [a.csv]}\ntemplate: t.json\n"

  @Test(
    "they are read, are part of what decides, and come back from it; only schema filters unasked")
  func read() throws {
    let manifest = try read(
      Self.whole + "outputs: [note, {name: tag, description: One word.}]\nkeep: [id, a b]")
    #expect(manifest.tables == ["a.csv"] && manifest.kept == ["id", "a b"])
    #expect(
      manifest.outputs == [
        OutputField(name: "note"), OutputField(name: "tag", description: "One word."),
      ])
    #expect(manifest.filters.map(\.name) == ["schema"])
    let what = manifest.what(template: ObjectID(of: .template, []))
    #expect(what["outputs"] == ["note", ["description": "One word.", "name": "tag"]])
    #expect(what["keep"] == ["id", "a b"] && what["filters"] == nil)
    let again = try Manifest(what: what, catalogue: offered)
    #expect(again.outputs == manifest.outputs && again.kept == manifest.kept)
    let all = try read(Self.whole + "outputs: [note]").what(template: ObjectID(of: .template, []))
    #expect(all["keep"] == nil)
    let none = try read(Self.whole + "outputs: [note]\nkeep: []")
    #expect(none.kept == [] && none.what(template: ObjectID(of: .template, []))["keep"] == [])
  }

  @Test(
    "each mistake is told",
    arguments: [
      ("", ["manifest.missing-field outputs"]),
      ("outputs: []", ["manifest.empty-list outputs"]),
      ("outputs: note", ["manifest.wrong-type outputs"]),
      ("outputs: [note, note]", ["manifest.duplicate-value outputs[1]"]),
      ("outputs: [id]", ["manifest.bad-name outputs[0]"]),
      ("outputs: [a b, 1a]", ["manifest.bad-name outputs[0]", "manifest.bad-name outputs[1]"]),
      ("outputs: [{description: D.}]", ["manifest.missing-field outputs[0].name"]),
      ("outputs: [{name: note, descripton: D.}]", ["manifest.unknown-field outputs[0].descripton"]),
      ("outputs: [note]\nkeep: [a, a]", ["manifest.duplicate-value keep[1]"]),
      ("outputs: [note]\nkeep: [note]", ["manifest.duplicate-value outputs[0]"]),
      ("outputs: [note, poem]", ["manifest.teacher-cannot-serve outputs[1]"]),
    ])
  func mistakes(fields: String, wanted: [String]) {
    #expect(problems(Self.whole + fields).map { "\($0.code) \($0.path)" } == wanted)
  }

  @Test("a template is required; what the embedded teacher cannot write is named with what it can")
  func required() throws {
    let bare = problems("inputs: {tables: [a.csv]}\noutputs: [note]")
    #expect(bare.map(\.path) == ["template"] && bare[0].nextStep.contains("{row.title}"))
    let near = problems(Self.whole + "outputs: [keyword]")
    #expect(near.map(\.suggestion) == ["keywords"])
    #expect(near[0].nextStep.contains("`keywords`, `note` and `tag`"))
  }

  @Test("other tasks take neither outputs nor kept columns nor tables")
  func others() {
    #expect(
      problems(
        "inputs: {documents: [a.md], tables: [a.csv]}\noutputs: [note]\nkeep: [a]", task: "qa"
      ).map(\.code) == [
        "manifest.unused-input", "manifest.unused-outputs", "manifest.unused-keep",
      ])
    #expect(
      problems("inputs: {datasets: [a@head]}\noutputs: [note]\nkeep: [a]", task: "qa_rating")
        .map(\.code) == ["manifest.unused-outputs"])
  }
}
