import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("Which model answers")
struct PinTests {
  private func pin(
    _ provider: String, _ model: String?, _ body: String, status: Int = 200
  ) async throws -> TeacherPin {
    let server = try FaultServer(.response(FaultServer.Response(status, body)))
    return try await Teachers.pin(
      TeacherChoice(provider: provider, model: model, baseURL: server.url), environment: [:])
  }

  private let models =
    #"{"data":[{"id":"base","root":"/models/base","parent":null},{"id":"tuned","root":"/l","parent":"base"}]}"#

  @Test("a server's own model is the one without a parent")
  func base() async throws {
    let pin = try await pin("vllm-server", nil, models)
    #expect(pin == TeacherPin(model: "base", evidence: ["id": "base", "root": "/models/base"]))
  }

  @Test("an adapter that is named is pinned with its parent")
  func adapter() async throws {
    let pin = try await pin("vllm-server", "tuned", models)
    #expect(pin.evidence == ["id": "tuned", "parent": "base", "root": "/l"])
  }

  @Test("Ollama's model is pinned by its digest, whatever its tag")
  func ollama() async throws {
    let tags =
      #"{"models":[{"name":"other:latest","digest":"a"},{"name":"m:latest","digest":"b"}]}"#
    #expect(try await pin("ollama", "m", tags).evidence == ["digest": "b"])
    await #expect(throws: TeacherError.self) { try await pin("ollama", "absent", tags) }
  }

  @Test("a server that does not say is an error that says what to do")
  func silent() async throws {
    for (body, status) in [("{}", 200), ("[]", 200), ("<html>", 200), ("{}", 500)] {
      let error = await #expect(throws: TeacherError.self) {
        try await pin("vllm-server", nil, body, status: status)
      }
      #expect(error?.code == "teacher.model-unknown")
    }
    await #expect(throws: TeacherError.self) {
      try await pin("vllm-server", nil, #"{"data":[{"id":"a"},{"id":"b"}]}"#)
    }
  }

  @Test("services that pin nothing are not asked")
  func others() async throws {
    let pin = try await Teachers.pin(
      TeacherChoice(provider: "anthropic", model: "m"), environment: ["ANTHROPIC_API_KEY": "k"])
    #expect(pin == TeacherPin(model: "m", evidence: JSONObject()))
  }
}
