import StemmaText

/// Puts clauses back together as questions.
struct Wording {
  let reading: Reading

  private var words: [Word] { reading.words }

  /// Adverbs that tie a sentence to the one before, and so have no place in a question.
  static let connecting = [
    "also", "therefore", "thus", "hence", "then", "however", "instead", "moreover", "too",
    "indeed", "consequently", "furthermore", "likewise", "thereby", "similarly", "now", "still",
    "again", "meanwhile", "already", "otherwise", "accordingly", "here", "there", "first",
    "finally", "simply", "just", "actually", "basically", "even", "perhaps", "probably",
    "presumably", "certainly", "obviously", "clearly", "nevertheless", "of", "only", "really",
    "currently", "merely", "respectively", "rather", "alone", "either", "though", "yet", "once",
    "essentially", "fortunately", "unfortunately", "hopefully", "later", "soon", "typically",
    "quite", "very",
  ]

  /// The auxiliary, and what comes of the verb after the subject, as in "does … read".
  struct Inversion {
    let auxiliary: String
    /// "not", adverbs and the rest of the verb group.
    let tail: String
  }

  func inversion(of verb: VerbGroup, keepsAdverbs: Bool = true) -> Inversion {
    var tail: [String] = []
    if verb.isNegated { tail.append("not") }
    if keepsAdverbs {
      for index in verb.adverbs where !Self.connecting.contains(words[index].lower) {
        tail.append(words[index].lower)
      }
    }
    guard let auxiliary = verb.auxiliary else {
      tail.append(verb.base)
      return Inversion(auxiliary: auxiliaryDo(verb.form), tail: tail.joined(separator: " "))
    }
    var index = auxiliary + 1
    while index <= verb.main {
      let tag = words[index].tag
      if tag != .adverb, tag != .negation { tail.append(words[index].lower) }
      index += 1
    }
    return Inversion(
      auxiliary: plainAuxiliary(words[auxiliary].lower), tail: tail.joined(separator: " "))
  }

  private func plainAuxiliary(_ lower: String) -> String {
    switch lower {
    case "cannot", "ca": return "can"
    case "wo": return "will"
    case "sha": return "shall"
    default: return lower
    }
  }

  private func auxiliaryDo(_ form: VerbGroup.Form) -> String {
    switch form {
    case .third: return "does"
    case .past: return "did"
    case .base, .modal: return "do"
    }
  }

  /// The subject for the middle of a question.
  func subject(_ clause: Clause) -> String {
    let phrase = clause.antecedent ?? clause.subject
    return phrase.article + reading.innerText(phrase.range)
  }

  /// "does dpkg read the file", after which a question mark can stand.
  func inverted(_ clause: Clause, core: Range<Int>) -> String {
    let inversion = inversion(of: clause.verb)
    return Self.join([
      inversion.auxiliary, subject(clause), inversion.tail, reading.innerText(core),
    ])
  }

  /// "dpkg reads the file", for the middle of a question.
  func statement(_ clause: Clause, core: Range<Int>) -> String {
    Self.join([subject(clause), predicate(clause, core: core)])
  }

  /// "reads the file".
  func predicate(_ clause: Clause, core: Range<Int>) -> String {
    var parts: [String] = []
    for index in clause.verb.adverbs where index < clause.verb.range.lowerBound {
      if !Self.connecting.contains(words[index].lower) { parts.append(words[index].lower) }
    }
    for index in clause.verb.range {
      let word = words[index]
      if word.tag == .adverb, Self.connecting.contains(word.lower) { continue }
      if word.lower == "n't" {
        parts[parts.count - 1] += "n't"
      } else {
        parts.append(word.lower)
      }
    }
    return Self.join(parts + [reading.innerText(core)])
  }

  static func join(_ parts: [String]) -> String {
    var result = ""
    for part in parts where !part.utf8.isEmpty {
      if !result.utf8.isEmpty { result += " " }
      result += part
    }
    return result
  }

  /// A question with its capital and its mark.
  static func question(_ parts: String...) -> String {
    capitalised(join(parts)) + "?"
  }

  static func capitalised(_ text: String) -> String {
    guard let first = text.utf8.first, first >= 0x61, first <= 0x7A else { return text }
    return String(UnicodeScalar(first - 32)) + text.dropFirst()
  }
}
