public import StemmaRecord

/// Which model answers, as far as its server says.
public struct TeacherPin: Hashable, Sendable {
  /// The model's name, as requests have it.
  public let model: String
  /// What pins it beyond its name: `digest` for ollama; `id`, `root` and `parent` for vllm-server.
  public let evidence: JSONObject

  public init(model: String, evidence: JSONObject) {
    self.model = model
    self.evidence = evidence
  }
}

extension Teachers {
  /// Asks the server which model it has; services that say nothing of that are not asked.
  ///
  /// - Throws: `TeacherError`, or `CancellationError`.
  public static func pin(
    _ choice: TeacherChoice, environment: [String: String]
  ) async throws -> TeacherPin {
    let service = try Service(choice, settings: { _ in }, environment: environment)
    switch choice.provider {
    case "vllm-server":
      return try pin(choice, models: try await service.get("/models"), service.teacher)
    case "ollama":
      return try pin(choice, tags: try await service.get("/api/tags"), service.teacher)
    default:
      guard let model = choice.model else {
        throw TeacherError.modelMissing(provider: choice.provider)
      }
      return TeacherPin(model: model, evidence: JSONObject())
    }
  }

  private static func pin(
    _ choice: TeacherChoice, models: JSONValue, _ teacher: String
  ) throws(TeacherError) -> TeacherPin {
    let all = (models["data"]?.array ?? []).compactMap(\.object)
    let wanted = all.filter { entry in
      guard let id = entry["id"]?.string else { return false }
      return choice.model.map { id.hasSameBytes(as: $0) } ?? true
    }
    // A server with adapters lists them behind their base, and each names its parent.
    let bases = wanted.filter { ($0["parent"] ?? .null) == .null }
    let candidates = choice.model == nil ? bases : wanted
    guard let entry = candidates.first, let id = entry["id"]?.string else {
      throw .modelUnknown(
        teacher: teacher, reason: choice.model == nil ? "it lists none." : "it lists others.")
    }
    guard candidates.count == 1 else {
      throw .modelUnknown(teacher: teacher, reason: "it lists \(candidates.count).")
    }
    return TeacherPin(model: id, evidence: entry.only("id", "root", "parent"))
  }

  private static func pin(
    _ choice: TeacherChoice, tags: JSONValue, _ teacher: String
  ) throws(TeacherError) -> TeacherPin {
    guard let model = choice.model else { throw .modelMissing(provider: choice.provider) }
    let full = model.contains(":") ? model : model + ":latest"
    let entry = tags["models"]?.array?.first { entry in
      let names = [entry["name"], entry["model"]].compactMap { $0?.string }
      return names.contains(model) || names.contains(full)
    }
    guard let entry = entry?.object, let digest = entry["digest"]?.string else {
      throw .modelUnknown(teacher: teacher, reason: "it does not have this model.")
    }
    return TeacherPin(model: model, evidence: ["digest": .string(digest)])
  }
}
