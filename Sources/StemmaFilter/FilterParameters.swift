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
        case (.word(let words), .word(let word)): words.contains(word)
        case (.words(let words), .texts(let texts)):
          !texts.isEmpty && texts.allSatisfy(words.contains)
        case (.texts(let most, let each), .texts(let texts)):
          Self.fits(texts, parameter, most: most, each: each)
        case (.files, .texts(let texts)): Self.fits(texts, parameter, most: .max, each: .max)
        case (.fieldTexts(let most, let each), .fieldTexts(let fields)):
          fields.allSatisfy { _, texts in
            !texts.isEmpty && Self.fits(texts, parameter, most: most, each: each)
          }
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

  private static func fits(
    _ texts: [String], _ parameter: FilterEntry.Parameter, most: Int, each: Int
  ) -> Bool {
    texts.count <= most && (!texts.isEmpty || !parameter.isRequired)
      && texts.allSatisfy { !$0.isEmpty && $0.scalarCount <= each }
  }

  func word(_ name: String) -> String {
    guard case .word(let value) = values[name] else {
      preconditionFailure("the filter's entry has no parameter \(name) of one word")
    }
    return value
  }

  func texts(_ name: String) -> [String] {
    guard case .texts(let value) = values[name] else {
      preconditionFailure("the filter's entry has no parameter \(name) of texts")
    }
    return value
  }

  /// In the order of the fields' bytes, every field's last.
  func fieldTexts(_ name: String) -> [(field: String, texts: [String])] {
    guard case .fieldTexts(let value) = values[name] else {
      preconditionFailure("the filter's entry has no parameter \(name) of texts by field")
    }
    let every = FilterEntry.everyField
    return value.filter { $0.name != every }.map { (field: $0.name, texts: $0.value) }
      + (value[every].map { [(field: every, texts: $0)] } ?? [])
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
