/// How large the sections are that documents are cut into, where a manifest says so.
public struct SectionSizes: Hashable, Sendable {
  /// How many Unicode scalars a section may have, what it repeats included.
  public static let range = 200...20_000
  /// How many scalars may be repeated; never more than half a section.
  public static let overlapRange = 0...10_000

  /// The most Unicode scalars of a section, what it repeats included.
  public let characters: Int
  /// A section begins with the last sentences of the one before, so many Unicode scalars at most.
  public let overlap: Int
  /// Whether what stands under different headings is in different sections.
  public let keepsHeadings: Bool

  public init(characters: Int, overlap: Int = 0, keepsHeadings: Bool = true) {
    self.characters = characters
    self.overlap = overlap
    self.keepsHeadings = keepsHeadings
  }

  /// As a version's *what* has it.
  ///
  /// - Returns: nil for anything else.
  public init?(json: JSONValue?) {
    guard let characters = json?["characters"]?.integer else { return nil }
    self.init(
      characters: characters, overlap: json?["overlap"]?.integer ?? 0,
      keepsHeadings: json?["keep_headings"] != .bool(false))
  }

  /// As a manifest has it.
  ///
  /// - Parameter isComplete: with what is at its default.
  public func json(isComplete: Bool) -> JSONValue {
    var object: JSONObject = ["characters": .integer(characters)]
    if isComplete || overlap != 0 { object["overlap"] = .integer(overlap) }
    if isComplete || !keepsHeadings { object["keep_headings"] = .bool(keepsHeadings) }
    return .object(object)
  }
}
