import StemmaExperiment
import StemmaRecord
import Testing

@Suite("the teacher `self`")
struct AdapterFieldTests {
  private static let able = TeacherCapabilities(
    seed: true, temperatureWithTopP: true, schema: true, logProbabilities: true)
  private let offered = Catalogue(
    tasks: catalogue.tasks, teachers: catalogue.teachers, filters: catalogue.filters,
    providers: catalogue.providers + [
      ProviderEntry(name: "vllm-server", summary: "One.", form: .address, capabilities: able),
      ProviderEntry(
        name: "hf", summary: "Two.",
        capabilities: TeacherCapabilities(
          seed: false, temperatureWithTopP: false, schema: false, logProbabilities: false)),
    ])

  private static func digest(_ start: String) -> String {
    "sha256:" + start + String(repeating: "0", count: 64 - start.count)
  }

  private static func adapter(
    _ start: String, _ teacher: String = "vllm-server:http://127.0.0.1:8000#lora"
  ) throws -> Adapter {
    Adapter(
      digest: try #require(AdapterDigest(digest(start))), sizeBytes: 1, version: "demo@1",
      receipt: ObjectID(of: .receipt, []), teacher: teacher, seconds: 1)
  }

  private func read(
    _ teacher: String, _ rest: String = "", of adapters: [Adapter], set: [String] = []
  ) throws -> Manifest {
    try ManifestReader(catalogue: offered).read(
      Array(minimal("teacher: \(teacher)\n\(rest)").utf8), file: "m.yaml", overrides: set
    ) { $0 == "demo" ? adapters : [] }
  }

  private func problems(
    _ teacher: String, _ rest: String = "", of adapters: [Adapter]
  ) -> [String] {
    do {
      _ = try read(teacher, rest, of: adapters)
      return []
    } catch let error as ManifestError {
      return error.problems.map(shown)
    } catch {
      return ["\(error)"]
    }
  }

  private func what(_ manifest: Manifest) -> JSONValue? {
    manifest.what(template: ObjectID(of: .template, []))["teacher"]
  }

  @Test("it is the adapter registered last, at whoever serves it, pinned by digest and name")
  func newest() throws {
    let all = [try Self.adapter("aa11"), try Self.adapter("bb22", "hf:me/lora")]
    let first = try read("self", of: [all[0]])
    #expect(first.live?.provider == "vllm-server" && first.live?.model == "lora")
    #expect(first.live?.baseURL == "http://127.0.0.1:8000")
    #expect(
      what(first)
        == ["provider": "vllm-server", "model": "lora", "adapter": .string(Self.digest("aa11"))])
    #expect(first.teacher == "vllm-server:lora with adapter sha256:aa1100000000")
    let last = try read("self", of: all)
    #expect(
      what(last) == ["provider": "hf", "model": "me/lora", "adapter": .string(Self.digest("bb22"))])
    #expect(try what(read("self", of: [all[1], all[0]])) == what(first))
    #expect(try last.adapters == [#require(AdapterDigest(Self.digest("bb22")))])
    #expect(try read("everything", of: all).adapters.isEmpty)
  }

  @Test("an older one is named by its first digits; how it is reached may be said anew")
  func named() throws {
    let all = [
      try Self.adapter("aa11"), try Self.adapter("aa22"), try Self.adapter("bb22", "hf:me/lora"),
    ]
    let older = try read(
      "{provider: self, adapter: 'sha256:aa11', base_url: 'http://h:1', timeout: 9}", of: all)
    #expect(older.live?.adapter?.description == Self.digest("aa11"))
    #expect(older.live?.baseURL == "http://h:1" && older.live?.timeoutSeconds == 9)
    #expect(try what(older) == what(read("self", of: [all[0]])))
    let set = try read("self", of: all, set: ["teacher.adapter=sha256:aa22"])
    #expect(set.live?.adapter?.description == Self.digest("aa22"))
    #expect(
      problems("{provider: self, adapter: 'sha256:aacc'}", of: all)
        == ["manifest.unknown-adapter 6:36 teacher.adapter"])
    let like = [try Self.adapter("aabb1"), try Self.adapter("aabb2")]
    #expect(
      problems("{provider: self, adapter: 'sha256:aabb'}", of: like)
        == ["manifest.unknown-adapter 6:36 teacher.adapter"])
    // Registered twice it is still one.
    #expect(problems("{provider: self, adapter: 'sha256:aabb'}", of: [like[0], like[0]]).isEmpty)
  }

  @Test("what whoever serves it cannot do is refused, and so is an adapter of anybody else")
  func refused() throws {
    let all = [try Self.adapter("bb22", "hf:me/lora")]
    #expect(
      problems("self", "sampling: {seed: 1}", of: all)
        == ["manifest.teacher-cannot 7:18 sampling.seed"])
    #expect(
      problems("{provider: hf, model: m, adapter: '\(Self.digest("bb22"))'}", of: all)
        == ["manifest.idle-adapter 6:35 teacher.adapter"])
    for teacher in ["new:thing", "vllm-server:http://h", "self"] {
      #expect(
        problems("self", of: [try Self.adapter("aa11", teacher)])
          == ["manifest.unknown-provider 6:10 teacher"])
    }
    #expect(problems("self\ndataset: 7", of: all).allSatisfy { !$0.contains("adapter") })
  }

  @Test("a what with an adapter is read back as it was, though nothing is registered any more")
  func roundTrip() throws {
    let several = """
      stemma: 1
      dataset: demo
      task: qa
      inputs: {documents: [a.md]}
      teachers: {new: self, old: {provider: self, adapter: 'sha256:aa11'}}
      roles: {question: {new: 1, old: 1}}
      """
    let all = [try Self.adapter("aa11"), try Self.adapter("bb22")]
    let crew = try ManifestReader(catalogue: offered).read(
      Array(several.utf8), file: "m.yaml"
    ) { _ in all }
    #expect(crew.adapters == all.map(\.digest))
    for manifest in [try read("self", of: all), crew] {
      let template = ObjectID(of: .template, [])
      let stored = manifest.what(template: template)
      let again = try Manifest(what: stored, catalogue: offered)
      #expect(again.what(template: template) == stored)
      #expect(again.adapters == manifest.adapters)
      #expect(Manifest.teacherName(what: .object(stored)) == manifest.teacher)
    }
    var broken = try read("self", of: all).what(template: ObjectID(of: .template, []))
    broken["teacher"] = ["provider": "vllm-server", "model": "lora", "adapter": "sha256:aa11"]
    #expect(throws: ManifestError.self) {
      try Manifest(what: broken, catalogue: offered)
    }
  }
}
