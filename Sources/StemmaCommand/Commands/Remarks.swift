import StemmaRecord
import StemmaStore

/// What people have added to versions since, tags and notes, and where they have uploaded them to.
struct Remarks {
  private let tagsInEffect: [String: [String: Int]]
  private let allNotes: [String: [Event]]
  private let allUploads: [String: [Event]]

  init(_ store: Store) throws {
    tagsInEffect = try store.tags()
    allNotes = try store.notes()
    allUploads = try store.uploads()
  }

  /// The tags of a version, sorted.
  func tags(_ version: Version) -> [String] {
    (tagsInEffect[version.dataset] ?? [:]).filter { $0.value == version.number }.keys.sorted()
  }

  /// The notes on a version, oldest first.
  func notes(_ version: Version) -> [Event] { allNotes[version.name] ?? [] }

  /// Where the version was uploaded to, oldest first.
  func uploads(_ version: Version) -> [Event] { allUploads[version.name] ?? [] }

  /// Uploads are told only of versions that were.
  func json(_ version: Version) -> JSONObject {
    var json: JSONObject = [
      "notes": .array(
        notes(version).map {
          ["at": .string(UTCTime.text($0.seconds)), "text": $0.body["text"] ?? ""]
        }),
      "tags": .texts(tags(version)),
    ]
    let uploads = uploads(version).map { event -> JSONValue in
      [
        "at": .string(UTCTime.text(event.seconds)), "commit": event.body["commit"] ?? "",
        "private": event.body["private"] ?? false, "target": event.body["target"] ?? "",
      ]
    }
    if !uploads.isEmpty { json["uploads"] = .array(uploads) }
    return json
  }
}
