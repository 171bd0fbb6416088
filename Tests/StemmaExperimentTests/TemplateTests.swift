import StemmaExperiment
import StemmaRecord
import Testing

@Suite struct TemplateTests {
  private func template(_ text: String) throws -> Template {
    try Template.read(Array(text.utf8), file: "t.json")
  }

  private func user(_ text: String) throws -> Template {
    var object: JSONObject = ["name": "t"]
    object["userPrompt"] = .string(text)
    return try Template.read(CanonicalJSON.bytes(.object(object)), file: "t.json")
  }

  private func problems(_ text: String) -> [String] {
    do {
      _ = try template(text)
      return []
    } catch let error as ManifestError {
      return error.problems.map(shown)
    } catch {
      return ["\(error)"]
    }
  }

  @Test("placeholders are filled once, and what is put in is never expanded again")
  func once() throws {
    let messages = try user("{count} about {domain}: {section}").render([
      .count: "{domain}", .domain: "tea", .section: "{count} {{x}} {unknown}",
    ])
    #expect(
      messages == [Message(role: "user", content: "{domain} about tea: {count} {{x}} {unknown}")])
  }

  @Test(
    "all other braces are text",
    arguments: [
      "{}", "{ count }", "{{count}}", "{{{count }}}", "{\"a\": 1}", "{count", "count}", "{1}",
      "{{name}} {{other}}", "{co unt}", "}{", "{{", "{\n}", "{é}",
    ])
  func text(braces: String) throws {
    #expect(try user("a " + braces).render([.count: "5"]).map(\.content) == ["a " + braces])
  }

  @Test("a placeholder may stand beside braces")
  func beside() throws {
    #expect(
      try user("{{domain}{count}}{{{section}}}").render([.count: "5", .domain: "tea"])
        .map(\.content) == ["{tea5}{{{section}}}"])
  }

  @Test("every placeholder is filled; one without a value with nothing")
  func every() throws {
    let all = Placeholder.allCases.map { "{\($0.rawValue)}" }.joined(separator: ",")
    let values = Dictionary(uniqueKeysWithValues: Placeholder.allCases.map { ($0, $0.rawValue) })
    let template = try user(all)
    #expect(
      template.render(values).map(\.content)
        == [Placeholder.allCases.map(\.rawValue).joined(separator: ",")])
    #expect(
      template.render([:]).map(\.content) == [
        String(repeating: ",", count: Placeholder.allCases.count - 1)
      ])
  }

  @Test("a system prompt is the first message")
  func system() throws {
    let template = try template(
      #"{"name": "t", "systemPrompt": "On {domain}.", "userPrompt": "Ask {count}."}"#)
    #expect(
      template.render([.domain: "tea", .count: "2"]) == [
        Message(role: "system", content: "On tea."), Message(role: "user", content: "Ask 2."),
      ])
  }

  @Test("a template goes through its JSON unchanged, and its identity follows its texts")
  func json() throws {
    let text = #"""
      {"userPrompt": "Aé\u00e9😀\n{count}", "name": "t",
       "defaultOutputSchema": {"type": "object", "a": 1}}
      """#
    let template = try template(text)
    #expect(template.whole?.defaultOutputSchema == #"{"a":1,"type":"object"}"#)
    #expect(Template(json: template.json) == template)
    #expect(Template(json: template.json)?.id == template.id)
    #expect(try user("caf\u{e9}") != user("cafe\u{301}"))
    #expect(Template(json: ["name": "t"]) == nil)
  }

  @Test(
    "a mistake is named with its place and what was meant",
    arguments: [
      ("", "template.not-json 1:1 "),
      ("{\n  \"name\": \"t\",\n}", "template.not-json 3:1 "),
      ("{\"name\": \"é\u{7}\"}", "template.not-json 1:12 "),
      ("\n[]", "template.wrong-type 2:1 "),
      ("{\"name\": \"t\"}", "template.missing-field 1:1 userPrompt"),
      ("{\"userPrompt\": \"x\"}", "template.missing-field 1:1 name"),
      (
        "{\"name\": \"t\",\n \"userprompt\": \"x\"}",
        "template.missing-field 1:1 userPrompt|template.unknown-field 2:2 userprompt -> userPrompt"
      ),
      (
        "{\"name\": \"t\", \"userPrompt\": \"x\", \"model\": 1}",
        "template.unknown-field 1:34 model"
      ),
      ("{\"name\": 1, \"userPrompt\": \"x\"}", "template.wrong-type 1:10 name"),
      ("{\"name\": \" \", \"userPrompt\": \"x\"}", "template.empty-text 1:10 name"),
      (
        "{\"name\": \"t\", \"userPrompt\": \"x\", \"systemPrompt\": null}",
        "template.wrong-type 1:50 systemPrompt"
      ),
      (
        "{\"name\": \"t\", \"userPrompt\": \"x\", \"defaultOutputSchema\": [1]}",
        "template.wrong-type 1:57 defaultOutputSchema"
      ),
      (
        "{\"name\": \"t\", \"userPrompt\": \"x\", \"roles\": {\"answer\": {\"userPrompt\": \"{rows}\"}}}",
        "template.two-wordings 1:15 userPrompt"
      ),
      ("{\"name\": \"t\", \"roles\": {}}", "template.wrong-type 1:24 roles"),
      (
        "{\"name\": \"t\", \"roles\": {\"anser\": {\"userPrompt\": \"x\"}}}",
        "template.unknown-field 1:25 roles.anser -> answer"
      ),
      (
        "{\"name\": \"t\", \"roles\": {\"answer\": [1]}}",
        "template.wrong-type 1:35 roles.answer"
      ),
      (
        "{\"name\": \"t\", \"roles\":\n {\"answer\": {\"userPrmpt\": \"x\"}}}",
        "template.missing-field 2:13 roles.answer.userPrompt|"
          + "template.unknown-field 2:14 roles.answer.userPrmpt -> userPrompt"
      ),
      (
        "{\"name\": \"t\", \"roles\": {\"answer\": {\"userPrompt\": \"a {rovs}\"},"
          + " \"question\": {\"userPrompt\": 1}}}",
        "template.unknown-placeholder 1:53 roles.answer.userPrompt -> {rows}|"
          + "template.wrong-type 1:90 roles.question.userPrompt"
      ),
      (
        "{\"name\": \"t\",\n\"userPrompt\": \"Ask {cuont}\"}",
        "template.unknown-placeholder 2:20 userPrompt -> {count}"
      ),
      (
        "{\"name\": \"t\", \"userPrompt\": \"\\ud83d\\ude00\\n\\u00e9é{Domain} {xyzzy}\"}",
        "template.unknown-placeholder 1:51 userPrompt -> {domain}|"
          + "template.unknown-placeholder 1:60 userPrompt"
      ),
      (
        "{\"name\": \"{what}\", \"userPrompt\": \"x\",\n"
          + "\"systemPrompt\": \"{sample-number}{samplenumber}\"}",
        "template.unknown-placeholder 2:33 systemPrompt -> {sample_number}"
      ),
      ("{\"name\": \"t\", \"name\": \"t\"}", "template.not-json 1:1 "),
    ])
  func mistakes(text: String, expected: String) {
    #expect(problems(text).joined(separator: "|") == expected)
  }

  @Test("a template of more than a megabyte is refused, one of many mistakes is cut")
  func large() {
    #expect(
      problems(String(repeating: " ", count: 1 << 20) + "{}") == ["template.too-large 1:1 "])
    let members = (0..<40_000).map { "\"k\($0)\": \"{a}\"" }.joined(separator: ",")
    let found = problems("{\(members)}")
    #expect(found.count == 101)
    #expect(found.last?.hasPrefix("manifest.too-many-problems") == true)
  }
}
