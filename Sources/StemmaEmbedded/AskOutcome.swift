import StemmaText

/// Asks what follows a condition, however that is said.
extension SentenceAsker {
  /// "If A, B" whatever B is: what happens if A?
  mutating func askOfOpenCondition() {
    let body = sentence.body
    let start = body.lowerBound
    let opener = words[start].lower
    guard ["if", "when", "whenever", "once"].contains(opener) else { return }
    let commas = body.prefix(18).filter { [",", "then"].contains(words[$0].lower) }.prefix(2)
    for comma in commas {
      guard let condition = fitCondition(start + 1..<comma), comma + 3 < body.upperBound else {
        continue
      }
      let main = words[comma + 1].lower == "then" ? comma + 2 : comma + 1
      let word = opener == "whenever" ? "when" : opener
      guard let asked = outcome(from: main, in: body) else { return }
      add(.condition, 830, Wording.question(asked, word, condition))
      return
    }
  }

  /// How one asks for what follows a condition; nil where it speaks of what only the text names.
  private func outcome(from main: Int, in body: Range<Int>) -> String? {
    let first = words[main]
    let next = words[main + 1]
    if Self.pointing.contains(first.lower) || first.tag == .coordinator { return nil }
    if first.lower == "you" {
      if next.lower == "need" || next.lower == "have" { return "what do you \(next.lower) to do" }
      return ["can", "should", "must"].contains(next.lower) ? "what \(next.lower) you do" : nil
    }
    let isCommand =
      first.tag == .verb && first.can(.verbBase) && !first.can(.verbThird)
      && !VerbLists.referring.contains(first.lower)
    if isCommand || first.lower == "please" { return term == nil ? "what should you do" : nil }
    let isThing =
      [.determiner, .name, .symbol, .noun, .pluralNoun, .adjective].contains(first.tag)
      || first.isQuotationMark
      || ["all", "no", "only", "any", "each", "both"].contains(first.lower)
    guard isThing, first.can(.verbBase) == false || first.tag != .noun else { return nil }
    return "what happens"
  }

  private static let pointing = set(
    "it they this these that those he she i we see refer which who there its their such here")
}
