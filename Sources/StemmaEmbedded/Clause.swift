import StemmaText

/// The verb of a clause with its auxiliaries.
struct VerbGroup {
  enum Kind {
    case copula, progressive, passive, active
  }

  enum Form {
    case third, base, past, modal
  }

  /// From the first auxiliary or the verb to the main verb.
  var range: Range<Int>
  /// The main verb; for a copula the form of "be".
  var main: Int
  var kind: Kind
  var form: Form
  /// The auxiliary that can go before the subject; nil where "do" must be put in.
  var auxiliary: Int?
  var isNegated = false
  /// "have" or "be" as main verb, without a lexicon entry.
  var base: String
  /// Adverbs inside or before the group that a question keeps.
  var adverbs: [Int] = []
}

/// One clause: what it is about, its verb, and what follows.
struct Clause {
  var sentence: Int
  var subject: NounPhrase
  var verb: VerbGroup
  /// What follows the verb, up to the first adjunct.
  var core: Range<Int>
  /// Where the clause ends, without final marks.
  var end: Int
  /// What stood before the subject.
  var lead: Range<Int>
  var adjuncts: [Adjunct]
  /// What the subject's pronoun stands for, when it is plain.
  var antecedent: NounPhrase?
}

/// A part of a clause that says when, why, how or on what condition.
struct Adjunct {
  enum Kind {
    case because, since, becauseOf, inOrderTo, soThat, condition, unless, time, result, relative
    case coordination, comma, concession, parenthesis, breakMark, other
  }

  let kind: Kind
  /// From its first word to the next adjunct or the clause's end.
  var range: Range<Int>
}
