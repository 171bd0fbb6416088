import StemmaRecord
import Testing

@Suite("A teacher's short form")
struct TeacherFormTests {
  @Test(
    "each form is read, and written again as it was",
    arguments: [
      ("openai:gpt-5", "gpt-5", nil), ("ollama:llama3:8b", "llama3:8b", nil),
      ("hf:org/model", "org/model", nil),
      ("hf-router:org/model:together", "org/model:together", nil),
      ("vllm-server:http://127.0.0.1:8000/v1", nil, "http://127.0.0.1:8000/v1"),
      ("vllm-server:https://h/v1#a/b", "a/b", "https://h/v1"), ("self", nil, nil),
    ] as [(String, String?, String?)])
  func read(text: String, model: String?, baseURL: String?) throws {
    let choice = try TeacherChoice(parsing: text)
    #expect(choice.model == model)
    #expect(choice.baseURL == baseURL)
    #expect(choice.shortForm == text)
  }

  @Test(
    "what names no teacher says what is missing",
    arguments: [
      ("gpt-5", .providerUnknown("gpt-5")), ("OpenAI:x", .providerUnknown("OpenAI")),
      ("self:x", .providerUnknown("self:x")), ("openai:", .modelMissing(provider: "openai")),
      ("openai", .modelMissing(provider: "openai")),
      ("hf-router:org/model", .routeMissing(model: "org/model")),
      ("hf-router:org/model:", .routeMissing(model: "org/model:")),
      ("vllm-server:ftp://h", .addressUnreadable("ftp://h")),
      ("vllm-server:http://me:pw@h/v1", .addressUnreadable("http://me:pw@h/v1")),
      ("vllm-server:http://h/v1#", .modelMissing(provider: "vllm-server")),
    ] as [(String, TeacherFormError)])
  func unreadable(text: String, error: TeacherFormError) {
    #expect(throws: error) { try TeacherChoice(parsing: text) }
    #expect(!"\(error)".contains("pw"))
    #expect(
      !error.whatHappened.isEmpty && !error.nextStep.isEmpty && error.code.hasPrefix("record."))
  }

  @Test(
    "addresses of servers are read strictly",
    arguments: [
      ("http://h", "http://h"), ("HTTP://H:80/", "http://h"),
      ("https://h:443/v1//", "https://h/v1"),
      ("http://[::1]:8000/v1", "http://[::1]:8000/v1"), ("https://h:80", "https://h:80"),
      ("http://", nil), ("h:80", nil), ("http://h?x", nil), ("http://h#x", nil),
      ("http://h:0", nil), ("http://h:x", nil), ("http://a b", nil), ("http://[x]", nil),
      ("http://h:99999999999999999999", nil), ("file:///etc", nil), ("http://h\u{0}", nil),
    ] as [(String, String?)])
  func addresses(text: String, expected: String?) {
    #expect(ServerURL(text)?.description == expected)
  }
}
