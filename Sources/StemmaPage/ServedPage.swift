/// A page of the dashboard: made of parts, with the way up above and its JSON below.
public struct ServedPage: Sendable {
  private let title: String
  private let way: [PageBlock.Link]
  private let blocks: [PageBlock]
  private let jsonAddress: String

  /// - Parameters:
  ///   - way: the pages above this one, the topmost first.
  ///   - jsonAddress: where the same is as JSON.
  public init(title: String, way: [PageBlock.Link], blocks: [PageBlock], jsonAddress: String) {
    self.title = title
    self.way = way
    self.blocks = blocks
    self.jsonAddress = jsonAddress
  }

  public var html: String {
    Library.document(
      "served", title: "\(title) · stemma", policy: Self.policy,
      [
        "pageTitle": title,
        "way": way.map { ["linkText": $0.text, "address": $0.address] as Values },
        "blocks": blocks.map(\.values), "jsonAddress": jsonAddress,
      ])
  }

  /// What a served page may have, as a Content-Security-Policy says it: its own style sheet, and forms
  /// that lead back to where it came from.
  public static var policy: String { Library.policy(forms: "'self'") }
}
