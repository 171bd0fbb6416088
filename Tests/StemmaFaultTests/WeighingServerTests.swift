import StemmaRecord
import StemmaTesting
import Testing

@Suite("Sway, asked of a server")
struct WeighingServerTests {
  /// Answers questions with pairs by the request's hash, and says how probable prompts are.
  private static func server(until limit: Int = .max) throws -> FaultServer {
    try FaultServer { number, request in
      if request.method == "GET" { return .response(.init(200, #"{"data":[{"id":"m"}]}"#)) }
      guard number < limit else {
        return .response(
          .init(429, #"{"error":{"message":"no"}}"#, headers: [("Retry-After", "86400")]))
      }
      if let answer = ScoringForms.answer(to: request) {
        return .response(.init(200, CanonicalJSON.bytes(answer)))
      }
      let id = ObjectID(of: .prompt, request.body).hex
      let rows = (0..<2).map { row -> JSONValue in
        [
          "question": .string("What is \(id.prefix(9)) in \(row)?"),
          "answer": .string(
            row == 0 ? "\(id.prefix(9))" : id.prefix(12).map { "\($0)" }.joined(separator: " ")),
        ]
      }
      return .response(
        .init(
          200,
          CanonicalJSON.bytes([
            "choices": [
              [
                "finish_reason": "stop", "index": 0,
                "message": [
                  "content": .string(CanonicalJSON.text(["pairs": .array(rows)])),
                  "role": "assistant",
                ],
              ]
            ], "model": "m", "usage": ["completion_tokens": 9, "prompt_tokens": 9],
          ])))
    }
  }

  private func world(_ url: String, _ scoring: String) throws -> Workspace {
    let work = try Workspace()
    try work.writeLive(
      teacher: "{provider: vllm-server, base_url: '\(url)/v1', scoring: \(scoring)}", sections: 20,
      passage: "Passage # is one sentence.", perSection: 2, filters: "[sway]", maxAttempts: 2)
    return work
  }

  private func run(_ work: Workspace, width: Int = 4, set: [String] = []) throws -> ProgramResult {
    try Program.stemma().run(
      ["run", "live.yaml", "--store", "store", "--json", "--quiet", "--width", "\(width)"]
        + set.flatMap { ["--set", $0] }, in: work.folder, timeoutSeconds: 300)
  }

  @Test(
    "asked by either form, stopped and gone on with: the same receipt, and made again without it",
    arguments: ["prompt_logprobs", "echo"])
  func forms(scoring: String) throws {
    let calm = try Self.server()
    let whole = try run(try world(calm.url, scoring)).json()
    let counts = whole["counts"]
    #expect(counts?["kept"]?.integer ?? 0 > 5, "\(whole)")
    #expect(counts?["outcomes"]?["dropped.sway.not-preferred"]?.integer ?? 0 > 5)
    #expect(counts?["outcomes"]?["dropped.sway.failed"] == nil)
    let weary = try Self.server(until: 40)
    let work = try world(weary.url, scoring)
    #expect(try run(work, width: 3).status == 20)
    let next = try Self.server()
    let gone = try run(work, width: 7, set: ["teacher.base_url=\(next.url)/v1"]).json()
    #expect(gone["receipt"] == whole["receipt"] && gone["receipt"]?.string != nil)
    let asked = { (server: FaultServer) in
      Set(server.requests.filter { $0.method == "POST" }.map(\.body))
    }
    #expect(asked(next).count < asked(calm).count)
    let before = next.requests.count
    let again = try work.stemma("reproduce", "live", "--store", "store", "--json").json()
    #expect(again["outcome"] == "identical" && next.requests.count == before)
  }
}
