import StemmaRecord
import StemmaStore

/// What people have added to versions since: tags and notes.
struct Remarks {
  private let tagsInEffect: [String: [String: Int]]
  private let allNotes: [String: [Event]]

  init(_ store: Store) throws {
    tagsInEffect = try store.tags()
    allNotes = try store.notes()
  }

  /// The tags of a version, sorted.
  func tags(_ version: Version) -> [String] {
    (tagsInEffect[version.dataset] ?? [:]).filter { $0.value == version.number }.keys.sorted()
  }

  /// The notes on a version, oldest first.
  func notes(_ version: Version) -> [Event] { allNotes[version.name] ?? [] }

  func json(_ version: Version) -> JSONObject {
    [
      "notes": .array(
        notes(version).map {
          ["at": .string(UTCTime.text($0.seconds)), "text": $0.body["text"] ?? ""]
        }),
      "tags": .array(tags(version).map { .string($0) }),
    ]
  }
}
