import StemmaRecord
import StemmaStore

/// What others than the store's owner need not know: where on the machine things lie, and what it is
/// called.
struct Discretion {
  /// What names a file, absolute or not.
  private static let files = ["imported", "manifest"]

  /// The store's folder.
  let store: String

  /// An event, whose body may hold an occasion too.
  func told(_ event: Event) -> Event {
    var told = event
    if let body = event.body.object { told.body = .object(self.told(body)) }
    return told
  }

  /// What is told of an occasion: files by their last name, and no host.
  func told(_ occasion: JSONObject) -> JSONObject {
    var told = JSONObject()
    for (key, value) in occasion.members where key != "host" {
      if let inner = value.object {
        told[key] = .object(self.told(inner))
        continue
      }
      guard let text = value.string, Self.files.contains(key) || text.hasPrefix("/"),
        let name = text.split(separator: "/").last
      else {
        told[key] = value
        continue
      }
      told[key] = .string(String(name))
    }
    return told
  }

  /// A sentence of an error's: the store's folder is `store` in it.
  func told(_ text: String) -> String { text.replacing(store, with: "store") }
}
