import StemmaRecord

/// A field of the manifest, or an input, that is not the same in two versions.
struct ManifestDifference {
  /// Dotted, as `--set` takes it; `inputs.` and the name for an input.
  let field: String
  /// Nil where it was, or is, unset.
  let before: JSONValue?
  let after: JSONValue?

  static func all(_ old: VersionDetails, _ new: VersionDetails) -> [ManifestDifference] {
    var differences: [ManifestDifference] = []
    let left = flattened(old.resolved)
    let right = flattened(new.resolved)
    for field in left.names(or: right) where left[field] != right[field] {
      differences.append(
        ManifestDifference(field: field, before: left[field], after: right[field]))
    }
    let before = texts(old.receipt)
    let after = texts(new.receipt)
    for name in before.names(or: after) where before[name] != after[name] {
      differences.append(
        ManifestDifference(
          field: "inputs.\(name)", before: before[name].map { .string($0.description) },
          after: after[name].map { .string($0.description) }))
    }
    return differences
  }

  var json: JSONValue {
    ["after": after ?? .null, "before": before ?? .null, "field": .string(field)]
  }

  var line: String {
    func shown(_ value: JSONValue?) -> String {
      Self.text(value).map { Terminal.visible($0) } ?? "unset"
    }
    return "\(Terminal.visible(field)): \(shown(before)) → \(shown(after))"
  }

  /// A value for reading, with ids cut short; nil where it is unset.
  static func text(_ value: JSONValue?) -> String? {
    guard let value, value != .null else { return nil }
    let text = value.shownText
    return text.hasPrefix("sha256:") ? ObjectID.short(text) : text
  }

  private static func texts(_ receipt: Receipt) -> ByName<ObjectID> {
    var texts = ByName<ObjectID>()
    for input in receipt.inputs where texts[input.name] == nil { texts[input.name] = input.text }
    return texts
  }

  /// Objects taken apart into dotted fields; lists stay whole.
  private static func flattened(_ object: JSONObject, prefix: String = "") -> ByName<JSONValue> {
    var fields = ByName<JSONValue>()
    for (key, value) in object.members {
      if let inner = value.object {
        for (name, value) in flattened(inner, prefix: "\(prefix)\(key).") { fields[name] = value }
      } else if value != .null {
        fields[prefix + key] = value
      }
    }
    return fields
  }
}
