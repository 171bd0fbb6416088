/// One thing that `History.verify()` found wrong.
public struct HistoryDamage: Hashable, Sendable {
  /// A ref that needs something damaged, and which of its commits does.
  public struct Owner: Hashable, Comparable, Sendable {
    /// The ref's full name, such as `refs/heads/coffee` or `refs/stemma/events`.
    public let ref: String
    /// The commit's place on its branch, from 1; nil where the branch cannot be counted.
    public let number: Int?

    public static func < (left: Owner, right: Owner) -> Bool {
      (left.ref, left.number ?? 0) < (right.ref, right.number ?? 0)
    }
  }

  /// The file, relative to `history.git`.
  public let file: String
  /// What is wrong with it.
  public let error: HistoryError
  /// Who needs it, in order; empty where nobody does.
  public internal(set) var owners: [Owner]
}
