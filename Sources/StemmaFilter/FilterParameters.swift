import StemmaRecord

/// A filter's parameters: complete, of the right types, within their ranges.
struct FilterParameters: Sendable {
  private let values: [String: FilterEntry.ParameterValue]

  /// - Throws: `FilterError` for a parameter that the entry does not have, or a value of another
  ///   type or out of range. A missing one gets its standard value.
  init(_ choice: FilterChoice, entry: FilterEntry) throws(FilterError) {
    var values: [String: FilterEntry.ParameterValue] = [:]
    for parameter in entry.parameters {
      let value = choice.parameters[parameter.name] ?? parameter.standard
      let isInRange =
        switch (parameter.type, value) {
        case (.integer(let range), .integer(let number)): range.contains(number)
        case (.decimal(let range), .decimal(let number)): range.contains(number)
        default: false
        }
      guard isInRange else {
        throw .badParameter(filter: entry.name, parameter: parameter.name)
      }
      values[parameter.name] = value
    }
    for name in choice.parameters.keys.sorted() where values[name] == nil {
      throw .unknownParameter(filter: entry.name, parameter: name)
    }
    self.values = values
  }

  func integer(_ name: String) -> Int {
    guard case .integer(let value) = values[name] else {
      preconditionFailure("the filter's entry has no integer parameter \(name)")
    }
    return value
  }

  func decimal(_ name: String) -> Millionths {
    guard case .decimal(let value) = values[name] else {
      preconditionFailure("the filter's entry has no decimal parameter \(name)")
    }
    return value
  }
}
