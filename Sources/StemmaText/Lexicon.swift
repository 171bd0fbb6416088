/// What stemma knows about English word forms: a small, hand-written lexicon, and the endings of
/// words that are not in it.
public enum Lexicon {
  /// What one form can be.
  public struct Entry: Sendable {
    public var classes: WordClass
    /// The verb this is a form of, as an index into ``verbs``; negative for none.
    var verb: Int32
  }

  /// A verb with its principal parts.
  public struct Verb: Sendable {
    public let base: String
    public let third: String
    public let past: String
    public let participle: String
    public let gerund: String
  }

  private static let built = LexiconBuilder.build()

  /// The classes of a lower-case form, by lexicon, else by its ending.
  public static func entry(for form: String) -> Entry {
    if let known = built.entries[form] { return known }
    return Entry(classes: WordEndings.classes(of: form), verb: -1)
  }

  /// The verb that this form belongs to, when it is a known verb's.
  public static func verb(of form: String) -> Verb? {
    guard let entry = built.entries[form], entry.verb >= 0 else { return nil }
    return built.verbs[Int(entry.verb)]
  }

  /// Whether the lexicon holds the form itself.
  public static func knows(_ form: String) -> Bool {
    built.entries[form] != nil
  }
}

/// Puts the word lists together, once per process.
struct LexiconBuilder {
  private(set) var entries: [String: Lexicon.Entry] = [:]
  private(set) var verbs: [Lexicon.Verb] = []

  static func build() -> LexiconBuilder {
    var builder = LexiconBuilder()
    builder.entries.reserveCapacity(12_000)
    builder.addVerbs()
    builder.addNouns()
    builder.addOthers()
    builder.addAuxiliaries()
    return builder
  }

  static func words(_ list: String) -> [String] {
    list.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }).map { String(Substring($0)) }
  }

  private mutating func add(_ form: String, _ classes: WordClass, verb: Int = -1) {
    var entry = entries[form] ?? Lexicon.Entry(classes: [], verb: -1)
    entry.classes.formUnion(classes)
    if entry.verb < 0 { entry.verb = Int32(verb) }
    entries[form] = entry
  }

  private mutating func addVerbs() {
    var irregular: [String: [String]] = [:]
    for line in LexiconVerbs.irregular.utf8.split(whereSeparator: { $0 == 0x7C || $0 == 0x0A }) {
      let parts = Self.words(String(Substring(line)))
      for start in stride(from: 0, to: parts.count - 2, by: 3) {
        irregular[parts[start]] = Array(parts[start..<start + 3])
      }
    }
    var doubling: [String: Bool] = [:]
    for word in Self.words(LexiconVerbs.doubling) { doubling[word] = true }
    var doubtful: [String: Bool] = [:]
    for word in Self.words(LexiconVerbs.nounsToo) { doubtful[word] = true }
    var verbal: [String: Bool] = [:]
    for word in Self.words(LexiconVerbs.mostlyVerbInThird) { verbal[word] = true }
    var nominal: [String: Bool] = [:]
    for word in Self.words(LexiconVerbs.mostlyNounInThird) { nominal[word] = true }
    var seen: [String: Bool] = [:]
    for base in Self.words(LexiconVerbs.plain) + Self.words(LexiconVerbs.nounsToo)
    where seen[base] == nil {
      seen[base] = true
      let doubles = doubling[base] ?? false
      let past = irregular[base]?[1] ?? Morphology.past(of: base, doubling: doubles)
      let verb = Lexicon.Verb(
        base: base, third: Morphology.thirdPerson(of: base), past: past,
        participle: irregular[base]?[2] ?? past,
        gerund: Morphology.gerund(of: base, doubling: doubles))
      let isNounToo = doubtful[base] ?? false
      addForms(
        of: verb, isNounToo: isNounToo,
        third: !isNounToo || verbal[base] != nil
          ? [.verbThird, .common]
          : nominal[base] != nil
            ? [.pluralNoun, .common] : [.verbThird, .pluralNoun, .doubtfulVerb, .common])
    }
  }

  private mutating func addForms(of verb: Lexicon.Verb, isNounToo: Bool, third: WordClass) {
    let index = verbs.count
    verbs.append(verb)
    let base: WordClass =
      isNounToo ? [.verbBase, .noun, .doubtfulVerb, .common] : [.verbBase, .common]
    add(verb.base, base, verb: index)
    add(verb.third, third, verb: index)
    add(verb.past, [.verbPast, .common], verb: index)
    add(verb.participle, [.participle, .common], verb: index)
    add(verb.gerund, [.gerund, .common], verb: index)
  }

  private mutating func addNouns() {
    for word in Self.words(LexiconNouns.common) { add(word, [.noun, .common]) }
    for word in Self.words(LexiconNouns.gerundNouns) { add(word, [.noun, .common]) }
    for word in Self.words(LexiconNouns.irregularPlurals) { add(word, [.pluralNoun, .common]) }
    for word in Self.words(LexiconNouns.singularInS) {
      add(word, [.noun, .common])
      entries[word]?.classes.remove(.pluralNoun)
    }
  }

  private mutating func addOthers() {
    let lists: [(String, WordClass)] = [
      (LexiconOthers.adjectives, .adjective), (LexiconOthers.adverbs, .adverb),
      (LexiconOthers.ordinals, [.ordinal, .adjective]), (LexiconOthers.numbers, .number),
    ]
    for (list, classes) in lists {
      for word in Self.words(list) { add(word, classes.union(.common)) }
    }
    let closed: [(String, WordClass)] = [
      (LexiconOthers.prepositions, .preposition), (LexiconOthers.subordinators, .subordinator),
      (LexiconOthers.determiners, .determiner), (LexiconOthers.possessives, .possessive),
      (LexiconOthers.pronouns, .pronoun), (LexiconOthers.coordinators, .coordinator),
    ]
    for (list, classes) in closed {
      for word in Self.words(list) {
        entries[word]?.classes.subtract([.verbBase, .verbThird, .verbPast, .noun, .doubtfulVerb])
        add(word, classes.union(.common))
      }
    }
    for word in Self.words("who whom whose what which when where why how whether") {
      add(word, [.question, .common])
    }
    for word in ["not", "n't", "never"] { add(word, [.negation, .adverb, .common]) }
  }

  private mutating func addAuxiliaries() {
    for word in Self.words("am is are was were be been being 's 're 'm") {
      entries[word] = Lexicon.Entry(classes: [.formOfBe, .common], verb: -1)
    }
    for word in Self.words("have has had having 've") {
      entries[word] = Lexicon.Entry(classes: [.formOfHave, .common], verb: -1)
    }
    for word in Self.words("do does did done doing") {
      entries[word] = Lexicon.Entry(classes: [.formOfDo, .common], verb: -1)
    }
    for word in Self.words(LexiconOthers.modals) {
      entries[word] = Lexicon.Entry(classes: [.modal, .common], verb: -1)
    }
  }
}

/// What a word's ending says about it, when the lexicon does not know the word.
enum WordEndings {
  private static let nouns = [
    "tion", "sion", "ment", "ness", "ity", "ance", "ence", "ship", "ism", "ist", "hood", "er",
    "or", "age", "ure", "cy", "ology", "dom", "ery",
  ]
  private static let adjectives = [
    "able", "ible", "ful", "less", "ous", "ical", "ive", "ary", "ish", "al", "ic", "like",
    "proof", "based", "wide", "specific", "only", "free", "friendly",
  ]

  static func classes(of word: String) -> WordClass {
    if let hyphen = word.utf8.lastIndex(of: UInt8(ascii: "-")) {
      let tail = String(word[word.index(after: hyphen)...])
      return classesOfCompound(tail: tail)
    }
    if word.utf8.count < 4 { return .noun }
    if word.hasSuffix("ly") { return [.adverb, .common] }
    if word.hasSuffix("ing") { return [.gerund, .noun] }
    if word.hasSuffix("ed") { return [.adjective, .participle] }
    for ending in adjectives where word.hasSuffix(ending) { return [.adjective] }
    for ending in nouns where word.hasSuffix(ending) { return [.noun, .common] }
    if word.hasSuffix("s") {
      for ending in ["ss", "us", "is"] where word.hasSuffix(ending) { return .noun }
      return isLikelyPluralOfCommon(word) ? [.pluralNoun, .common] : .pluralNoun
    }
    return .noun
  }

  private static func isLikelyPluralOfCommon(_ word: String) -> Bool {
    let stem = String(word.dropLast())
    if Lexicon.knows(stem) { return true }
    if word.hasSuffix("ies"), Lexicon.knows(String(word.dropLast(3)) + "y") { return true }
    if word.hasSuffix("es"), Lexicon.knows(String(word.dropLast(2))) { return true }
    return nouns.contains { stem.hasSuffix($0) }
  }

  private static func classesOfCompound(tail: String) -> WordClass {
    if tail.utf8.isEmpty { return .noun }
    let entry = Lexicon.entry(for: tail)
    if entry.classes.contains(.pluralNoun) { return .pluralNoun }
    if entry.classes.contains(.participle) || entry.classes.contains(.gerund) {
      return .adjective
    }
    if entry.classes.contains(.adjective) { return .adjective }
    return [.noun, .adjective]
  }
}
