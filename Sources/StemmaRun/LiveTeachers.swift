public import StemmaRecord
import StemmaStore

/// The way to teachers behind a network.
public struct LiveTeachers: Sendable {
  /// Which model answers, as its server says.
  public struct Pin: Sendable {
    public let model: String
    /// What pins it beyond its name, by the service's own names.
    public let evidence: JSONObject

    public init(model: String, evidence: JSONObject = JSONObject()) {
      self.model = model
      self.evidence = evidence
    }
  }

  /// Asks a server which model it has; nil where its service says nothing of that.
  public let pin: @Sendable (TeacherChoice) async throws -> Pin?
  /// Whoever is to answer; nothing is sent yet.
  public let teacher: @Sendable (TeacherChoice) throws -> any LiveTeacher

  public init(
    pin: @escaping @Sendable (TeacherChoice) async throws -> Pin? = { _ in nil },
    teacher: @escaping @Sendable (TeacherChoice) throws -> any LiveTeacher
  ) {
    self.pin = pin
    self.teacher = teacher
  }

  /// The choice with its model named. Where the server that is to name it is silent, the model is the
  /// one that was pinned last for it.
  ///
  /// - Throws: whatever `pin` throws, where nothing was pinned before.
  func pinned(
    _ choice: TeacherChoice, for dataset: String, in store: Store
  ) async throws -> PinnedTeacher {
    guard choice.model == nil else { return PinnedTeacher(choice: choice) }
    var choice = choice
    do {
      guard let pin = try await pin(choice) else {
        throw RunError.teacherUnreachable(choice.provider)
      }
      choice.model = pin.model
      return PinnedTeacher(choice: choice, evidence: pin.evidence)
    } catch let error as CancellationError {
      throw error
    } catch {
      guard let last = try Self.lastPinned(choice, for: dataset, in: store) else { throw error }
      choice.model = last.model
      return PinnedTeacher(choice: choice, rememberedFrom: last.version)
    }
  }

  private static func lastPinned(
    _ choice: TeacherChoice, for dataset: String, in store: Store
  ) throws -> (model: String, version: String)? {
    guard try store.head(of: dataset) != nil else { return nil }
    for version in try store.versions(of: dataset).reversed() {
      guard let file = try store.files(of: version)["resolved.json"],
        let teacher = (try? JSONReader.read(file))?["teacher"],
        teacher["provider"]?.string == choice.provider,
        teacher["base_url"]?.string == choice.baseURL, let model = teacher["model"]?.string
      else { continue }
      return (model, version.name)
    }
    return nil
  }
}

/// A teacher of which the model is known.
struct PinnedTeacher: Sendable {
  let choice: TeacherChoice
  var evidence: JSONObject?
  /// The version that says which model it had, where its server did not.
  var rememberedFrom: String?
}
