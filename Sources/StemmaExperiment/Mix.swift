import StemmaRecord

/// What a manifest's records are mixed of: axes such as tone, each with weighted values.
///
/// Every slot gets one value of each axis. Which, is no part of its id.
public struct Mix: Hashable, Sendable {
  /// Raised whenever a slot would get other values, or a prompt say them otherwise.
  public static let revision = 1
  /// The most axes, and values of one.
  static let mostAxes = 16
  static let mostValues = 100
  /// A longer name is no category of statistics, in bytes.
  static let nameLimitBytes = 64

  public struct Value: Hashable, Sendable {
    /// At most 64 bytes.
    public let name: String
    /// 1...1,000: its share beside the other values' weights.
    public let weight: Int
    /// What prompts say of it, in the user's words; nil for those that ship, or the names alone.
    public let instruction: String?

    public init(name: String, weight: Int = 1, instruction: String? = nil) {
      self.name = name
      self.weight = weight
      self.instruction = instruction
    }

    var json: JSONValue {
      var object: JSONObject = ["name": .string(name), "weight": .integer(weight)]
      object["instruction"] = instruction.map { .string($0) }
      return .object(object)
    }
  }

  public struct Axis: Hashable, Sendable {
    /// Letters, digits and `_`.
    public let name: String
    /// In the order of their names' bytes; at least one.
    public let values: [Value]

    /// - Parameter values: at least one, no two of one name.
    public init(name: String, values: [Value]) {
      self.name = name
      self.values = values.sorted { $0.name.precedesByBytes($1.name) }
    }

    /// A number of records over the values by their weights, in whole ones: largest remainders, so that
    /// none is a whole record off.
    public func shares(of total: Int) -> [Int] {
      Allocation.spread(
        total, over: values.map(\.weight), ceilings: values.map { _ in Int.max })
    }
  }

  /// In the order of their names' bytes; at least one.
  public let axes: [Axis]

  /// - Parameter axes: at least one, no two of one name.
  public init(_ axes: [Axis]) {
    self.axes = axes.sorted { $0.name.precedesByBytes($1.name) }
  }

  /// How many combinations of values there are; `Int.max` where they are more than that.
  public var total: Int {
    axes.reduce(1) { product, axis in
      let (next, isTooLarge) = product.multipliedReportingOverflow(by: axis.values.count)
      return isTooLarge ? Int.max : next
    }
  }

  /// - Parameter places: of each axis the place of a value.
  func values(at places: [Int]) -> Expansion {
    Expansion(
      Dictionary(
        uniqueKeysWithValues: zip(axes, places).map { ($0.name, $0.values[$1].name) }))
  }

  /// What prompts say of values, a line an axis.
  ///
  /// - Parameter places: of each axis the place of a value.
  func words(at places: [Int]) -> String {
    zip(axes, places).map { Self.words($0, $0.values[$1]) }.joined(separator: "\n")
  }

  private static func words(_ axis: Axis, _ value: Value) -> String {
    let title = axis.name.replacing("_", with: " ")
    let named = "\(title.prefix(1).uppercased())\(title.dropFirst()): \(value.name)."
    guard let more = value.instruction ?? MixCatalogue.instruction(axis.name, value.name) else {
      return named
    }
    return "\(named) \(more)"
  }

  /// Of each axis the value that takes the most bytes to say.
  var longest: [Int] {
    axes.map { axis in
      axis.values.indices.max {
        Self.words(axis, axis.values[$0]).utf8.count < Self.words(axis, axis.values[$1]).utf8.count
      } ?? 0
    }
  }

  /// As a *what* has it: of each axis a list.
  var json: JSONValue {
    var object = JSONObject()
    for axis in axes { object[axis.name] = .array(axis.values.map(\.json)) }
    return .object(object)
  }
}
