import StemmaRecord

/// By what rule blocks become sections.
struct SectionRule {
  /// Whether all that stands under a heading is one section, and not about a paragraph.
  let joins: Bool
  /// The most scalars of a section, without what it repeats.
  let limit: Int
  /// The most scalars that are repeated of the section before.
  let overlap: Int
  /// Whether a heading ends a section.
  let keepsHeadings: Bool
  /// Whether the pieces of a paragraph that was cut are one paragraph again where they stand together.
  let mendsParagraphs: Bool

  private init(
    joins: Bool, limit: Int, overlap: Int, keepsHeadings: Bool, mendsParagraphs: Bool
  ) {
    self.joins = joins
    self.limit = limit
    self.overlap = overlap
    self.keepsHeadings = keepsHeadings
    self.mendsParagraphs = mendsParagraphs
  }

  /// About a paragraph.
  static let paragraphs = SectionRule(
    joins: false, limit: 2_400, overlap: 0, keepsHeadings: true, mendsParagraphs: false)
  /// All that stands under a heading.
  static let chapters = SectionRule(
    joins: true, limit: 2_400, overlap: 0, keepsHeadings: true, mendsParagraphs: false)

  init(_ sizes: SectionSizes) {
    // A joint parts what is repeated from the rest.
    let repeated = sizes.overlap == 0 ? 0 : sizes.overlap + 2
    self.init(
      joins: true, limit: sizes.characters - repeated, overlap: sizes.overlap,
      keepsHeadings: sizes.keepsHeadings, mendsParagraphs: true)
  }

  /// The most scalars of a piece of a paragraph that is cut, but for the last.
  var pieceLimit: Int { limit * 2 / 3 }
  /// A last piece with fewer scalars, about a line of them, stays with the one before it; and so does a
  /// paragraph, unless it is joined anyway.
  var shortLimit: Int { min(72, limit / 3) }
}
