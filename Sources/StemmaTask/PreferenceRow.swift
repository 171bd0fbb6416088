public import StemmaRecord

/// A row in the shape that preference tuning wants.
public struct PreferenceRow: Hashable, Sendable {
  /// Up to where the answers begin.
  public let prompt: [Message]
  public let chosen: [Message]
  public let rejected: [Message]

  /// A row with a prompt and two answers, each a text or a list of messages.
  ///
  /// - Returns: nil where the row has not all three.
  public init?(_ row: JSONObject) {
    guard let prompt = RowRoles.messages(row["prompt"], by: "user"),
      let chosen = RowRoles.messages(row["chosen"], by: "assistant"),
      let rejected = RowRoles.messages(row["rejected"], by: "assistant")
    else { return nil }
    self.prompt = prompt
    self.chosen = chosen
    self.rejected = rejected
  }
}
