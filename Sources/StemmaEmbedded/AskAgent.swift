import StemmaText

extension SentenceAsker {
  /// "X is controlled by Y": what controls X?
  mutating func askOfAgent(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .passive, !verb.isNegated, let by = clause.core.first,
      words[by].lower == "by", !isList(clause), by + 1 < clause.core.upperBound,
      words[by + 1].tag != .gerund,
      let known = Lexicon.verb(of: words[verb.main].lower), !known.base.utf8.isEmpty
    else { return }
    let phrases = PhraseReader(words: words, end: clause.end)
    guard let agent = phrases.baseNounPhrase(at: by + 1), !agent.isPronoun, !agent.isYou,
      words[agent.head].tag != .number, fitness.worth(of: agent) ?? -999 > -100,
      clause.core.upperBound - by <= 10
    else { return }
    let asked: String
    switch verb.form {
    case .third, .base:
      guard let auxiliary = verb.auxiliary else { return }
      let lower = words[auxiliary].lower
      guard auxiliary + 1 == verb.main || words[auxiliary + 1].tag == .adverb else { return }
      asked = lower == "is" || lower == "are" ? known.third : known.past
    case .modal: asked = wording.inversion(of: verb).auxiliary + " " + known.base
    case .past: return
    }
    let head = words[agent.head].lower
    let isPerson = Self.persons.contains(head)
    guard isPerson || VerbLists.causing.contains(known.base) else { return }
    add(
      .object, 830, Wording.question(isPerson ? "who" : "what", asked, wording.subject(clause)))
  }

  static let persons = Set(
    """
    people person developer developers maintainer maintainers team user users administrator author
    authors administrators programmer programmers members member volunteers volunteer project
    community company organization organisation committee government workers capitalists bosses
    scientists researchers engineers hackers contributors teacher teachers group groups editor
    editors owner owners manager managers leader leaders king queen president parliament
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  /// "X stores Y in Z": where does X store Y?
  mutating func askWhereTo(_ clause: Clause) {
    let verb = clause.verb
    guard verb.kind == .active, !verb.isNegated, !clause.subject.isWe,
      ["store", "keep", "save", "write", "install", "place", "put", "record", "print", "list"]
        .contains(verb.base), let first = clause.core.first
    else { return }
    let phrases = PhraseReader(words: words, end: clause.core.upperBound)
    guard let object = phrases.baseNounPhrase(at: first), !object.isPronoun,
      object.range.upperBound + 1 < clause.core.upperBound,
      fitness.isFit(object.range, owner: clause.subject)
    else { return }
    let preposition = words[object.range.upperBound].lower
    guard ["in", "under", "into", "on", "to"].contains(preposition),
      let place = phrases.baseNounPhrase(at: object.range.upperBound + 1), !place.isPronoun,
      !isTimeOrManner(after: object.range.upperBound)
    else { return }
    add(.location, 870, Wording.question("where", wording.inverted(clause, core: object.range)))
  }
}
