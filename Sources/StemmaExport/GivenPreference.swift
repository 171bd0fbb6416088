import StemmaRecord
import StemmaTask

extension PreferenceRow {
  /// A row that was imported, with a prompt and two answers, each a text or a list of messages.
  ///
  /// - Returns: nil where the row has not all three.
  init?(given row: JSONObject) {
    guard let prompt = Self.messages(row["prompt"], by: "user"),
      let chosen = Self.messages(row["chosen"], by: "assistant"),
      let rejected = Self.messages(row["rejected"], by: "assistant")
    else { return nil }
    self.init(prompt: prompt, chosen: chosen, rejected: rejected)
  }

  private static func messages(_ value: JSONValue?, by role: String) -> [Message]? {
    if let text = value?.string { return [Message(role: role, content: text)] }
    guard let turns = value?.array, !turns.isEmpty else { return nil }
    let messages = turns.compactMap { turn -> Message? in
      guard let role = turn["role"]?.string, let content = turn["content"]?.string else {
        return nil
      }
      return Message(role: role, content: content)
    }
    return messages.count == turns.count ? messages : nil
  }
}
