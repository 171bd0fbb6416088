import StemmaRecord
import StemmaTesting
import Testing

@Suite("A server that alone says which model it has")
struct UnnamedModelTests {
  private static let key = "sk-unnamed-Qx7Lw0Zt5Vb9Nm3K"

  /// Says which model it has, and answers with one pair; it is a proxy for other hosts as well.
  private static func server() throws -> FaultServer {
    try FaultServer { _, request in
      if request.method == "CONNECT" { return .response(.init(200, "")) }
      if request.method == "GET" { return .response(.init(200, #"{"data":[{"id":"m"}]}"#)) }
      let id = ObjectID(of: .prompt, request.body).hex.prefix(12)
      let pair: JSONValue = [
        "answer": .string("It is said that \(id) comes first."),
        "question": .string("What is said of \(id)?"),
      ]
      let text = JSONValue.string(CanonicalJSON.text(["pairs": [pair]]))
      return .response(
        .init(200, CanonicalJSON.bytes(["choices": [["message": ["content": text]]]])))
    }
  }

  private func world(_ address: String) throws -> Workspace {
    let work = try Workspace()
    try work.writeLive(
      teacher: "{provider: vllm-server, base_url: '\(address)/v1'}", sections: 2)
    return work
  }

  @Test("why-miss asks nobody, and says what only the server knows")
  func whyMiss() throws {
    let server = try Self.server()
    let work = try world(server.url)
    let environment = ["VLLM_API_KEY": Self.key]
    try work.stemma("run", "live.yaml", "--store", "store", environment: environment)
    let before = server.requests.count
    let known = try work.stemma(
      "why-miss", "live.yaml", "--store", "store", "--json", environment: environment
    ).json()
    #expect(known["served"] == 2 && known["misses"] == [])
    let teacher = "vllm-server:\(server.url)/v1"
    #expect(known["models"] == [["model": "m", "teacher": .string(teacher), "version": "live@1"]])
    // Another dataset has no version that says it.
    let other = ["why-miss", "live.yaml", "--store", "store", "--set", "dataset=other"]
    let words = try Program.stemma().run(other, in: work.folder, environment: environment)
    #expect(words.text.contains("which model \(teacher) has is not known"))
    let unknown = try Program.stemma().run(
      other + ["--json"], in: work.folder, environment: environment
    ).json()
    #expect(unknown["served"] == 0)
    #expect(unknown["misses"]?.array?.map { $0["cause"] } == ["model-unknown", "model-unknown"])
    let schema = try JSONSchema(
      JSONReader.read(Repository.bytes("schemas/why-miss.report.schema.json")))
    #expect(schema.violation(of: known) == nil && schema.violation(of: unknown) == nil)
    #expect(server.requests.count == before)
  }

  @Test("a key that goes to it as plain text is warned of once, beside the report")
  func exposed() throws {
    let server = try Self.server()
    let work = try world("http://teacher.example:81")
    let environment = ["VLLM_API_KEY": Self.key, "http_proxy": server.url]
    let run = try work.stemma(
      "run", "live.yaml", "--store", "store", "--json", environment: environment)
    #expect(try run.json()["version"] == "live@1")
    let lines = run.errorText.split(separator: "\n")
    #expect(lines.count == 1 && lines.first?.hasPrefix("warning: the key for vllm-server") == true)
    #expect(run.errorText.contains("http://teacher.example:81"))
    #expect(!run.errorText.contains(Self.key))
    #expect(server.requests.contains { $0.header("authorization") == "Bearer \(Self.key)" })
  }

  @Test("what a teacher may pass over is said before it is asked for it")
  func passedOver() throws {
    let work = try world("http://127.0.0.1:1")
    let plan = try work.stemma("plan", "live.yaml", "--set", "teacher=hf:me/m")
    #expect(
      plan.errorText
        == "warning: hf:me/m may pass over `sampling.seed`: its answers are recorded, and asked again it may give others.\n"
    )
    let report = try work.stemma(
      "plan", "live.yaml", "--json", "--set", "teacher=hf:me/m", "--set", "sampling.top_p=0.5")
    #expect(report.errorText.isEmpty)
    #expect(
      try report.json()["warnings"]?.array?.first?.string?.contains(
        "`sampling.seed`, `sampling.top_p`") == true)
    let schema = try JSONSchema(
      JSONReader.read(Repository.bytes("schemas/plan.report.schema.json")))
    #expect(try schema.violation(of: report.json()) == nil)
    let plain = try work.stemma("plan", "live.yaml", "--json").json()
    #expect(plain["warnings"] == nil)
  }
}
