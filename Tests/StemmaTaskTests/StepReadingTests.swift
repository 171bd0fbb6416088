import StemmaRecord
import StemmaTask
import StemmaTesting
import Testing

@Suite("Reading the answers of steps")
struct StepReadingTests {
  private func step(_ role: Role) throws -> TaskStep {
    let steps =
      QuestionAnswering().steps(naming: [.answer])
      + PreferenceTask().steps(naming: [.rejected]).dropFirst()
    return try #require(steps.first { $0.role == role })
  }

  private func parts(_ role: Role, _ answer: String, _ count: Int) throws -> [String?]? {
    guard case .parts(let parts) = try step(role).read(answer, count: count) else { return nil }
    return parts.map { part in
      switch part {
      case nil: nil
      case .fields(let fields, let flaw):
        CanonicalJSON.text(.object(fields)) + (flaw.map { " \($0)" } ?? "")
      case .faulty(_, let reason): reason
      }
    }
  }

  @Test("questions stand in their order, more of them than were asked for as well")
  func questions() throws {
    let answer = #"{"questions":[{"question":"Why?"},{"question":"How?"}]}"#
    for count in 1...3 {
      #expect(
        try parts(.question, answer, count) == [#"{"question":"Why?"}"#, #"{"question":"How?"}"#])
    }
  }

  @Test("answers go to the questions of their numbers, in whatever order they come")
  func numbers() throws {
    let answer = #"Here: [{"id":3,"answer":"c"},{"id":"1","answer":"a"}]"#
    #expect(try parts(.answer, answer, 3) == [#"{"answer":"a"}"#, nil, #"{"answer":"c"}"#])
  }

  @Test("one answer to one question needs no number")
  func alone() throws {
    #expect(try parts(.answer, #"{"answer":"a"}"#, 1) == [#"{"answer":"a"}"#])
    #expect(try parts(.answer, #"{"answer":"a"}"#, 2) == nil)
  }

  @Test(
    "an answer whose numbers are not those that were given is nobody's",
    arguments: [
      #"[{"id":1,"answer":"a"},{"id":1,"answer":"b"}]"#, #"[{"id":3,"answer":"a"}]"#,
      #"[{"id":0,"answer":"a"}]"#, #"[{"id":1,"answer":"a"},{"answer":"b"}]"#,
      #"[{"id":1.5,"answer":"a"}]"#, #"{"answers":["a","b"]}"#, "None.",
    ])
  func wrong(answer: String) throws {
    #expect(try parts(.answer, answer, 2) == nil)
  }

  @Test("a part that is not of the step's form says how, and harms no other one")
  func faulty() throws {
    let answer =
      #"[{"id":1,"answer":""},{"id":2,"answer":"b"},{"id":3,"answer":"c","why":1},{"id":4}]"#
    #expect(
      try parts(.answer, answer, 4) == [
        "`answer` is no text", #"{"answer":"b"}"#, "it has a member too many",
        "it has no `answer`",
      ])
  }

  @Test("a rejected answer may say its flaw, in a word; no other one may")
  func flaw() throws {
    let answer = #"[{"id":1,"rejected":"a","flaw":"beside"},{"id":2,"rejected":"b","flaw":"B 1"}]"#
    #expect(
      try parts(.rejected, answer, 2) == [
        #"{"rejected":"a"} beside"#, "`flaw` is no word of small letters",
      ])
    #expect(
      try parts(.answer, #"[{"id":1,"answer":"a","flaw":"beside"}]"#, 1)
        == ["it has a member too many"])
  }

  @Test("what is wanted of each step is a schema of its own, numbers within what it is shown")
  func schemas() throws {
    let task = QuestionAnswering()
    let first = task.answerSchema(count: 2, step: try step(.question))
    #expect(first["properties"]?["questions"]?["items"]?["required"] == ["question"])
    let later = task.answerSchema(
      count: 2, lengths: ["answer": TextLengths(most: 40)], step: try step(.answer))
    let row = later["properties"]?["answers"]?["items"]
    #expect(row?["required"] == ["id", "answer"])
    #expect(row?["properties"]?["id"]?["maximum"] == 2)
    #expect(row?["properties"]?["answer"]?["maxLength"] == 40)
    // Points are a judge's, and no teacher is asked for them.
    let whole = PreferenceTask().answerSchema(count: 1)
    let names = whole["properties"]?["preferences"]?["items"]?["properties"]?.object?.members
    #expect(names?.map(\.key) == ["chosen", "prompt", "rejected"])
  }

  @Test("prompts are made harder in a step of their own, where somebody is named for it")
  func harder() {
    func roles(_ named: Set<Role>) -> [Role] { PreferenceTask().steps(naming: named).map(\.role) }
    #expect(roles([]) == [])
    #expect(roles([.rejected]) == [.question, .chosen, .rejected])
    #expect(roles([.evolve]) == [.question, .evolve, .chosen, .rejected])
    #expect(roles([.evolve, .chosen]) == [.question, .evolve, .chosen, .rejected])
    #expect(!Role.judge.makesRecords && Role.evolve.makesRecords)
  }

  @Test("a teacher that gives points, or what a prompt was before, is not believed")
  func points() {
    let row = #"{"prompt":"p","chosen":"c","rejected":"r""#
    guard case .rows = PreferenceTask().read("[\(row)}]") else {
      Issue.record("it was not read without")
      return
    }
    for own in ["\"chosen_score\":9", "\"original_prompt\":\"o\""] {
      guard case .unparsable = PreferenceTask().read("[\(row),\(own)}]") else {
        Issue.record("it was read with \(own)")
        return
      }
    }
  }
}
