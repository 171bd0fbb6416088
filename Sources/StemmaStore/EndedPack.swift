import StemmaRecord

/// A pack that is written and not yet to be seen; let go without its name, it leaves nothing.
struct EndedPack {
  let name: String
  /// The objects that the index is to list.
  let listed: [ObjectPrefix]
  let file: TemporaryFile
  let layout: StoreLayout

  /// Syncs the pack and gives it its name.
  ///
  /// - Parameter announce: told the name before the pack has it.
  /// - Throws: `StoreError.fileSystem`, and what `announce` throws.
  func publish(
    announcing announce: (String) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) {
    try announce(name)
    try Files.makeFolder("\(layout.packs)/\(name.prefix(2))")
    try file.publish(as: layout.pack(name), readOnly: true)
  }
}
