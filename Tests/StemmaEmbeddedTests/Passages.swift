import StemmaEmbedded
import StemmaRecord

/// Prose written for these tests, from several fields.
enum Passages {
  static let bees = """
    A hive is a colony of bees that live and work together. The queen lays the eggs, and the
    workers gather nectar from the flowers around the hive. Bees visit flowers because nectar is
    their main source of energy. A strong colony has three kinds of bees.

    If the queen dies, the workers raise a new queen from a young larva. Honey is stored in the
    upper part of the hive. To harvest the honey, you should remove the frames in late summer.
    """

  static let press = """
    The letterpress is a machine that prints from raised type. Each letter is cast in metal.
    Printers used a wooden frame because metal was expensive. The ink is applied by hand.
    The oldest workshop was founded in 1478. Unlike a modern printer, the letterpress prints one
    sheet at a time.

    You can clean the type by wiping it with a cloth. The compositor must check each line before
    the page is printed. Otherwise, mistakes are found only when the sheet is dry.
    """

  static let tides = """
    Tides are caused by the pull of the moon. A spring tide occurs when the sun and the moon pull
    in the same direction. The moon is smaller than the sun. The harbour office publishes a table
    of tides every year. The table helps sailors to plan a safe journey.

    Deep harbours are safe at low water. Therefore, large ships prefer deep harbours. Without
    tides, the estuary would fill with mud.
    """

  static let library = """
    The catalogue consists of a main index, a list of authors and a shelf guide. Borrowers must
    return a book within four weeks. The library aims to serve every reader in the valley. Rare
    books are kept in a locked room. The reading room is open to anyone who has a card.

    There are five reading rooms, of which two are quiet. The night shelf allows readers to
    return books after hours.
    """

  static let all = [bees, press, tides, library]

  static func pairs(
    _ text: String, _ strategy: PassageReader.Strategy = .extraction, headings: [String] = []
  ) -> [Realisation] {
    PassageReader().places(in: text, headings: headings, strategy: strategy)
      .flatMap(\.realisations)
  }

  static func collapsed(_ text: String) -> String {
    text.split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }).joined(separator: " ")
  }

  static func item(_ text: String, _ strategy: String) -> ItemKey {
    ItemKey(["section": .string(text), "strategy": .string(strategy)])
  }

  static func prompt(
    _ text: String, strategy: String = "extraction", slots: Range<Int> = 0..<2,
    temperature: String = "0", topP: String = "1", seed: UInt64 = 1, attempt: Int = 0,
    candidate: Int = 0
  ) -> Prompt {
    Prompt(
      key: PromptKey(
        item: item(text, strategy), slots: slots, candidate: candidate, attempt: attempt),
      messages: [],
      sampling: Sampling(
        seed: seed, temperature: Millionths(temperature), topP: Millionths(topP)),
      schema: nil,
      context: PromptContext(
        task: "qa",
        section: Section(input: "a.md", headingPath: [], text: text, occurrence: 0, line: 1),
        strategy: strategy, domain: nil, constraints: []))
  }

  /// Of any task about a passage.
  static func prompt(
    _ task: String, _ text: String, seed: UInt64, temperature: Int, slots: Range<Int>,
    attempt: Int = 0, strategy: String
  ) -> Prompt {
    Prompt(
      key: PromptKey(item: item(text, strategy), slots: slots, attempt: attempt), messages: [],
      sampling: Sampling(seed: seed, temperature: Millionths(count: temperature)), schema: nil,
      context: PromptContext(
        task: task,
        section: Section(input: "a.md", headingPath: [], text: text, occurrence: 0, line: 1),
        strategy: strategy, domain: nil, constraints: []))
  }
}
