import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("The providers' own types")
struct ClientTypesTests {
  /// Every teacher, with and without each thing that a manifest may set.
  private static func requests() throws -> [(teacher: String, request: TeacherRequest)] {
    var requests: [(teacher: String, request: TeacherRequest)] = []
    for provider in Provider.all {
      for choice in 0..<32 {
        func isOn(_ bit: Int) -> Bool { choice >> bit & 1 == 1 }
        let prompt = Fixture.prompt(
          system: isOn(0) ? "Be brief." : nil,
          sampling: Sampling(
            seed: isOn(1) ? 7 : nil, temperature: isOn(2) ? Millionths("0.7") : nil,
            topP: isOn(3) ? Millionths("0.95") : nil, maxTokens: isOn(4) ? 256 : nil),
          schema: isOn(0) == isOn(1) ? Fixture.schema : nil)
        let teacher = try Fixture.teacher(provider.name, at: "http://127.0.0.1:1")
        requests.append((provider.name, teacher.request(for: prompt)))
      }
    }
    for form in ScoringForm.allCases {
      let teacher = try Fixture.teacher("vllm-server", at: "http://127.0.0.1:1") {
        $0.scoring = form
      }
      let prompt = Fixture.prompt()
      let weighed = Prompt(
        key: prompt.key, messages: prompt.messages, sampling: prompt.sampling, schema: nil,
        context: prompt.context, continuations: [" A.", " B."])
      requests.append(("vllm-server", teacher.request(for: weighed)))
    }
    return requests
  }

  @Test("what is sent fits the types of each provider's own client")
  func types() throws {
    let world = try Workspace()
    var lines: [UInt8] = []
    for (teacher, request) in try Self.requests() {
      CanonicalJSON.append(
        [
          "body": .object(request.body), "dialect": .string(request.dialect),
          "teacher": .string(teacher),
        ], to: &lines)
      lines.append(UInt8(ascii: "\n"))
    }
    try world.write("requests.jsonl", lines)
    // Where packages are to be had is the machine's business, so its environment is passed on.
    let result = try Program("python3").run(
      [Repository.path("Tests/Scripts/check_requests.py"), world.path("requests.jsonl")],
      in: world.folder, environment: ProcessInfo.processInfo.environment, timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("226 of 226"))
  }
}
