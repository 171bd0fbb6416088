/// Finds what points out of an answer: "this variable" where none was named, "in that case" where no
/// case was told.
enum Dangling {
  private static let demonstratives = Set(["this", "these", "that", "those", "such"])

  /// What a sentence begins with that goes on from another.
  private static let continuing = Set([
    "but", "then", "also", "instead", "otherwise", "similarly", "likewise", "therefore", "thus",
    "hence", "so", "and", "or", "additionally", "furthermore", "moreover", "again", "both",
    "conversely", "alternatively", "indeed", "more", "it", "they", "he", "she", "however",
    "another", "finally",
    "secondly", "consequently", "besides", "here", "yet", "firstly", "lastly", "meanwhile",
    "afterwards", "nonetheless", "consider", "recall", "there", "first", "unfortunately", "still",
    "its", "their", "please", "these", "those", "nevertheless", "next",
  ])

  private static let cases = Set([
    "case", "cases", "example", "instance", "way", "mode", "situation", "addition", "particular",
    "contrast", "fact", "turn", "consequence", "result", "latter",
  ])

  /// What manuals speak of again and again; "this file" must have been named.
  private static let nouns = Set([
    "variable", "variables", "option", "options", "command", "function", "file", "feature",
    "setting", "parameter", "value", "case", "section", "list", "default", "message", "package",
    "type", "approach", "method", "process", "step", "field", "example", "number", "string",
  ])

  private static let states = Set(["set", "unset"])

  /// What "this" and "these" have after them where they stand alone, for all that was said.
  private static let verbs = Set([
    "is", "are", "was", "were", "can", "will", "may", "must", "should", "does", "do", "have", "has",
    "means", "makes", "allows", "lets", "helps", "ensures", "causes", "gives", "includes", "would",
    "could", "prevents", "happens", "requires", "in", "to", "and", "or", "include", "avoids",
    "works", "applies", "of", "who", "that", "with", "also", "only", "by", "for", "not", "keeps",
  ])

  private static let numbers = Set(["two", "three", "four", "five", "six", "seven", "eight"])

  private static let ordinals = Set([
    "first", "second", "third", "fourth", "fifth", "latter", "former",
  ])

  private static let papers = Set([
    "example", "examples", "figure", "table", "section", "chapter", "website", "danger", "appendix",
  ])

  private static let showing = Set([
    "shown", "follows", "seen", "mentioned", "noted", "discussed", "stated", "described",
    "explained", "usual",
    "before", "said", "outlined", "illustrated", "already",
  ])

  /// "log" and "logs" are one thing.
  private static func stem(_ word: String) -> String {
    word.utf8.count > 3 && word.hasSuffix("s") ? String(word.dropLast()) : word
  }

  /// Whether the answer begins a list of steps and does not go on with them.
  private static func isFirstStep(_ question: [String], _ answer: [String]) -> Bool {
    let isHow = question.prefix(4).contains("how") || question.contains("do")
    guard isHow, answer.contains("first"), !question.contains("first") else { return false }
    return !answer.contains { ["then", "next", "second", "after", "afterwards"].contains($0) }
  }

  /// "There are several ways to do it": no answer yet.
  private static func isPreamble(_ answer: [String]) -> Bool {
    answer.count < 24 && answer.first == "there"
      && answer.prefix(7).contains { ["ways", "possibilities", "solutions"].contains($0) }
  }

  /// Whether an answer that followed its question is one, and no more than the way to it.
  static func isReply(_ pair: Realisation) -> Bool {
    let answer = words(pair.answer)
    return !isPreamble(answer) && !isFirstStep(words(pair.question), answer)
      && !["but", "however", "also", "then", "instead", "note", "warning", "unfortunately"]
        .contains(answer.first ?? "")
  }

  /// Whether question and answer, read one after the other, name all they speak of.
  static func isFree(_ pair: Realisation, isEssay: Bool = false) -> Bool {
    let question = words(pair.question)
    let answer = words(pair.answer)
    guard let first = answer.first else { return false }
    if continuing.contains(first), !question.contains(first) { return false }
    if ["in", "for", "as", "on"].contains(first), answer.prefix(4).contains(where: cases.contains) {
      return false
    }
    if answer.prefix(4).contains(where: { ["it", "they", "its", "them"].contains($0) }) {
      return false
    }
    for (word, next) in zip(question, question.dropFirst())
    where word == "the" && numbers.contains(next) || word == "not" && next == "necessarily" {
      return false
    }
    if question.suffix(2).first == "that" { return false }
    if answer.prefix(5).contains("thus") { return false }
    if let place = answer.prefix(8).firstIndex(of: "similar"), place + 1 < answer.count,
      answer[place + 1] != "to"
    {
      return false
    }
    if isFirstStep(question, answer) || isPreamble(answer) { return false }
    if first == "of", answer.dropFirst().first == "course" { return false }
    if !isEssay, answer.prefix(9).contains("also"), !question.contains("also") { return false }
    let endings = [" as well.", " too.", " instead."]
    if endings.contains(where: pair.answer.hasSuffix) { return false }
    if !isEssay, first == "the", answer.count > 3, !question.contains(stem(answer[1])),
      !question.contains(answer[1]), verbs.contains(answer[2])
    {
      return false
    }
    if !isEssay, let they = answer.prefix(14).firstIndex(of: "they"),
      !answer[..<they].contains(where: { $0.utf8.count > 3 && $0.hasSuffix("s") })
    {
      return false
    }
    if let last = answer.last, ["below", "above", "following", "here"].contains(last) {
      return false
    }
    let opening = words(firstSentence(of: pair.answer)).count
    for (place, word) in answer.enumerated().dropLast() {
      if word == "this", place > 0, place + 1 < opening,
        !verbs.contains(next(after: place, answer)),
        !(question + answer[..<place]).map(stem).contains(stem(next(after: place, answer)))
      {
        return false
      }
      let next = answer[place + 1]
      if ["following", "below", "above", "aforementioned", "please", "referred"].contains(word) {
        return false
      }
      if word == "here", !question.contains("here") { return false }
      if word == "as", showing.contains(next) { return false }
      if word == "do" || word == "doing", next == "so", place < 5 { return false }
      if word == "the", papers.contains(next), !question.contains(next) { return false }
      if word == "both", place < 4, !question.contains("both"), next.hasSuffix("s") { return false }
      if word == "the", numbers.contains(next), place + 2 < answer.count,
        !question.contains(next), !answer[..<place].contains(next)
      {
        return false
      }
      if ["these", "those"].contains(word), !verbs.contains(next), place + 2 < answer.count {
        let before = Set((question + answer[..<place]).map(stem))
        if !before.contains(stem(next)), !before.contains(stem(answer[place + 2])) { return false }
      }
      if word == "of", next == "them" || next == "these" { return false }
      if ["for", "by", "with", "like", "do"].contains(word), next == "that" || next == "this" {
        let isEnd = place + 2 == answer.count || ["or", "and", "with"].contains(answer[place + 2])
        if isEnd { return false }
      }
      if word == "the", ordinals.contains(next),
        !question.contains(next), place < 12
      {
        return false
      }
      if demonstratives.contains(word) {
        let isNamed = question.contains(next) || answer[..<place].contains(next)
        if place < 3, !isNamed, word != "that" || place == 0 { return false }
        if word != "that", nouns.contains(next), !isNamed { return false }
      }
      if ["if", "when", "unless"].contains(word), states.contains(next) { return false }
    }
    return true
  }

  private static func next(after place: Int, _ words: [String]) -> String { words[place + 1] }

  private static func firstSentence(of text: String) -> String {
    let bytes = Array(text.utf8)
    let end = bytes.indices.dropLast().first { bytes[$0] == 0x2E && bytes[$0 + 1] == 0x20 }
    return String(decoding: bytes[..<(end ?? bytes.count)], as: UTF8.self)
  }

  /// Runs of ASCII letters, in small letters.
  private static func words(_ text: String) -> [String] {
    text.utf8.split { !(0x41...0x5A).contains($0) && !(0x61...0x7A).contains($0) }
      .map { String(decoding: $0.map { $0 | 0x20 }, as: UTF8.self) }
  }
}
