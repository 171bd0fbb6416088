public import StemmaRecord

/// How far an axis of a mix is met.
public struct MixBalance: Hashable, Sendable {
  public struct Value: Hashable, Sendable {
    public let name: String
    /// Its share of the records wanted, by weight.
    public let wanted: Int
    public let kept: Int

    /// Records that are lacking.
    public var short: Int { max(0, wanted - kept) }
  }

  public let axis: String
  /// In the order of their names' bytes.
  public let values: [Value]

  public var json: JSONValue {
    [
      "axis": .string(axis),
      "values": .array(
        values.map {
          [
            "kept": .integer($0.kept), "short": .integer($0.short), "value": .string($0.name),
            "wanted": .integer($0.wanted),
          ]
        }),
    ]
  }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONValue) {
    guard let axis = json["axis"]?.string, let values = json["values"]?.array else { return nil }
    self.axis = axis
    self.values = values.compactMap { value in
      guard let name = value["value"]?.string, let wanted = value["wanted"]?.integer,
        let kept = value["kept"]?.integer
      else { return nil }
      return Value(name: name, wanted: wanted, kept: kept)
    }
    guard self.values.count == values.count else { return nil }
  }

  /// - Parameters:
  ///   - total: records wanted in all.
  ///   - kept: of each value, in the axis' order.
  init(_ axis: Mix.Axis, of total: Int, kept: [Int]) {
    self.axis = axis.name
    values = zip(zip(axis.values, axis.shares(of: total)), kept).map {
      Value(name: $0.0.name, wanted: $0.1, kept: $1)
    }
  }
}
