// Keywords of the validation vocabulary.
extension SchemaCompiler {
  /// - Returns: false where a keyword that is known has a value it cannot have.
  func readLimit(
    _ keyword: String, _ value: JSONValue, _ here: SchemaLibrary.Place,
    _ rules: inout SchemaRules
  ) throws(SchemaError) -> Bool {
    switch keyword {
    case "type": return readTypes(value, &rules)
    case "enum":
      rules.listed = value.array
      return rules.listed != nil
    case "const":
      rules.constant = value
      return true
    case "minLength", "maxLength", "pattern":
      var text = rules.text ?? SchemaRules.Text()
      defer { rules.text = text }
      return try read(keyword, value, here, &text)
    case "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf":
      var number = rules.number ?? SchemaRules.Number()
      defer { rules.number = number }
      return read(keyword, value, &number)
    case "minItems", "maxItems", "uniqueItems", "minContains", "maxContains":
      var list = rules.list ?? SchemaRules.List()
      defer { rules.list = list }
      return read(keyword, value, &list)
    case "minProperties", "maxProperties", "required", "dependentRequired":
      var object = rules.object ?? SchemaRules.Object()
      defer { rules.object = object }
      return read(keyword, value, &object)
    default: return true
    }
  }

  private func readTypes(_ value: JSONValue, _ rules: inout SchemaRules) -> Bool {
    guard let names = value.array ?? value.string.map({ [.string($0)] }), !names.isEmpty else {
      return false
    }
    rules.types = []
    for name in names {
      guard let type = name.string.flatMap(JSONTypes.init(name:)) else { return false }
      rules.types.formUnion(type)
    }
    return true
  }

  private func read(
    _ keyword: String, _ value: JSONValue, _ here: SchemaLibrary.Place,
    _ text: inout SchemaRules.Text
  ) throws(SchemaError) -> Bool {
    if keyword == "pattern" {
      guard let pattern = value.string else { return false }
      text.pattern = RegularExpression(pattern)
      if text.pattern == nil { throw SchemaError(.badPattern, at: here.pointerText) }
      return true
    }
    guard let count = Self.count(value) else { return false }
    if keyword == "minLength" { text.least = count } else { text.most = count }
    return true
  }

  private func read(
    _ keyword: String, _ value: JSONValue, _ number: inout SchemaRules.Number
  ) -> Bool {
    guard let limit = value.double else { return false }
    switch keyword {
    case "minimum": number.minimum = limit
    case "maximum": number.maximum = limit
    case "exclusiveMinimum": number.exclusiveMinimum = limit
    case "exclusiveMaximum": number.exclusiveMaximum = limit
    default:
      guard limit > 0 else { return false }
      number.multipleOf = Decimal(value)
    }
    return true
  }

  private func read(
    _ keyword: String, _ value: JSONValue, _ list: inout SchemaRules.List
  ) -> Bool {
    if keyword == "uniqueItems" {
      list.isUnique = value.bool ?? false
      return value.bool != nil
    }
    guard let count = Self.count(value) else { return false }
    switch keyword {
    case "minItems": list.least = count
    case "maxItems": list.most = count
    case "minContains": list.leastContained = count
    default: list.mostContained = count
    }
    return true
  }

  private func read(
    _ keyword: String, _ value: JSONValue, _ object: inout SchemaRules.Object
  ) -> Bool {
    switch keyword {
    case "required":
      guard let names = Self.names(value) else { return false }
      object.required = names
    case "dependentRequired":
      guard let members = value.object?.members else { return false }
      for (name, value) in members {
        guard let names = Self.names(value) else { return false }
        object.dependentNames.append((name, names))
      }
    default:
      guard let count = Self.count(value) else { return false }
      if keyword == "minProperties" { object.least = count } else { object.most = count }
    }
    return true
  }

  private static func names(_ value: JSONValue) -> [String]? {
    guard let values = value.array else { return nil }
    let names = values.compactMap(\.string)
    return names.count == values.count ? names : nil
  }

  /// - Returns: nil for anything but a whole number from 0; what is beyond `Int` is without limit.
  private static func count(_ value: JSONValue) -> Int? {
    switch value {
    case .integer(let count) where count >= 0: count
    case .number(let number) where number >= 0 && number == number.rounded():
      Int(exactly: number) ?? .max
    default: nil
    }
  }
}

extension JSONValue {
  /// A number as a double; nil for anything else.
  var double: Double? {
    switch self {
    case .integer(let number): Double(number)
    case .number(let number): number
    default: nil
    }
  }
}
