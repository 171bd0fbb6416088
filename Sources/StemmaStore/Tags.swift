import StemmaLineage
public import StemmaRecord

/// Names that people give to versions, as in `coffee@best`.
public enum TagName {
  /// Whether it begins with a letter or digit, goes on with those, `.`, `_` or `-`, 64 in all at
  /// most, and cannot be taken for `head` or a number.
  public static func isValid(_ name: String) -> Bool {
    let isPlain = name.utf8.allSatisfy {
      (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || [0x2D, 0x2E, 0x5F].contains($0)
    }
    guard isPlain, (1...64).contains(name.utf8.count), name != "head",
      let first = name.utf8.first, first != 0x2D, first != 0x2E, first != 0x5F
    else { return false }
    return !name.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

/// What became of a tag.
public enum TagChange: Hashable, Sendable {
  case added
  /// It belonged to another version of the dataset before.
  case moved(from: String)
  case removed
  /// The version had it already.
  case none

  public var word: String {
    switch self {
    case .added: "added"
    case .moved: "moved"
    case .removed: "removed"
    case .none: "none"
    }
  }
}

extension Store {
  /// Every tag in effect: by dataset, by name, the version's number.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func tags() throws(StoreError) -> [String: [String: Int]] {
    try requireReadable(Indexing.eventsRef)
    var tags: [String: [String: Int]] = [:]
    let rows = try withIndex { lineage throws(LineageError) in try lineage.events() }
    for row in rows where row.kind == Event.Kind.tag.rawValue {
      guard let body = try? JSONReader.read(row.body), let name = body["name"]?.string,
        let version = body["version"]?.string.flatMap({ try? VersionName($0) }),
        case .number(let number) = version.selector
      else { continue }
      let isRemoved = body["action"]?.string == TagChange.removed.word
      tags[version.dataset, default: [:]][name] = isRemoved ? nil : number
    }
    return tags
  }

  /// Gives a version a name. Both its giving and its taking stay in the history.
  ///
  /// - Parameters:
  ///   - force: takes the name from another version of the dataset that has it.
  ///   - occasion: what is true of this occasion.
  /// - Throws: `StoreError.malformedTag`, `.tagTaken`.
  public func tag(
    _ version: Version, _ name: String, force: Bool, occasion: JSONObject, seconds: Int64
  ) throws(StoreError) -> TagChange {
    guard TagName.isValid(name) else { throw .malformedTag(name) }
    var change = TagChange.added
    try append(about: version.receipt, seconds: seconds) {
      try catchUp()
      var from: String?
      if let number = try tags()[version.dataset]?[name] {
        from = "\(version.dataset)@\(number)"
        change = number == version.number ? .none : .moved(from: from ?? "")
        if number == version.number { return nil }
        if !force { throw StoreError.tagTaken(name, by: from ?? "") }
      }
      var body = Self.body(change, name, version, occasion)
      body["from"] = from.map { .string($0) }
      return (.tag, body)
    }
    return change
  }

  /// Takes a name from a version.
  ///
  /// - Throws: `StoreError.unknownTag` where the version does not have it.
  public func untag(
    _ version: Version, _ name: String, occasion: JSONObject, seconds: Int64
  ) throws(StoreError) {
    try append(about: version.receipt, seconds: seconds) {
      try catchUp()
      guard try tags()[version.dataset]?[name] == version.number else {
        throw StoreError.unknownTag(name, of: version.name)
      }
      return (.tag, Self.body(.removed, name, version, occasion))
    }
  }

  private static func body(
    _ change: TagChange, _ name: String, _ version: Version, _ occasion: JSONObject
  ) -> JSONObject {
    [
      "action": .string(change.word), "execution": .object(occasion), "name": .string(name),
      "version": .string(version.name),
    ]
  }

  // MARK: Notes

  /// Adds a note to a version.
  public func note(
    _ version: Version, _ text: String, occasion: JSONObject, seconds: Int64
  ) throws(StoreError) {
    try append(
      .note, about: version.receipt,
      [
        "execution": .object(occasion), "text": .string(text), "version": .string(version.name),
      ], seconds: seconds)
  }

  /// The notes on all versions: by the version's name, oldest first.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func notes() throws(StoreError) -> [String: [Event]] { try events(ofKind: .note) }

  /// Where versions were uploaded to: by the version's name, oldest first.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func uploads() throws(StoreError) -> [String: [Event]] { try events(ofKind: .upload) }

  /// Events that are about a version by its name.
  private func events(ofKind kind: Event.Kind) throws(StoreError) -> [String: [Event]] {
    try requireReadable(Indexing.eventsRef)
    let rows = try withIndex { lineage throws(LineageError) in try lineage.events() }
    let events = rows.filter { $0.kind == kind.rawValue }.map(Event.init)
    return Dictionary(grouping: events) { $0.body["version"]?.string ?? "" }
  }

  /// The events about a version's receipt, oldest first, without what was said of another version
  /// that has the same one.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func events(of version: Version) throws(StoreError) -> [Event] {
    try events(about: version.receipt).filter { event in
      let isPersonal = [Event.Kind.tag, .note, .upload].map(\.rawValue).contains(event.kind)
      return !isPersonal || event.body["version"]?.string == version.name
    }
  }
}
