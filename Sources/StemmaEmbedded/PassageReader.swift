import StemmaRecord
import StemmaText

/// Finds all that can be asked of a section; a pure function of text, headings and strategy.
public struct PassageReader: Sendable {
  /// How a question stands to the passage.
  public enum Strategy: String, Sendable {
    /// The answer is the passage's own words.
    case extraction
    /// A question beyond the wording; the answer is put together from the passage's statements.
    case expansion
  }

  /// Places below this many points are not worth asking about.
  static let floor = 600
  /// Wordings this far below their place's best are left out, whatever the temperature.
  static let reach = 260

  public init() {}

  /// The places of a section, best first; ties in the order of the text.
  ///
  /// - Parameters:
  ///   - text: the section's plain text; paragraphs are parted by empty lines.
  ///   - headings: the headings above it, outermost first.
  ///   - input: the document's name, which may tell the program it describes.
  public func places(
    in text: String, headings: [String], input: String = "", strategy: Strategy
  ) -> [Place] {
    places(of: Passage(text, headings: headings, input: input), strategy: strategy)
  }

  /// A section as it was read: the same for every strategy.
  struct Passage {
    let reading: Reading
    let scope: Scope
    let entries: EntryReader.Found
    /// Those outside of entries.
    let sentences: [SentenceReading]
    /// Those of which no more than a plain clause was read.
    let spare: [SentenceReading]
    let grounding: Grounding
    /// Whether its sentences stand for themselves, or for a term that questions can name.
    let isAsked: Bool
    /// The terms that its parts are about.
    let circumstance: Circumstance?
    /// What is said further of terms that it explains, with their names put in.
    let remarks: [Place]
    /// What its own words answer, best first.
    let quoted: [Place]

    /// A manual's passage keeps what it answers with its third place for the wider strategy, which
    /// often finds nothing of its own.
    private var isShared: Bool { scope.program != nil && quoted.count > 2 }
    /// What is asked as an extraction.
    var own: [Place] { isShared ? Array(quoted[..<2] + quoted[3...]) : quoted }
    var kept: [Place] { isShared ? [quoted[2]] : [] }

    init(_ text: String, headings: [String], input: String) {
      let continued = headings.last.flatMap(Continuation.init)
      let headings = continued == nil ? headings : headings.dropLast()
      reading = Reading(text, headings: headings)
      scope = Scope(
        input: input, headings: headings, words: reading.words, passage: reading.passage)
      var entries = EntryReader(
        reading: reading, scope: scope, isContinued: continued != nil
      ).find()
      // "--date=iso" under "--date=FORMAT" is one of its values.
      entries.all.removeAll { $0.term.hasSameBytes(as: continued?.term ?? "") }
      let own = entries.own
      let reading = self.reading
      let blocks = Set(own.map { reading.sentences[$0].block })
      self.entries = entries
      sentences = SentenceReader(reading: reading).readAll().filter { sentence in
        // An answer that begins with the sentence before begins with no term.
        let leans = sentence.clause?.antecedent != nil && !sentence.hasOwnAntecedent
        return !own.contains(sentence.index) && !(leans && own.contains(sentence.index - 1))
      }
      spare = PassageReader.spare(reading, besides: sentences, own: own)
      let spare = self.spare
      grounding = Grounding(
        scope: scope, isEssay: scope.program == nil && Essay.isEssay(reading))
      guard !scope.isAside else {
        (remarks, quoted) = ([], [])
        circumstance = nil
        isAsked = false
        return
      }
      remarks = EntryRemarks(reading: reading, scope: scope, entries: entries, continued: continued)
        .places()
      let entryAsker = EntryAsker(reading: reading, scope: scope)
      let asked = entryAsker.places(of: entries)
      // A manual's page has no numbers before its headings: it may head each option by itself.
      let isOfPage = entries.isReference && reading.headings.last == scope.headings.last
      let heading = isOfPage ? scope.headings.last.flatMap(EntryReader.headingTerm) : nil
      circumstance = Circumstance(entries, continued?.term ?? heading, entryAsker)
      isAsked = !scope.isOfExamples && (!entries.isReference || heading != nil)
      let grounding = self.grounding
      let drafts =
        isAsked
        ? PassageReader.extractions(
          reading, sentences, spare, grounding, blocks: blocks, circumstance)
        : []
      let free = (asked + drafts).compactMap { PassageReader.free($0, grounding) }
      quoted = PassageReader.ranked(free)
    }
  }

  func places(of passage: Passage, strategy: Strategy) -> [Place] {
    let (scope, entries) = (passage.scope, passage.entries)
    if strategy == .extraction { return passage.own }
    if scope.isAside { return [] }
    var wider = EntryAsker(reading: passage.reading, scope: scope).goals(of: entries.all)
    wider += passage.remarks
    if passage.isAsked {
      wider += Expander(
        reading: passage.reading, sentences: passage.sentences, spare: passage.spare,
        entries: entries.own,
        program: scope.program, circumstance: passage.circumstance, scope: scope
      ).places()
    }
    let asides = scope.program == nil ? [] : passage.quoted.prefix(2)
    let found = Self.ranked(
      wider.compactMap { Self.free($0, passage.grounding) }, besides: asides)
    return found.isEmpty ? passage.kept : found
  }

  /// The place without wordings that speak of what they do not name; nil where none is left.
  private static func free(_ place: Place, _ grounding: Grounding) -> Place? {
    var place = place
    place.realisations = place.realisations.filter {
      // A placeholder that is no part of a name, such as "with <string>", means nothing alone.
      if $0.question.utf8.contains(" <".utf8) { return false }
      return $0.isGrounded
        || ($0.isReply ? Dangling.isReply($0) : Dangling.isFree($0, isEssay: grounding.isEssay))
    }
    .compactMap(grounding.grounded)
    guard let best = place.realisations.map(\.score).max() else { return nil }
    place.score = min(place.score, best)
    return place
  }

  private static func extractions(
    _ reading: Reading, _ sentences: [SentenceReading], _ spare: [SentenceReading],
    _ grounding: Grounding, blocks: Set<Int>, _ circumstance: Circumstance?
  ) -> [Place] {
    let standing = grounding.scope.program.map { Standing(reading: reading, program: $0) }
    let headings = HeadingReader(reading: reading, sentences: sentences)
    let topic = standing == nil ? nil : HeadingTopic(grounding.scope, reading)
    var places =
      headings.askedPlaces() + headings.goalPlaces() + ListAsker(reading: reading).places()
    for sentence in sentences {
      var asker = SentenceAsker(reading, sentence)
      asker.isEssay = grounding.isEssay
      let block = reading.sentences[sentence.index].block
      asker.term = circumstance?.term(ofBlock: block)
      asker.isOfEntry = asker.term != nil || blocks.contains(block)
      let drafts = asker.ask().filter { draft in
        standing?.admits(draft, of: sentence, term: asker.term) ?? true
      }
      let picker = AnswerPicker(reading: reading, sentence: sentence)
      let sure = picker.places(from: drafts)
      places += sure
      if sure.isEmpty, let standing {
        asker = asker.again(asPlain: grounding.scope.program)
        places += plain(asker, standing, picker, topic)
      }
    }
    if let standing { places += openPlaces(reading, spare, standing, circumstance, topic) }
    return places
  }

  /// How much less what is asked plainly is worth.
  private static let plainLoss = 110

  /// What can be asked of a sentence of which nothing surer is, with the heading's topic where the
  /// question alone would not tell what it is about.
  private static func plain(
    _ asker: SentenceAsker, _ standing: Standing, _ picker: AnswerPicker, _ topic: HeadingTopic?
  ) -> [Place] {
    var asker = asker
    var drafts = asker.ask().compactMap { draft in
      standing.admittedPlainly(draft, of: asker.sentence, term: asker.term, topic: topic)
    }
    if drafts.isEmpty, asker.term == nil, let decision = asker.decision(), decision.isWondered,
      let question = standing.decided(decision.question, of: asker.sentence, asker.term, topic)
    {
      drafts.append(Draft(.action, question, 740))
    }
    return picker.places(from: drafts).map { place in
      Place(
        score: max(floor, place.score - plainLoss), position: place.position,
        realisations: place.realisations)
    }
  }

  /// What can be asked of sentences that were not read in full.
  private static func openPlaces(
    _ reading: Reading, _ spare: [SentenceReading], _ standing: Standing,
    _ circumstance: Circumstance?, _ topic: HeadingTopic?
  ) -> [Place] {
    spare.flatMap { sentence in
      var asker = SentenceAsker(reading, sentence)
      asker.term = circumstance?.term(ofBlock: reading.sentences[sentence.index].block)
      return plain(
        asker.again(asPlain: standing.program), standing,
        AnswerPicker(reading: reading, sentence: sentence), topic)
    }
  }

  /// Sentences that could not be read in full, with their clause where its verb is plain to see.
  private static func spare(
    _ reading: Reading, besides sentences: [SentenceReading], own: Set<Int>
  ) -> [SentenceReading] {
    let read = Set(sentences.map(\.index))
    return reading.sentences.indices.compactMap { index in
      let sentence = reading.sentences[index]
      guard sentence.isProse, !read.contains(index), !own.contains(index) else { return nil }
      var plain = SentenceReading(index: index, lead: .none, body: sentence.body)
      plain.clause = ClauseReader(reading, sentence: index, end: sentence.body.upperBound)
        .plainClause(at: sentence.body.lowerBound)
      return plain
    }
  }

  /// Drops what is too weak or too near to something better, and puts the rest in order.
  ///
  /// - Parameter others: what is asked by the other strategy, which need not be asked again.
  static func ranked(_ places: [Place], besides others: ArraySlice<Place> = []) -> [Place] {
    let order = places.indices.sorted { left, right in
      let (first, second) = (places[left], places[right])
      if first.score != second.score { return first.score > second.score }
      return first.position != second.position ? first.position < second.position : left < right
    }
    var kept: [Place] = []
    var seen = others.compactMap { $0.realisations.first.map(Gist.init) }
    for index in order where places[index].score >= floor {
      guard let best = places[index].realisations.first else { continue }
      let gist = Gist(best)
      if seen.contains(where: { $0.isNear(gist) }) { continue }
      seen.append(gist)
      kept.append(places[index])
    }
    return kept
  }
}
