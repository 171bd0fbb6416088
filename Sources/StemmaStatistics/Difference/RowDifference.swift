public import StemmaRecord

/// What differs between the rows of a record in two versions.
public enum RowDifference {
  /// By field, what changed in it; fields that only one side has differ from nothing.
  public static func changed(
    _ old: JSONObject, _ new: JSONObject
  ) -> [(field: String, words: WordDifference)] {
    /// Texts stand for themselves only beside texts: `5` and `"5"` are not the same.
    func text(_ value: JSONValue?, beside other: JSONValue?) -> String {
      guard let value else { return "" }
      let isPlain = other == nil || other?.string != nil
      return isPlain ? value.shownText : CanonicalJSON.text(value)
    }
    var names = old.members.map(\.key)
    names += new.members.map(\.key).filter { old[$0] == nil }
    return names.filter { old[$0] != new[$0] }
      .map { name in
        let (before, after) = (old[name], new[name])
        return (
          name, WordDifference(text(before, beside: after), text(after, beside: before))
        )
      }
  }

  /// A row's fields in the order people read them in.
  public static func forReading(_ row: JSONObject) -> [(key: String, value: JSONValue)] {
    row.members.sorted { left, right in
      let leftRank = RowFields.asked.contains(left.key) ? 0 : 1
      let rightRank = RowFields.asked.contains(right.key) ? 0 : 1
      return (leftRank, TextKey(left.key)) < (rightRank, TextKey(right.key))
    }
  }
}
