import StemmaExperiment
import StemmaRecord
import Testing

@Suite("the field classes")
struct ClassFieldTests {
  private let offered = Catalogue(
    tasks: catalogue.tasks + [
      TaskEntry(
        name: "classification", summary: "Texts.", strategies: ["write"], needsInput: false,
        needsClasses: true)
    ],
    teachers: [
      TeacherDescription(
        name: "embedded", revision: 1, isPure: true, tasks: nil, tasksWithInput: ["classification"]
      )
    ], filters: catalogue.filters)

  private func read(_ fields: String, task: String = "classification") throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array("stemma: 1\ndataset: d\ntask: \(task)\n\(fields)\n".utf8), file: "m.yaml")
  }

  private func codes(_ fields: String, task: String = "classification") -> [String] {
    do {
      _ = try read(fields, task: task)
      return []
    } catch let error as ManifestError {
      return error.problems.map { "\($0.code) \($0.path)" }
    } catch {
      return ["\(error)"]
    }
  }

  private static let inputs = "inputs: {documents: [a.md]}\n"
  private static let two =
    "classes: [{name: a, description: A.}, {name: b, description: B., weight: 2, from: [b.md]}]"

  @Test("classes are read, are part of what decides, and come back from it")
  func read() throws {
    let manifest = try read(Self.inputs + Self.two)
    #expect(
      manifest.classes == [
        ClassLabel(name: "a", description: "A."),
        ClassLabel(name: "b", description: "B.", weight: 2, sources: ["b.md"]),
      ])
    let what = manifest.what(template: ObjectID(of: .template, []))
    #expect(
      what["classes"] == [
        ["description": "A.", "name": "a"],
        ["description": "B.", "from": ["b.md"], "name": "b", "weight": 2],
      ])
    #expect(try Manifest(what: what, catalogue: offered).classes == manifest.classes)
  }

  @Test(
    "each mistake is told",
    arguments: [
      ("", ["manifest.missing-field classes"]),
      ("classes: []", ["manifest.too-few classes"]),
      ("classes: [{name: a, description: A.}]", ["manifest.too-few classes"]),
      ("classes: [a, b]", ["manifest.wrong-type classes[0]", "manifest.wrong-type classes[1]"]),
      (
        "classes: [{name: a}, {name: b, description: B.}]",
        ["manifest.missing-field classes[0].description"]
      ),
      (
        "classes: [{name: a, description: A.}, {name: a, description: B.}]",
        ["manifest.duplicate-value classes[1].name"]
      ),
      (
        "classes: [{name: a, description: A., wieght: 2}, {name: b, description: B.}]",
        ["manifest.unknown-field classes[0].wieght"]
      ),
      (
        "classes: [{name: a, description: A., weight: 0}, {name: b, description: B.}]",
        ["manifest.out-of-range classes[0].weight"]
      ),
    ])
  func mistakes(fields: String, problems: [String]) {
    #expect(codes(Self.inputs + fields) == problems)
  }

  @Test("another task has no classes, and the embedded teacher needs documents for them")
  func others() {
    #expect(codes(Self.inputs + Self.two, task: "qa") == ["manifest.unused-classes classes"])
    #expect(codes(Self.two) == ["manifest.teacher-needs-input teacher"])
  }
}
