/// Schemas by their addresses and names: what references are followed through.
struct SchemaLibrary {
  /// Where a schema stands.
  struct Place: Hashable {
    /// Among the documents looked through.
    let document: Int
    /// From the document's root, as a JSON pointer's bytes.
    let pointer: [UInt8]

    func child(_ name: some Sequence<UInt8>) -> Place {
      Place(
        document: document, pointer: pointer + [UInt8(ascii: "/")] + JSONPointer.escaped(name))
    }

    var pointerText: String { String(decoding: pointer, as: UTF8.self) }
  }

  /// A schema with an identifier of its own, and what is named in it.
  struct Resource {
    let address: String
    let place: Place
    var anchors: [String: Place] = [:]
    var dynamicAnchors: [String: Place] = [:]
    /// Whether the keywords of the validation vocabulary are in force.
    let validates: Bool
  }

  private(set) var resources: [Resource] = []
  private var byAddress: [String: Int] = [:]
  private var resourceOfPlace: [Place: Int] = [:]
  private var documents: [JSONValue] = []
  /// Not yet looked through, by address.
  private let others: [String: JSONValue]

  static let depthLimit = 128
  static let schemaLimit = 20_000

  init(_ root: JSONValue, others: [String: JSONValue]) throws(SchemaError) {
    self.others = others
    try add(root, address: "")
  }

  func value(at place: Place) -> JSONValue? {
    guard let names = JSONPointer.names(in: place.pointer) else { return nil }
    var value = documents[place.document]
    for name in names {
      guard let next = JSONPointer.child(name, of: value) else { return nil }
      value = next
    }
    return value
  }

  /// The resource that a place belongs to: its own, or that of the nearest schema around it.
  func resource(of place: Place) -> Int {
    var pointer = place.pointer[...]
    while true {
      let here = Place(document: place.document, pointer: Array(pointer))
      if let resource = resourceOfPlace[here] { return resource }
      guard let slash = pointer.lastIndex(of: UInt8(ascii: "/")) else { return 0 }
      pointer = pointer[..<slash]
    }
  }

  /// What a reference leads to.
  ///
  /// - Returns: nil where it leads nowhere; the name of the dynamic anchor where it leads to one.
  mutating func target(
    of reference: String, in resource: Int
  ) throws(SchemaError) -> (place: Place, dynamicName: String?)? {
    let address = SchemaAddress(reference).resolved(against: resources[resource].address)
    guard let found = try self.resource(at: address.document) else { return nil }
    let fragment = address.decodedFragment
    let root = resources[found].place
    if fragment.isEmpty { return (root, nil) }
    if fragment.first == UInt8(ascii: "/") {
      let place = Place(document: root.document, pointer: root.pointer + fragment)
      return value(at: place) == nil ? nil : (place, nil)
    }
    let name = String(decoding: fragment, as: UTF8.self)
    if let place = resources[found].dynamicAnchors[name] { return (place, name) }
    return resources[found].anchors[name].map { ($0, nil) }
  }

  private mutating func resource(at address: String) throws(SchemaError) -> Int? {
    if let known = byAddress[address] { return known }
    guard let document = others[address] ?? Metaschema.document(at: address) else { return nil }
    try add(document, address: address)
    return byAddress[address]
  }

  // MARK: Looking through documents

  private mutating func add(_ document: JSONValue, address: String) throws(SchemaError) {
    let place = Place(document: documents.count, pointer: [])
    documents.append(document)
    byAddress[address] = resources.count
    resources.append(
      Resource(address: address, place: place, validates: validates(document["$schema"]?.string)))
    try look(at: document, place, resource: resources.count - 1, depth: 0)
  }

  /// A schema whose metaschema lists its vocabularies without that one is not validated by it.
  private func validates(_ metaschema: String?) -> Bool {
    let vocabularies = metaschema.flatMap { others[$0] }?["$vocabulary"]
    return vocabularies == nil || vocabularies?[Metaschema.validation] != nil
  }

  private mutating func look(
    at schema: JSONValue, _ place: Place, resource: Int, depth: Int
  ) throws(SchemaError) {
    guard depth < Self.depthLimit else { throw SchemaError(.tooDeep, at: place.pointerText) }
    guard resourceOfPlace.count < Self.schemaLimit else {
      throw SchemaError(.tooLarge, at: place.pointerText)
    }
    var resource = resource
    guard let object = schema.object else {
      guard schema.bool != nil else { throw SchemaError(.noSchema, at: place.pointerText) }
      resourceOfPlace[place] = resource
      return
    }
    if let id = object["$id"] { resource = try identify(id, object, place, resource) }
    resourceOfPlace[place] = resource
    try name(object, place, resource)
    for (keyword, value) in object.members {
      let here = place.child(keyword.utf8)
      switch SchemaCompiler.form(of: keyword) {
      case .schema: try look(at: value, here, resource: resource, depth: depth + 1)
      case .schemas:
        for (index, schema) in (value.array ?? []).enumerated() {
          try look(
            at: schema, here.child(String(index).utf8), resource: resource, depth: depth + 1)
        }
      case .schemasByName:
        for (name, schema) in value.object?.members ?? [] {
          try look(at: schema, here.child(name.utf8), resource: resource, depth: depth + 1)
        }
      case .other: break
      }
    }
  }

  private mutating func identify(
    _ id: JSONValue, _ object: JSONObject, _ place: Place, _ resource: Int
  ) throws(SchemaError) -> Int {
    let here = place.child("$id".utf8).pointerText
    guard let text = id.string else { throw SchemaError(.wrongValue, at: here) }
    let address = SchemaAddress(text).resolved(against: resources[resource].address).document
    guard place != resources[resource].place || address != resources[resource].address else {
      return resource
    }
    let isKnown = byAddress[address].map { resources[$0].place != place } ?? false
    guard !isKnown else { throw SchemaError(.duplicateName, at: here) }
    byAddress[address] = resources.count
    let validates =
      object["$schema"].map { self.validates($0.string) } ?? resources[resource].validates
    resources.append(Resource(address: address, place: place, validates: validates))
    return resources.count - 1
  }

  private mutating func name(
    _ object: JSONObject, _ place: Place, _ resource: Int
  ) throws(SchemaError) {
    for keyword in ["$anchor", "$dynamicAnchor"] {
      guard let value = object[keyword] else { continue }
      let here = place.child(keyword.utf8).pointerText
      guard let name = value.string, Self.isName(name) else {
        throw SchemaError(.wrongValue, at: here)
      }
      let isTaken =
        keyword == "$anchor"
        ? resources[resource].anchors.updateValue(place, forKey: name) != nil
        : resources[resource].dynamicAnchors.updateValue(place, forKey: name) != nil
      guard !isTaken else { throw SchemaError(.duplicateName, at: here) }
    }
  }

  private static func isName(_ text: String) -> Bool {
    text.wholeBytes { index, byte in
      switch byte {
      case 0x41...0x5A, 0x61...0x7A, 0x5F: true
      case 0x2D, 0x2E, 0x30...0x39: index > 0
      default: false
      }
    }
  }
}

extension String {
  /// Whether there are bytes, and each is as wanted.
  fileprivate func wholeBytes(_ isWanted: (Int, UInt8) -> Bool) -> Bool {
    !isEmpty && utf8.enumerated().allSatisfy { isWanted($0.offset, $0.element) }
  }
}
