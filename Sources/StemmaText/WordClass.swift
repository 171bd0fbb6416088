/// The parts of speech a word form can be; most forms can be several.
public struct WordClass: OptionSet, Sendable, Hashable {
  public let rawValue: UInt32

  public init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  public static let noun = WordClass(rawValue: 1 << 0)
  public static let pluralNoun = WordClass(rawValue: 1 << 1)
  public static let adjective = WordClass(rawValue: 1 << 2)
  public static let adverb = WordClass(rawValue: 1 << 3)
  public static let verbBase = WordClass(rawValue: 1 << 4)
  public static let verbThird = WordClass(rawValue: 1 << 5)
  public static let verbPast = WordClass(rawValue: 1 << 6)
  public static let participle = WordClass(rawValue: 1 << 7)
  public static let gerund = WordClass(rawValue: 1 << 8)
  public static let modal = WordClass(rawValue: 1 << 9)
  public static let formOfBe = WordClass(rawValue: 1 << 10)
  public static let formOfHave = WordClass(rawValue: 1 << 11)
  public static let formOfDo = WordClass(rawValue: 1 << 12)
  public static let preposition = WordClass(rawValue: 1 << 13)
  public static let coordinator = WordClass(rawValue: 1 << 14)
  public static let subordinator = WordClass(rawValue: 1 << 15)
  public static let determiner = WordClass(rawValue: 1 << 16)
  public static let possessive = WordClass(rawValue: 1 << 17)
  public static let pronoun = WordClass(rawValue: 1 << 18)
  public static let number = WordClass(rawValue: 1 << 19)
  public static let ordinal = WordClass(rawValue: 1 << 20)
  public static let question = WordClass(rawValue: 1 << 21)
  public static let negation = WordClass(rawValue: 1 << 22)
  /// Proper name or unknown capitalised word.
  public static let name = WordClass(rawValue: 1 << 23)
  /// File name, option, identifier, path and the like.
  public static let symbol = WordClass(rawValue: 1 << 24)
  public static let punctuation = WordClass(rawValue: 1 << 25)
  /// In the lexicon as a common word, so that a capital at a sentence's start can go.
  public static let common = WordClass(rawValue: 1 << 26)
  /// A verb form that is a noun at least as often.
  public static let doubtfulVerb = WordClass(rawValue: 1 << 27)

  /// Any verb form that can be the finite verb of a clause on its own.
  public static let finite: WordClass = [.verbBase, .verbThird, .verbPast]
}
