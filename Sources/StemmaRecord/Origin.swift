/// Where a record comes from: kept with it, so that versions can be compared by place.
public struct Origin: Hashable, Sendable {
  /// What in the input the record was made from.
  public enum Place: Hashable, Sendable {
    /// A section of a document: the headings above it, outermost first, and the section's digest of
    /// 16 hexadecimal digits.
    case section(headingPath: [String], digest: String)
    /// A seed example or a row, by its own id or its content's digest and occurrence.
    case seed(String)
  }

  /// The input's name.
  public let input: String
  public let place: Place
  /// The task's way of asking, such as `extraction`.
  public let strategy: String
  /// The slot's ordinal within its item.
  public let slot: Int
  /// In what way a rejected answer is the worse one, where whoever wrote it said so.
  public let flaw: String?
  /// The values that its item has of what the manifest expands.
  public let expansion: Expansion
  /// The values of the manifest's mix that the record was asked for with.
  public let mix: Expansion

  public init(
    input: String, place: Place, strategy: String, slot: Int, flaw: String? = nil,
    expansion: Expansion = .none, mix: Expansion = .none
  ) {
    self.flaw = flaw
    self.expansion = expansion
    self.mix = mix
    self.input = input
    self.place = place
    self.strategy = strategy
    self.slot = slot
  }

  /// A section's, by its headings and digest.
  public init(
    input: String, headingPath: [String], section: String, strategy: String, slot: Int,
    flaw: String? = nil, expansion: Expansion = .none, mix: Expansion = .none
  ) {
    self.init(
      input: input, place: .section(headingPath: headingPath, digest: section),
      strategy: strategy, slot: slot, flaw: flaw, expansion: expansion, mix: mix)
  }

  /// The same with a flaw.
  public func flawed(by flaw: String) -> Origin {
    Origin(
      input: input, place: place, strategy: strategy, slot: slot, flaw: flaw, expansion: expansion,
      mix: mix)
  }

  /// The headings above the section, outermost first; empty where there are none.
  public var headingPath: [String] {
    if case .section(let headingPath, _) = place { headingPath } else { [] }
  }

  /// The section's digest, or the seed's name.
  public var source: String {
    switch place {
    case .section(_, let digest): digest
    case .seed(let name): name
    }
  }

  public var json: JSONObject {
    var object: JSONObject = [
      "input": .string(input), "slot": .integer(slot), "strategy": .string(strategy),
    ]
    object["flaw"] = flaw.map { .string($0) }
    if !expansion.isEmpty { object["expansion"] = .object(expansion.values) }
    if !mix.isEmpty { object["mix"] = .object(mix.values) }
    switch place {
    case .section(let headingPath, let digest):
      object["heading"] = .texts(headingPath)
      object["section"] = .string(digest)
    case .seed(let name): object["seed"] = .string(name)
    }
    return object
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONObject) {
    guard let input = json["input"]?.string, let strategy = json["strategy"]?.string,
      let slot = json["slot"]?.integer
    else { return nil }
    let flaw = json["flaw"]?.string
    guard let expansion = Expansion(json: json["expansion"]?.object ?? [:]),
      let mix = Expansion(json: json["mix"]?.object ?? [:])
    else { return nil }
    if let name = json["seed"]?.string {
      self.init(
        input: input, place: .seed(name), strategy: strategy, slot: slot, flaw: flaw,
        expansion: expansion, mix: mix)
      return
    }
    guard let section = json["section"]?.string, let heading = json["heading"]?.array
    else { return nil }
    let headingPath = heading.compactMap(\.string)
    guard headingPath.count == heading.count else { return nil }
    self.init(
      input: input, headingPath: headingPath, section: section, strategy: strategy, slot: slot,
      flaw: flaw, expansion: expansion, mix: mix)
  }
}
