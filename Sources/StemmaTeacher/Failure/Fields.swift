import StemmaRecord

/// From a service's names for parameters to a manifest's.
enum Fields {
  private static let names: [(parameter: String, field: String)] = [
    ("temperature", "sampling.temperature"), ("top_p", "sampling.top_p"),
    ("topP", "sampling.top_p"), ("seed", "sampling.seed"),
    ("max_tokens", "sampling.max_tokens"), ("max_completion_tokens", "sampling.max_tokens"),
    ("maxOutputTokens", "sampling.max_tokens"), ("num_predict", "sampling.max_tokens"),
  ]

  /// What to change in the manifest so that the request may be liked.
  static func advice(_ complaint: Complaint, extra: [String]) -> String {
    if complaint.message.contains("max_completion_tokens"),
      complaint.parameter == "max_tokens" || complaint.message.contains("'max_tokens'")
    {
      return "Set `teacher.max_tokens_field` to `max_completion_tokens`."
    }
    let fields = fields(complaint, extra: extra)
    if !fields.isEmpty {
      let shown = fields.map { "`\($0)`" }.joined(separator: " or ")
      return "Unset \(shown), or take another value."
    }
    let schemas = [
      "response_format", "json_schema", "output_config", "responseJsonSchema", "format",
    ]
    if schemas.contains(where: { complaint.parameter?.hasPrefix($0) == true })
      || schemas.dropLast().contains(where: { complaint.message.contains($0) })
    {
      return "Take a model that answers by a JSON Schema."
    }
    return "Change what it names in `sampling` or `teacher`, then run again."
  }

  /// The fields it speaks of: by its parameter, else by the words of its message.
  private static func fields(_ complaint: Complaint, extra: [String]) -> [String] {
    let all = names + extra.map { (parameter: $0, field: "teacher.extra_body.\($0)") }
    if let parameter = complaint.parameter {
      let last = parameter.split(separator: ".").last.map(String.init) ?? parameter
      let named = all.filter { $0.parameter == last || $0.parameter == parameter }.map(\.field)
      if !named.isEmpty { return named }
    }
    let words = Set(
      complaint.message.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_")) })
    var found: [String] = []
    for (parameter, field) in all
    where words.contains(Substring(parameter)) && !found.contains(field) {
      found.append(field)
    }
    return found
  }
}
