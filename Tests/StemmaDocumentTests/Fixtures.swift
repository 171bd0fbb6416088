import StemmaRecord

@testable import StemmaDocument

/// What the tests say of a section: its headings and its text.
struct Cut: Hashable, CustomStringConvertible {
  let path: [String]
  let text: String

  init(_ path: [String], _ text: String) {
    self.path = path
    self.text = text
  }

  init(_ section: Section) { self.init(section.headingPath, section.text) }

  var description: String { "\(path.joined(separator: " > ")): \(text)" }
}

func sections(_ text: String, _ format: DocumentFormat = .markdown) throws -> [Section] {
  try DocumentReader().sections(of: text, name: "notes", format: format)
}

func cuts(_ text: String, _ format: DocumentFormat = .markdown) throws -> [Cut] {
  try sections(text, format).map(Cut.init)
}

/// A sentence of at least 160 scalars, so that it stands alone; `name` tells it from others.
func longParagraph(_ name: String) -> String {
  "The \(name) of the old harbour was built of grey stone from the northern quarry, and for many "
    + "years it carried the weight of the market carts that came down to the ships each morning."
}

/// Seeded draws for properties that are tested over many cases.
struct Dice {
  private var draws: Draws

  init(seed: Int) {
    draws = Draws(seed: UInt64(seed), item: ItemKey(["test": "documents"]), slot: 0)
  }

  mutating func below(_ bound: Int) -> Int { Int(draws.below(UInt64(bound))) }

  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[below(elements.count)] }

  /// Prose that is different each time.
  mutating func paragraph(words: ClosedRange<Int>) -> String {
    let vocabulary = [
      "river", "stone", "carries", "slowly", "bridge", "under", "lamp", "when", "winter", "keeper",
      "counts", "wooden", "barrels", "through", "narrow", "gate", "because", "market", "salt",
    ]
    let count = words.lowerBound + below(words.count)
    let text = (0..<count).map { _ in pick(vocabulary) }.joined(separator: " ")
    return "Keeper \(below(1_000_000)) \(text)."
  }
}
