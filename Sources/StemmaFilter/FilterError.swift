public import StemmaRecord

/// Why a chain of filters cannot be set up.
public enum FilterError: ActionableError, Hashable {
  /// No filter has this name.
  case unknownFilter(String)
  /// The filter has no such parameter.
  case unknownParameter(filter: String, parameter: String)
  /// The parameter's value is of another type or out of range.
  case badParameter(filter: String, parameter: String)
  /// None of these parameters was given, of which it needs one.
  case nothingGiven(filter: String, anyOf: [String])
  /// A pattern cannot be understood, or is too large.
  case badPattern(filter: String, parameter: String, pattern: String, reason: String)
  /// No language that can be told has this code.
  case unknownLanguage(filter: String, parameter: String, code: String)
  /// The task's row schema is no JSON Schema that rows can be held against.
  case badSchema(SchemaError)

  public var code: String {
    switch self {
    case .unknownFilter: "filter.unknown"
    case .unknownParameter: "filter.unknown-parameter"
    case .badParameter: "filter.bad-parameter"
    case .nothingGiven: "filter.nothing-given"
    case .badPattern: "filter.bad-pattern"
    case .unknownLanguage: "filter.unknown-language"
    case .badSchema: "filter.bad-schema"
    }
  }

  public var whatHappened: String {
    switch self {
    case .unknownFilter(let name): "There is no filter named \(name)."
    case .unknownParameter(let filter, let parameter):
      "The filter \(filter) has no parameter named \(parameter)."
    case .badParameter(let filter, let parameter):
      "The value of the filter \(filter)'s parameter \(parameter) is not of its type and range."
    case .nothingGiven(let filter, let names):
      "The filter \(filter) has nothing to go by."
        + " It needs \(names.map { "`\($0)`" }.joined(separator: " or "))."
    case .badPattern(_, _, let pattern, let reason):
      "The pattern \(pattern) cannot be used: \(reason)."
    case .unknownLanguage(_, _, let code): "There is no language \(code) that can be told."
    case .badSchema(let error):
      "Rows cannot be held against the task's schema: \(error.reason.rawValue)."
    }
  }

  public var place: String? {
    switch self {
    case .unknownFilter: "filters"
    case .unknownParameter(let filter, let parameter), .badParameter(let filter, let parameter),
      .badPattern(let filter, let parameter, _, _),
      .unknownLanguage(let filter, let parameter, _):
      "filters.\(filter).\(parameter)"
    case .nothingGiven(let filter, _): "filters.\(filter)"
    case .badSchema(let error): error.pointer
    }
  }

  /// Which of a filter's parameters it is about, and which text in it, where it is one of several; nil where
  /// it is about none.
  public var parameter: (name: String, text: String?)? {
    switch self {
    case .unknownParameter(_, let name), .badParameter(_, let name): (name, nil)
    case .nothingGiven(_, let names): (names.last ?? "", nil)
    case .badPattern(_, let name, let text, _), .unknownLanguage(_, let name, let text):
      (name, text)
    case .unknownFilter, .badSchema: nil
    }
  }

  public var nextStep: String {
    switch self {
    case .unknownFilter:
      "Name one of \(FilterChain.catalogue.map(\.name).joined(separator: ", "))."
    case .unknownParameter(let filter, _), .badParameter(let filter, _),
      .nothingGiven(let filter, _):
      "It takes \(Self.parameters(of: filter))."
    case .badPattern:
      "Write it as RE2 has it (no look-around, no back-references), in single quotes."
    case .unknownLanguage: "Write an ISO 639-1 code such as en, de, pt or zh."
    case .badSchema: "Make it a JSON Schema (2020-12) whose references lead within it."
    }
  }

  private static func parameters(of filter: String) -> String {
    let entry = FilterChain.catalogue.first { $0.name == filter }
    let names = (entry?.parameters ?? []).map { parameter in
      switch parameter.type {
      case .integer(let range):
        "\(parameter.name) (\(range.lowerBound)…\(range.upperBound))"
      case .decimal(let range):
        "\(parameter.name) (\(range.lowerBound)…\(range.upperBound))"
      case .word(let words): "\(parameter.name) (\(words.joined(separator: " or ")))"
      case .words(let words): "\(parameter.name) (some of \(words.joined(separator: ", ")))"
      case .texts: "\(parameter.name) (texts)"
      case .fieldTexts: "\(parameter.name) (texts, or texts by field)"
      case .files: "\(parameter.name) (files)"
      }
    }
    return names.isEmpty ? "no parameters" : names.joined(separator: ", ")
  }
}
