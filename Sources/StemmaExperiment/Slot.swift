/// A value with its path, and the place of its key.
struct Slot {
  let path: String
  let keyPlace: Place
  let node: YAMLNode

  var place: Place { node.place }

  /// An element of the list that stands in this slot.
  func element(_ index: Int, _ node: YAMLNode) -> Slot {
    Slot(path: "\(path)[\(index)]", keyPlace: node.place, node: node)
  }
}
