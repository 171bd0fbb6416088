import Testing

@Suite("Typed lines")
struct TypedLineTests {
  @Test("what sets up or builds is not run; the rest is, up to Graphviz")
  func kinds() {
    #expect(TypedLine("make demo") == .make(target: "demo"))
    #expect(TypedLine("swift build -c release --product stemma") == .build(product: "stemma"))
    #expect(TypedLine("apt-get install graphviz") == .setUp)
    #expect(TypedLine("stemma log | head") == .run("stemma log | head"))
    #expect(TypedLine("stemma review a@1 --sample 5") == .session)
    #expect(TypedLine("stemma review a@1 --publish") == .run("stemma review a@1 --publish"))
    #expect(TypedLine("stemma lineage a@1 | dot -Tsvg > a.svg") == .run("stemma lineage a@1 "))
  }

  @Test("the first line that fails ends the session and is named, also within a pipe")
  func failure() throws {
    let place = try Place()
    let outcome = try place.type(["cd experiments", "ls coffee.yaml", "false | true", "exit 9"])
    #expect(outcome.failed == "false | true")
    #expect(outcome.status == 1)
    #expect(outcome.output == "coffee.yaml\n")
  }

  @Test("a table and a fence are read as written")
  func markdown() {
    let text = Markdown(
      "| a | b |\n|---|---|\n| `x` | one two |\n\n```sh\nls `pwd`\n```\nsee `y`\n")
    #expect(text.table("a") == [["`x`", "one two"]])
    #expect(text.fences("sh") == ["ls `pwd`"])
    #expect(text.code == ["x", "y"])
  }
}
