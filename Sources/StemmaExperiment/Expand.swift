public import StemmaRecord

/// What a manifest expands: axes with values, of which each item gets one combination.
public struct Expand: Hashable, Sendable {
  /// An axis, and what its values are called.
  public struct Axis: Hashable, Sendable {
    /// As in `{{topic}}` and in a record's origin.
    public let name: String
    /// What tells values apart; of `language` codes, else the values themselves.
    public let keys: [String]
    /// What prompts say for each.
    public let shown: [String]

    /// What of `expand` it has for itself; nil for one that stands under `values`.
    var field: String? {
      name == Expand.language
        ? "languages" : Expand.lists.first { $0.axis.hasSameBytes(as: name) }?.field
    }
  }

  /// How many combinations a manifest may have in use.
  public static let mostCombinations = 10_000
  /// The fields that are axes by themselves, and what one of their values is called.
  static let lists = [
    (field: "document_types", axis: "document_type"), (field: "topics", axis: "topic"),
    (field: "personas", axis: "persona"),
  ]
  static let language = "language"
  /// Which of a template's prompts an item has, from 1.
  static let prompt = "prompt"

  /// In the order in which combinations are counted, the last one fastest.
  public let axes: [Axis]
  /// So many combinations, drawn without repeats; nil for all of them.
  public let combinations: Int?
  /// How many records each combination is to give of each subject and strategy; nil where `count` and
  /// `per_section` say it.
  public let samplesPerPrompt: Int?

  /// What `{{name}}` can stand for.
  public var names: [String] {
    axes.flatMap { $0.name == Self.language ? [$0.name, "language_code"] : [$0.name] }
  }

  /// How many combinations there are; `Int.max` where they are more than that.
  public var total: Int {
    axes.reduce(1) { product, axis in
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: axis.keys.count)
      return isTooLarge ? Int.max : next
    }
  }

  /// How many are in use.
  public var taken: Int { min(total, combinations ?? total) }

  /// The same with a template's prompts as the last axis, where there are several.
  func with(prompts: Int) -> Expand {
    guard prompts > 1 else { return self }
    let numbers = (1...prompts).map(String.init)
    return Expand(
      axes: axes + [Axis(name: Self.prompt, keys: numbers, shown: numbers)],
      combinations: combinations, samplesPerPrompt: samplesPerPrompt)
  }

  /// The combinations in use, in the order in which they are counted.
  ///
  /// A larger `combinations` keeps those that a smaller one drew.
  ///
  /// - Parameter seed: the manifest's.
  public func expansions(seed: UInt64) -> [Expansion] {
    var places: Set<[Int]> = []
    if taken < total {
      var draws = Draws(seed: seed, item: ItemKey(["draw": "combinations"]), slot: 0)
      while places.count < taken {
        places.insert(axes.map { Int(draws.below(UInt64($0.keys.count))) })
      }
    } else {
      places = [[]]
      for axis in axes {
        places = Set(places.flatMap { first in axis.keys.indices.map { first + [$0] } })
      }
    }
    return places.sorted { $0.lexicographicallyPrecedes($1) }.map { places in
      Expansion(
        Dictionary(uniqueKeysWithValues: zip(axes, places).map { ($0.name, $0.keys[$1]) }))
    }
  }

  /// What prompts say of an item's values, by the names of `names`.
  func shown(_ expansion: Expansion) -> [String: String] {
    var shown: [String: String] = [:]
    for axis in axes {
      guard let key = expansion[axis.name],
        let place = axis.keys.firstIndex(where: { $0.hasSameBytes(as: key) })
      else { continue }
      shown[axis.name] = axis.shown[place]
      if axis.name == Self.language { shown["language_code"] = key }
    }
    return shown
  }

  /// Which of several prompts an item has, from 0.
  static func prompt(_ expansion: Expansion) -> Int {
    expansion[prompt].flatMap { Int($0) }.map { $0 - 1 } ?? 0
  }

  /// As a manifest has it.
  var json: JSONValue {
    var object = JSONObject()
    var values = JSONObject()
    for axis in axes {
      var list = JSONValue.texts(axis.keys)
      if axis.name == Self.language {
        var languages = JSONObject()
        for (code, name) in zip(axis.keys, axis.shown) { languages[code] = .string(name) }
        list = .object(languages)
      }
      if let field = axis.field { object[field] = list } else { values[axis.name] = list }
    }
    if !values.members.isEmpty { object["values"] = .object(values) }
    object["combinations"] = combinations.map { .integer($0) }
    object["samples_per_prompt"] = samplesPerPrompt.map { .integer($0) }
    return .object(object)
  }
}

extension Manifest {
  /// What its prompts are varied by.
  ///
  /// - Parameter prompts: how many its template has to choose from.
  /// - Returns: nil where there is one combination, of nothing.
  public func expanded(prompts: Int) -> Expand? {
    guard prompts > 1 else { return expand }
    let own = expand ?? Expand(axes: [], combinations: nil, samplesPerPrompt: nil)
    return own.with(prompts: prompts)
  }
}
