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
  public func places(in text: String, headings: [String], strategy: Strategy) -> [Place] {
    places(of: Passage(text, headings: headings), strategy: strategy)
  }

  /// A section as it was read: the same for every strategy.
  struct Passage {
    let reading: Reading
    let sentences: [SentenceReading]

    init(_ text: String, headings: [String]) {
      reading = Reading(text, headings: headings)
      sentences = SentenceReader(reading: reading).readAll()
    }
  }

  func places(of passage: Passage, strategy: Strategy) -> [Place] {
    let (reading, sentences) = (passage.reading, passage.sentences)
    let drafts: [Place]
    switch strategy {
    case .extraction: drafts = extractions(reading, sentences)
    case .expansion: drafts = Expander(reading: reading, sentences: sentences).places()
    }
    return Self.ranked(drafts.compactMap(Self.free))
  }

  /// The place without wordings that speak of what they do not name; nil where none is left.
  private static func free(_ place: Place) -> Place? {
    var place = place
    place.realisations.removeAll { !Dangling.isFree($0) }
    guard let best = place.realisations.map(\.score).max() else { return nil }
    place.score = min(place.score, best)
    return place
  }

  private func extractions(_ reading: Reading, _ sentences: [SentenceReading]) -> [Place] {
    var places = HeadingReader(reading: reading, sentences: sentences).askedPlaces()
    for sentence in sentences {
      var asker = SentenceAsker(reading, sentence)
      let drafts = asker.ask()
      places += AnswerPicker(reading: reading, sentence: sentence).places(from: drafts)
    }
    return places
  }

  /// Drops what is too weak or too near to something better, and puts the rest in order.
  static func ranked(_ places: [Place]) -> [Place] {
    let order = places.indices.sorted { left, right in
      let (first, second) = (places[left], places[right])
      if first.score != second.score { return first.score > second.score }
      return first.position != second.position ? first.position < second.position : left < right
    }
    var kept: [Place] = []
    var seen: [Gist] = []
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
