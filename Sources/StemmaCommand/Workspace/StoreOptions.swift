import ArgumentParser
import StemmaRecord
import StemmaStore

/// Where the store is: `--store`, else `$STEMMA_STORE`, else the nearest `store` folder upwards from
/// the manifest's folder, then from the working folder.
struct StoreOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "The store's folder; else $STEMMA_STORE, else the nearest `store` folder upwards.",
      valueName: "folder"))
  var store: String?

  @Flag(name: .long, help: "Write one JSON document, described in schemas/.")
  var json = false

  /// Opens a store that is there.
  ///
  /// - Parameter folder: the manifest's, where there is one.
  func open(near folder: String? = nil) throws -> Store {
    Self.sayingWaiting(try Store(at: try place(near: folder)))
  }

  /// Opens a store; nil where none is there.
  func openIfThere(near folder: String) throws -> Store? {
    do {
      return try open(near: folder)
    } catch StoreError.noStore {
      return nil
    }
  }

  /// The folder of a store that is there.
  func place(near folder: String? = nil) throws -> String {
    if let path = try named() { return path }
    let here = try World.workingFolder()
    let found = folder.flatMap { Self.nearest(from: $0) } ?? Self.nearest(from: here)
    guard let found else { throw StoreError.noStore(here) }
    return found
  }

  private static func sayingWaiting(_ store: Store) -> Store {
    store.sayWaiting { Terminal.error("A collection is under way; waiting for it.") }
    return store
  }

  /// Opens the store, or makes it: where it was named, else as `./store`.
  ///
  /// - Parameter folder: the manifest's.
  func openOrCreate(near folder: String) throws -> Store {
    Self.sayingWaiting(try create(near: folder))
  }

  private func create(near folder: String) throws -> Store {
    if let path = try named() { return try Store.create(at: path) }
    let here = try World.workingFolder()
    if let path = Self.nearest(from: folder) ?? Self.nearest(from: here) {
      return try Store(at: path)
    }
    return try Store.create(at: here + "/store")
  }

  /// The store the user named, made absolute.
  func named() throws(InputError) -> String? {
    guard let path = store ?? World.environment("STEMMA_STORE"), !path.isEmpty else { return nil }
    return try Paths.absolute(path)
  }

  private static func nearest(from folder: String) -> String? {
    var folder = folder
    while true {
      let path = folder == "/" ? "/store" : folder + "/store"
      if Store.exists(at: path) { return path }
      if folder == "/" { return nil }
      folder = Paths.folder(of: folder)
    }
  }

  /// Writes the result: as JSON, or as lines for people.
  func write(_ json: JSONObject, _ lines: [String]) {
    if self.json {
      Terminal.output(IndentedJSON.bytes(.object(json)))
    } else {
      for line in lines { Terminal.output(line) }
    }
  }
}
