import StemmaRecord
import StemmaStore

/// What stands before a dataset card's text: metadata that the Hugging Face Hub reads, as YAML.
struct FrontMatter {
  let facts: CardFacts

  var lines: [String] {
    var lines = ["---", DatasetCard.mark] + license
    lines += list("language", facts.languages)
    lines += ["pretty_name: \(Self.quoted(facts.version.dataset))"]
    lines += list("size_categories", [Self.size(facts.records)])
    lines += list("task_categories", facts.categories)
    if !facts.isImported { lines += list("annotations_creators", ["machine-generated"]) }
    lines += list("tags", (facts.isImported ? [] : ["synthetic"]) + ["stemma"])
    return lines + features + configs + ["---"]
  }

  private var license: [String] {
    switch facts.license.map(HubLicense.init) {
    case nil: return []
    case .known(let name)?: return ["license: \(name)"]
    case .other(let text)?:
      return ["license: other", "license_name: \(Self.quoted(text.onOneLine(limit: 200)))"]
    }
  }

  private var configs: [String] {
    let parts = facts.files.filter { $0.records > 0 }
    guard !parts.isEmpty else { return [] }
    return ["configs:", "- config_name: default", "  data_files:"]
      + parts.flatMap { ["  - split: \($0.split)", "    path: \(Self.quoted($0.name))"] }
  }

  private func list(_ name: String, _ values: [String]) -> [String] {
    values.isEmpty ? [] : ["\(name):"] + values.map { "- \(Self.plain($0))" }
  }

  static func size(_ records: Int) -> String {
    let bounds = ["1K", "10K", "100K", "1M", "10M", "100M", "1B", "10B"]
    var bound = 1_000
    if records < bound { return "n<1K" }
    for (lower, upper) in zip(bounds, bounds.dropFirst()) {
      bound *= 10
      if records < bound { return "\(lower)<n<\(upper)" }
    }
    return "n>\(bounds.last ?? "")"
  }

  // MARK: Features

  /// The fields' types, where they are such that every reader takes them the same way; else readers find
  /// them out by themselves.
  private var features: [String] {
    let shapes = facts.files.filter { $0.records > 0 }.map(\.shape.shape)
    guard let first = shapes.first, case .object(let fields) = first,
      shapes.allSatisfy({ $0.json == first.json }), facts.format.form != .csv,
      let lines = Self.members(fields, indent: "  ")
    else { return [] }
    return ["dataset_info:", "  features:"] + lines
  }

  private static func members(_ fields: ByName<ColumnShape>, indent: String) -> [String]? {
    var lines: [String] = []
    for (name, shape) in fields {
      guard let type = type(shape, indent: indent + "  ") else { return nil }
      lines += ["\(indent)- name: \(plain(name))"] + type
    }
    return fields.isEmpty ? nil : lines
  }

  /// - Returns: nil for what has no type of its own.
  private static func type(_ shape: ColumnShape, indent: String) -> [String]? {
    if let scalar = scalar(shape) { return ["\(indent)dtype: \(scalar)"] }
    switch shape {
    case .list(let element):
      if let scalar = scalar(element) { return ["\(indent)list: \(scalar)"] }
      guard case .object(let fields) = element, let inner = members(fields, indent: indent) else {
        return nil
      }
      return ["\(indent)list:"] + inner
    case .object(let fields):
      guard let inner = members(fields, indent: indent) else { return nil }
      return ["\(indent)struct:"] + inner
    default: return nil
    }
  }

  private static func scalar(_ shape: ColumnShape) -> String? {
    switch shape {
    case .bool: "bool"
    case .integer: "int64"
    case .number: "float64"
    case .string: "string"
    default: nil
    }
  }

  // MARK: Texts

  /// Without quotation marks where nothing can be taken for something else.
  private static func plain(_ text: String) -> String {
    let isPlain =
      text.utf8.first.map { (0x61...0x7A).contains($0) } == true
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || "_-<".utf8.contains($0)
          || (0x41...0x5A).contains($0)
      }
      && !["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
    return isPlain ? text : quoted(text)
  }

  /// Between double quotation marks, with everything escaped that some reader of YAML might not take.
  static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .unassigned, .privateUse:
        out += escaped(scalar)
      default:
        if scalar == "\"" || scalar == "\\" { out += "\\" }
        if scalar.value > 0xFFFF {
          out += escaped(scalar)
        } else {
          out.unicodeScalars.append(scalar)
        }
      }
    }
    return out + "\""
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    let width = scalar.value > 0xFFFF ? 8 : 4
    return (width == 8 ? "\\U" : "\\u") + String(repeating: "0", count: width - digits.count)
      + digits
  }
}
