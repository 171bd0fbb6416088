import StemmaRecord
import Testing

@testable import StemmaEmbedded

@Suite("The embedded teacher")
struct TeacherTests {
  private let teacher = EmbeddedTeacher()

  private func questions(_ answer: Answer) throws -> [String] {
    try #require(try pairs(answer)).map(\.question)
  }

  private func pairs(_ answer: Answer) throws -> [(question: String, answer: String)]? {
    guard case .object(let object) = try JSONReader.read(Array(answer.text.utf8)),
      case .array(let list)? = object["pairs"]
    else { return nil }
    return list.compactMap { element in
      guard case .object(let pair) = element, case .string(let question)? = pair["question"],
        case .string(let answer)? = pair["answer"]
      else { return nil }
      return (question, answer)
    }
  }

  @Test("it is pure, and says so")
  func description() {
    #expect(teacher.description.isPure)
    #expect(teacher.description.name == "embedded")
    #expect(
      teacher.description.tasks == [
        "qa", "preference", "instruction", "summary", "classification", "cot", "mcq", "text",
        "chat", "generic", "qa_rating", "cot_enhancement",
      ])
  }

  @Test("prompts that are answered together get the answers they get one by one")
  func together() async throws {
    var prompts: [Prompt] = []
    for text in Passages.all + Passages.all.prefix(2) {
      prompts.append(Passages.prompt(text, slots: 0..<3, temperature: "0.7"))
      prompts.append(Passages.prompt(text, slots: 3..<5, temperature: "0.7"))
      prompts.append(Passages.prompt(text, strategy: "expansion", temperature: "1"))
      prompts.append(Passages.prompt(text, slots: 0..<1, temperature: "0"))
    }
    let together = try await teacher.answers(to: prompts)
    #expect(together.count == prompts.count)
    for (prompt, answer) in zip(prompts, together) {
      #expect(try await EmbeddedTeacher().answer(prompt).text.utf8.elementsEqual(answer.text.utf8))
    }
  }

  @Test("the same prompt gets the same bytes", arguments: ["0", "0.7", "1.5"])
  func deterministic(_ temperature: String) async throws {
    for text in Passages.all {
      let prompt = Passages.prompt(text, slots: 0..<5, temperature: temperature)
      let first = try await teacher.answer(prompt)
      let second = try await EmbeddedTeacher().answer(prompt)
      #expect(first.text.utf8.elementsEqual(second.text.utf8))
    }
  }

  @Test("asking slots one by one gives what asking them together gives")
  func batches() async throws {
    for temperature in ["0", "1"] {
      let together = try questions(
        await teacher.answer(
          Passages.prompt(Passages.bees, slots: 0..<4, temperature: temperature)))
      var single: [String] = []
      for slot in 0..<4 {
        single += try questions(
          await teacher.answer(
            Passages.prompt(Passages.bees, slots: slot..<slot + 1, temperature: temperature)))
      }
      #expect(together == single)
    }
  }

  @Test("temperature and seed change the choice, never how much there is to choose from")
  func capacity() async throws {
    for text in Passages.all {
      let wanted = PassageReader().places(in: text, headings: [], strategy: .extraction).count
      for temperature in ["0", "0.3", "1", "2"] {
        for seed in [1, 7, 42] as [UInt64] {
          let found = try questions(
            await teacher.answer(
              Passages.prompt(text, slots: 0..<40, temperature: temperature, seed: seed)))
          #expect(found.count == wanted)
        }
      }
    }
  }

  @Test("at temperature 0 the seed has no say and the best comes first")
  func cold() async throws {
    let best = PassageReader().places(in: Passages.press, headings: [], strategy: .extraction)
      .compactMap { $0.realisations.first?.question }
    for seed in [1, 2, 3] as [UInt64] {
      let found = try questions(
        await teacher.answer(
          Passages.prompt(Passages.press, slots: 0..<best.count, seed: seed)))
      #expect(found == best)
    }
  }

  @Test("from temperature 0 to 1 most slots get something else")
  func warm() async throws {
    var changed = 0
    var total = 0
    for text in Passages.all {
      for seed in 0..<10 as Range<UInt64> {
        let cold = try pairs(await teacher.answer(Passages.prompt(text, slots: 0..<2)))
        let warm = try pairs(
          await teacher.answer(
            Passages.prompt(text, slots: 0..<2, temperature: "1", seed: seed)))
        for (left, right) in zip(cold ?? [], warm ?? []) {
          total += 1
          if left != right { changed += 1 }
        }
      }
    }
    #expect(total >= 60)
    #expect(changed * 2 > total)
  }

  @Test("a tiny top-p leaves only the best, at any temperature")
  func nucleus() async throws {
    let cold = try questions(await teacher.answer(Passages.prompt(Passages.tides)))
    let cut = try questions(
      await teacher.answer(
        Passages.prompt(Passages.tides, temperature: "2", topP: "0.000001", seed: 9)))
    #expect(cold == cut)
  }

  @Test("each further attempt at a slot brings another realisation, until none is left")
  func attempts() async throws {
    for temperature in ["0", "1"] {
      var seen: [String] = []
      for attempt in 0..<40 {
        let found = try pairs(
          await teacher.answer(
            Passages.prompt(
              Passages.bees, slots: 0..<1, temperature: temperature, attempt: attempt)))
        guard let pair = found?.first else { break }
        let text = pair.question + pair.answer
        #expect(!seen.contains(text))
        seen.append(text)
      }
      #expect(seen.count > 1)
      #expect(seen.count < 40)
    }
  }

  @Test("where there is nothing good to ask it says so")
  func nothing() async throws {
    let answer = try await teacher.answer(Passages.prompt("- one\n- two"))
    #expect(answer.text.contains("\"pairs\":[]"))
    #expect(answer.text.contains("\"note\":"))
  }

  @Test("a slot beyond the last place gets no pair")
  func beyond() async throws {
    #expect(
      try questions(await teacher.answer(Passages.prompt(Passages.bees, slots: 90..<92))) == [])
  }

  @Test("another task is refused by name")
  func otherTask() async throws {
    let prompt = Passages.prompt(Passages.bees, strategy: "poetry")
    await #expect(throws: EmbeddedTeacherError.cannotServe(task: "qa", strategy: "poetry")) {
      try await teacher.answer(prompt)
    }
  }

  @Test("weights halve every hundred and twenty points at temperature 1, by whole numbers")
  func weights() {
    let choice = Choice(Sampling(temperature: Millionths("1")))
    #expect(choice.weight(below: 0) == 1 << 32)
    #expect(choice.weight(below: 120) == 1 << 31)
    #expect(choice.weight(below: 60) == 3_037_000_500)
    #expect(choice.weight(below: 1_000_000) == 1)
    let hot = Choice(Sampling(temperature: Millionths("2")))
    #expect(hot.weight(below: 240) == 1 << 31)
  }

  @Test("an unset temperature counts as 0.7, an unset top-p as 1")
  func defaults() {
    let choice = Choice(Sampling())
    #expect(choice.temperature == 700_000)
    #expect(choice.topP == 1_000_000)
  }
}
