import StemmaRecord
import StemmaTask
import Testing

@Suite("Passages of classes")
struct ClassPassagesTests {
  private static let classes = [
    ClassLabel(name: "bread", description: "Flour, dough and the baker's oven.", weight: 3),
    ClassLabel(name: "boats", description: "Sails, masts and the oven of a galley."),
    ClassLabel(name: "told", description: "Anything.", sources: ["c.md", "Special"]),
  ]

  private func section(_ input: String, _ headings: [String], _ text: String) -> Subject {
    .section(Section(input: input, headingPath: headings, text: text, occurrence: 0, line: 1))
  }

  private func labels(_ sections: [Subject]) -> [String?] {
    ClassificationTask().subjects(
      of: sections, TaskSettings(strategy: "write", classes: Self.classes)
    ).map { $0.section?.brief?.name }
  }

  @Test("a passage is of the class of which it has most words that no other has, or none")
  func found() {
    #expect(labels([section("a.md", [], "The dough needs flour.")]) == ["bread"])
    #expect(labels([section("a.md", ["Masts"], "The sail was torn.")]) == ["boats"])
    // One word is too few, a shared one counts for nobody, and as many of each decide nothing.
    #expect(labels([section("a.md", [], "The flour was dear.")]).isEmpty)
    #expect(labels([section("a.md", [], "The oven and the flour.")]).isEmpty)
    #expect(labels([section("a.md", [], "Flour and dough, sails and masts.")]).isEmpty)
  }

  @Test("what stands in a named input or under a named heading is of its class, whatever it says")
  func told() {
    #expect(labels([section("c.md", [], "The dough needs flour.")]) == ["told"])
    #expect(labels([section("a.md", ["Top", "Special"], "The dough needs flour.")]) == ["told"])
    #expect(labels([section("a.md", ["Top", "special"], "Anything and told.")]).isEmpty)
  }

  @Test(
    "classes share by weight, the passages of one by length; without any the descriptions serve")
  func shares() {
    let subjects = ClassificationTask().subjects(
      of: [
        section("a.md", [], "Flour, dough."), section("b.md", [], "Flour, dough, flour, dough."),
        section("a.md", [], "Sails, masts."),
      ], TaskSettings(strategy: "write", classes: Self.classes))
    let weights = subjects.map(\.weight)
    #expect(abs(weights[0] + weights[1] - 3 * weights[2]) * 1000 < weights[2])
    #expect(abs(weights[0] * 27 - weights[1] * 13) * 1000 < weights[1] * 13)
    let alone = ClassificationTask().subjects(
      of: [], TaskSettings(strategy: "write", classes: Self.classes))
    #expect(alone.map(\.weight) == [3, 1, 1] && alone.allSatisfy { $0.input == Brief.input })
    #expect(Set(alone.map { CanonicalJSON.text(.object($0.keyParts)) }).count == 3)
  }

  @Test("the label is the brief's, and no answer is asked for it")
  func given() {
    let subject = Subject.section(
      Section(input: "a.md", headingPath: [], text: "Flour.", occurrence: 0, line: 1)
        .briefed(Brief(name: "bread", description: "Flour."), share: 1))
    let task = ClassificationTask()
    #expect(task.given(by: subject) == ["label": "bread"])
    let schema = CanonicalJSON.text(task.answerSchema(count: 2))
    #expect(schema.contains("\"text\"") && !schema.contains("label"))
  }

  @Test(
    "a choice's answers must differ, and its source must stand in the passage",
    arguments: [
      ("The mast is of  Pine", "pine", nil), ("mast is of", "pine", nil),
      ("The mast is of oak.", "pine", "its source is not in the passage"),
      ("mast is o", "pine", "its source is not in the passage"),
      ("The mast is of pine.", "OAK!", "two of its answers are the same"),
    ])
  func fault(source: String, right: String, fault: String?) {
    let row: JSONObject = [
      "correct_answer": .string(right), "incorrect_answers": ["oak", "ash", "elm"],
      "question": "Of what is it?", "source": .string(source),
    ]
    #expect(
      ChoiceTask().fault(in: row, of: section("a.md", [], "It is tall.\nThe mast is of pine."))
        == fault)
  }
}
