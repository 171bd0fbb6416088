import StemmaRecord
import Testing

@testable import StemmaFilter

@Suite("The filter language")
struct LanguageFilterTests {
  private func chain(_ languages: [String], least: Int? = nil) throws -> FilterChain {
    var parameters: [String: FilterEntry.ParameterValue] = ["languages": .texts(languages)]
    parameters["min_confidence"] = least.map { .decimal(Millionths(count: $0)) }
    return try StemmaFilterTests.chain("language", parameters)
  }

  static let texts = [
    ("en", "What does the grinder do with the beans?", "It breaks them into pieces of equal size."),
    ("de", "Warum wird das Wasser vor dem Brühen erhitzt?", "Weil heißes Wasser mehr Stoffe löst."),
    (
      "fr", "Pourquoi chauffe-t-on l'eau avant l'infusion ?",
      "Parce que l'eau chaude extrait mieux."
    ),
    ("es", "¿Por qué se calienta el agua antes de preparar el café?", "Porque así extrae mejor."),
    (
      "pl", "Dlaczego podgrzewa się wodę przed parzeniem?",
      "Ponieważ gorąca woda lepiej rozpuszcza."
    ),
    ("ru", "Почему воду нагревают перед завариванием?", "Горячая вода лучше растворяет вещества."),
    ("ja", "なぜお湯を沸かしてからコーヒーを淹れるのですか。", "熱いお湯のほうが成分をよく溶かすからです。"),
    ("he", "מדוע מחממים את המים לפני החליטה?", "משום שמים חמים ממיסים טוב יותר."),
  ]

  @Test("a row in a wanted language stays, in every other it is dropped", arguments: texts)
  func wanted(code: String, question: String, answer: String) throws {
    let row = candidate(code, question, answer)
    for (other, _, _) in Self.texts {
      var one = try chain([other])
      let verdict = one.judge(row)[0]
      #expect(verdict.reason == (other == code ? nil : "other-language"), "\(other)")
      #expect((verdict.score ?? 0 >= 800_000) == (other == code))
    }
    var several = try chain(Self.texts.map(\.0))
    #expect(several.judge(row)[0].isKept)
  }

  @Test("a text too short to tell is kept only where no confidence is asked for")
  func short() throws {
    var sure = try chain(["en"])
    #expect(sure.reason(candidate("a", "5?", "7")) == "unsure")
    var any = try chain(["en"], least: 0)
    #expect(
      any.judge(candidate("a", "5?", "7"))[0] == Verdict(filter: "language", reason: nil, score: 0))
    let (_, question, answer) = Self.texts[1]
    #expect(any.reason(candidate("b", question, answer)) == "other-language")
  }

  @Test("the score is the wanted languages' share of the text")
  func mixed() throws {
    let half = candidate("a", Self.texts[1].1 + Self.texts[1].2, Self.texts[0].1 + Self.texts[0].2)
    var both = try chain(["en", "de"])
    #expect((both.judge(half)[0].score ?? 0) >= 900_000)
    var one = try chain(["en"])
    let verdict = one.judge(half)[0]
    #expect(verdict.reason == "other-language" && (300_000...700_000).contains(verdict.score ?? 0))
    var least = try chain(["en"], least: 300_000)
    #expect(least.reason(half) == nil)
  }

  @Test("a code that stands for no language is refused", arguments: ["english?", "xx", "123"])
  func unknown(code: String) {
    let error = FilterError.unknownLanguage(filter: "language", parameter: "languages", code: code)
    #expect(throws: error) { try chain(["en", code]) }
  }
}
