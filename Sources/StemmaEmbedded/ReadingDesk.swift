import StemmaRecord

/// Remembers what the section asked about last has to offer: the prompts of a section stand side by
/// side, and reading it is most of the work.
struct ReadingDesk {
  let reader: PassageReader
  private var section: Section?
  private var passage: PassageReader.Passage?
  private var places: [PassageReader.Strategy: [Place]] = [:]

  init(reader: PassageReader) {
    self.reader = reader
  }

  mutating func places(in section: Section, strategy: PassageReader.Strategy) -> [Place] {
    if self.section != section {
      self.section = section
      passage = nil
      places = [:]
    }
    if let known = places[strategy] { return known }
    let passage =
      passage
      ?? PassageReader.Passage(
        section.text, headings: section.headingPath, input: section.input)
    self.passage = passage
    let found = reader.places(of: passage, strategy: strategy)
    places[strategy] = found
    return found
  }
}
