import StemmaRecord

extension JSONValue {
  /// The texts that a plan's filters were given in files, in its order.
  var filterTexts: [ObjectID] {
    (self["filters"]?.array ?? []).flatMap { filter in
      (filter.object?.members ?? []).flatMap { $0.value["files"]?.array ?? [] }
    }.compactMap { $0.string.flatMap(ObjectID.init(_:)) }
  }
}
