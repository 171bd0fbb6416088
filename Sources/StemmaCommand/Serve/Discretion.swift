import StemmaRecord

/// What others than the store's owner need not know: where on the machine things lie, and what it is
/// called.
struct Discretion {
  /// What names a file, absolute or not.
  private static let files = ["imported", "manifest"]

  /// The store's folder.
  let store: String

  /// What is told of an occasion: files by their last name, and no host.
  func told(_ occasion: JSONObject) -> JSONObject {
    var told = JSONObject()
    for (key, value) in occasion.members where key != "host" {
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
