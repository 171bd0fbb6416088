import StemmaRecord
import StemmaTask
import Testing

@Suite("Passages about topics")
struct TopicPassagesTests {
  private func section(_ headings: [String], _ text: String, input: String = "a.md") -> Subject {
    .section(Section(input: input, headingPath: headings, text: text, occurrence: 0, line: 1))
  }

  private func outline(_ topics: [Topic], types: [String] = ["note"]) -> Outline {
    var outline = Outline()
    outline.topics = topics
    outline.documentTypes = types
    return outline
  }

  private func subjects(
    _ read: [Subject], _ outline: Outline, strategy: String = "section"
  ) -> [Subject] {
    TextTask().subjects(of: read, TaskSettings(strategy: strategy, outline: outline))
  }

  private func topics(_ read: [Subject], _ outline: Outline) -> [String] {
    subjects(read, outline).map { subject in
      let fields = TextTask().given(by: subject)
      return ["topic", "subtopic"].compactMap { fields[$0]?.string }.joined(separator: "/")
    }
  }

  @Test("a passage is about the topic of which it has most words, or none")
  func found() {
    let topics = [
      Topic(name: "water"), Topic(name: "water quality"), Topic(name: "The harbour office"),
    ]
    let known = outline(topics)
    #expect(self.topics([section([], "Water boils.")], known) == ["water"])
    #expect(self.topics([section(["Quality"], "Of the water.")], known) == ["water quality"])
    #expect(self.topics([section([], "A harbour and its quay.")], known).isEmpty)
    #expect(
      self.topics([section(["Harbours"], "Offices are shut.")], known) == ["The harbour office"])
    #expect(self.topics([section([], "Nothing of the kind.")], known).isEmpty)
  }

  @Test("of topics that have as many of their words, the one with more of them; else none")
  func ties() {
    let known = outline([Topic(name: "bread"), Topic(name: "boats")])
    #expect(topics([section([], "Bread, bread and boats.")], known) == ["bread"])
    #expect(topics([section([], "Boats, bread and boats.")], known) == ["boats"])
    #expect(topics([section([], "Boats and bread.")], known).isEmpty)
  }

  @Test("a topic's words and those of its part go together")
  func parts() {
    let known = outline([Topic(name: "coffee", subtopics: ["grinding", "roasting"])])
    #expect(topics([section(["Coffee"], "Grind it, and grind it.")], known) == ["coffee/grinding"])
    #expect(topics([section(["Coffee"], "Roasted, then ground.")], known) == ["coffee/roasting"])
    #expect(topics([section([], "Grind it.")], known).isEmpty)
  }

  @Test("without topics, a passage is about its heading, else its document")
  func untold() {
    let none = outline([])
    #expect(topics([section(["Top", "Locks"], "A door.")], none) == ["Locks"])
    #expect(topics([section([], "A door.", input: "b/old.doors.txt")], none) == ["old.doors"])
    #expect(topics([section([], "A door.", input: "b/README")], none) == ["README"])
  }

  @Test("topics share alike, their passages by length, and types take turns")
  func shares() {
    let known = outline([Topic(name: "bread"), Topic(name: "boats")], types: ["FAQ", "note"])
    let all = subjects(
      [
        section(["A"], "Bread bread."), section(["B"], "Bread bread bread bread."),
        section(["C"], "Boats."),
      ], known)
    #expect(all.count == 6)
    let types = all.map { TextTask().given(by: $0)["document_type"]?.string }
    #expect(types == ["FAQ", "note", "FAQ", "note", "FAQ", "note"])
    var weights: [String?: Int] = [:]
    for subject in all {
      weights[TextTask().given(by: subject)["topic"]?.string, default: 0] += subject.weight
    }
    let (bread, boats) = (weights["bread"] ?? 0, weights["boats"] ?? 0)
    #expect(abs(bread - boats) * 1000 < boats)
    #expect(all[0].weight * 2 == all[1].weight)
    let keys = Set(all.map { CanonicalJSON.text(.object($0.keyParts)) })
    #expect(keys.count == 6)
  }

  @Test("without documents the names serve, each pair once")
  func alone() {
    let known = outline(
      [Topic(name: "bread"), Topic(name: "sea", subtopics: ["tides", "waves"])],
      types: ["FAQ", "note"])
    let all = subjects([], known)
    #expect(all.count == 6 && all.allSatisfy { $0.weight == 1 && $0.input == "topics" })
    #expect(all.map(\.section?.text).prefix(3) == ["bread", "sea: tides", "sea: waves"])
    #expect(Set(all.map { CanonicalJSON.text(.object($0.keyParts)) }).count == 6)
    // The first of them have some of each type.
    #expect(
      Set(all.prefix(2).map { TextTask().given(by: $0)["document_type"] }) == ["FAQ", "note"])
    let row = TextTask().completed(
      ["document_type": "x", "subtopic": "y", "text": "T.", "topic": "z"], of: all[0], nil)
    #expect(row == ["document_type": "FAQ", "text": "T.", "topic": "bread"])
    let schema = CanonicalJSON.text(TextTask().answerSchema(count: 2))
    #expect(
      schema.contains("\"text\"") && !schema.contains("topic") && !schema.contains("type\":{"))
  }
}
