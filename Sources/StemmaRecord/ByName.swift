/// Values by names that come from outside, such as those of rows' fields. Names are told apart, and come in
/// order, by their bytes: a dictionary of Swift's would join canonically equivalent ones, and has no order.
public struct ByName<Value> {
  private var values: [TextKey: Value] = [:]

  public init() {}

  public var count: Int { values.count }
  public var isEmpty: Bool { values.isEmpty }

  /// In the order of their bytes.
  public var names: [String] { values.keys.sorted().map(\.text) }

  public subscript(name: String) -> Value? {
    get { values[TextKey(name)] }
    set { values[TextKey(name)] = newValue }
  }

  public subscript(name: String, default value: @autoclosure () -> Value) -> Value {
    get { values[TextKey(name), default: value()] }
    _modify { yield &values[TextKey(name), default: value()] }
  }

  /// The names of both, each once, in the order of their bytes.
  public func names(or other: ByName) -> [String] {
    Set(values.keys).union(other.values.keys).sorted().map(\.text)
  }

  /// - Returns: what was under the name.
  public mutating func remove(_ name: String) -> Value? {
    values.removeValue(forKey: TextKey(name))
  }
}

extension ByName: Sequence {
  /// In the order of the names' bytes.
  public func makeIterator() -> IndexingIterator<[(name: String, value: Value)]> {
    values.sorted { $0.key < $1.key }.map { (name: $0.key.text, value: $0.value) }.makeIterator()
  }
}

extension ByName: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, Value)...) {
    for (name, value) in elements { self[name] = value }
  }
}

extension ByName: Sendable where Value: Sendable {}
extension ByName: Equatable where Value: Equatable {}
extension ByName: Hashable where Value: Hashable {}
