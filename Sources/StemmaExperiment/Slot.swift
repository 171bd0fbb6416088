/// A value with its path, and the place of its key.
struct Slot {
  let path: String
  let keyPlace: Place
  let node: YAMLNode

  var place: Place { node.place }

  /// A member of the mapping that stands in this slot.
  ///
  /// - Parameter name: what it is called in the path; its key where nothing is said.
  func member(_ member: YAMLMember, named name: String? = nil) -> Slot {
    Slot(
      path: "\(path).\(name ?? member.key)", keyPlace: member.place, node: member.value)
  }

  /// What stands in its place as the key, as a text.
  func key(_ text: String) -> Slot {
    Slot(
      path: path, keyPlace: keyPlace,
      node: YAMLNode(place: keyPlace, content: .scalar(text, isPlain: false)))
  }

  /// An element of the list that stands in this slot.
  func element(_ index: Int, _ node: YAMLNode) -> Slot {
    Slot(path: "\(path)[\(index)]", keyPlace: node.place, node: node)
  }
}
