import StemmaRecord
import Testing

@Suite("what a row's fields are for")
struct RowRolesTests {
  private func turns(_ text: String) throws -> [Message] {
    RowRoles(try #require(JSONReader.read(Array(text.utf8)).object)).turns
  }

  @Test(
    "a prompt beside a conversation is its system prompt, unless it has one",
    arguments: [
      #""conversations":[{"from":"human","value":"q"},{"from":"gpt","value":"a"}]"#,
      #""messages":[{"role":"user","content":"q"},{"role":"assistant","content":"a"}]"#,
    ])
  func system(conversation: String) throws {
    let plain = try turns("{\(conversation)}")
    #expect(plain.map(\.role) == ["user", "assistant"])
    let system = Message(role: "system", content: "s")
    #expect(try turns("{\(conversation),\"system\":\"s\"}") == [system] + plain)
    #expect(try turns("{\(conversation),\"system\":\"\"}") == plain)
    #expect(try turns("{\(conversation),\"system\":[1]}") == plain)
    #expect(
      try turns(#"{"messages":[{"role":"system","content":"own"}],"system":"s"}"#)
        == [Message(role: "system", content: "own")])
  }
}
