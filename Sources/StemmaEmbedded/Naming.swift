import StemmaText

extension Reading {
  /// A phrase as the thing that a question is about.
  ///
  /// The name of a program, such as dpkg or cron, gets a capital: without one it reads like a noun
  /// that lacks its article.
  func name(_ range: Range<Int>) -> String {
    let text = innerText(range)
    var first = range.lowerBound
    while first < range.upperBound, words[first].isQuotationMark { first += 1 }
    guard first < range.upperBound, isProgramName(first, in: range) else { return text }
    return Wording.capitalised(text)
  }

  private func isProgramName(_ index: Int, in range: Range<Int>) -> Bool {
    let word = words[index]
    let rest = range.filter { $0 > index && !words[$0].isQuotationMark }
    guard rest.isEmpty, word.tag == .noun, !word.isCapitalised,
      word.lower.utf8.allSatisfy({ $0 >= 0x61 && $0 <= 0x7A })
    else { return false }
    if index > range.lowerBound { return true }
    guard !word.can(.common) else { return false }
    for place in words.indices where words[place].lower == word.lower {
      if isTreatedAsName(place) { return true }
    }
    return false
  }

  /// Whether a word begins a sentence with a small letter, stands in quotation marks, or stands
  /// before "command" and the like.
  private func isTreatedAsName(_ place: Int) -> Bool {
    if !words[place].isCapitalised, sentences.contains(where: { $0.words.lowerBound == place }) {
      return true
    }
    let next = place + 1 < words.count ? words[place + 1] : nil
    if place > 0, words[place - 1].isQuotationMark, next?.isQuotationMark ?? false { return true }
    return [
      "command", "program", "package", "tool", "utility", "daemon", "library", "script", "binary",
      "commands", "server", "editor", "shell", "service",
    ].contains(next?.lower ?? "")
  }
}
