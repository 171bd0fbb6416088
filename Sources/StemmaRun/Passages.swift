public import StemmaRecord
public import StemmaStore

/// The passages that a version's records come from, read from the store.
public struct Passages: Sendable {
  private struct Place: Hashable {
    let input: String
    let headingPath: [String]
    let digest: String
  }

  private let sections: [Place: Section]

  /// - Throws: a `StoreError` where an input's text cannot be had.
  public init(of receipt: Receipt, in store: Store) throws {
    let all = try Inputs(of: receipt, from: store).sections
    sections = Dictionary(
      all.map { section in
        let place = Place(
          input: section.input, headingPath: section.headingPath, digest: section.digest)
        return (place, section)
      }, uniquingKeysWith: { first, _ in first })
  }

  /// - Returns: nil for a record that comes from no passage, and where this stemma cuts otherwise.
  public func passage(of record: Record) -> Section? {
    guard let origin = record.origin, case .section(let headings, let digest) = origin.place
    else { return nil }
    return sections[Place(input: origin.input, headingPath: headings, digest: digest)]
  }
}
