public import StemmaRecord
import StemmaStore
import StemmaTeacher

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
  private let form: @Sendable (TeacherChoice) throws -> any LiveTeacher

  /// - Parameter form: makes a teacher that is never asked, only what it would be; nil for `teacher`.
  public init(
    pin: @escaping @Sendable (TeacherChoice) async throws -> Pin? = { _ in nil },
    form: (@Sendable (TeacherChoice) throws -> any LiveTeacher)? = nil,
    teacher: @escaping @Sendable (TeacherChoice) throws -> any LiveTeacher
  ) {
    self.pin = pin
    self.form = form ?? teacher
    self.teacher = teacher
  }

  /// Those behind a network.
  ///
  /// - Parameter environment: where keys, proxies and certificates are looked up.
  public static func ofNetwork(_ environment: [String: String]) -> LiveTeachers {
    LiveTeachers(
      pin: { choice in
        let pin = try await Teachers.pin(choice, environment: environment)
        return Pin(model: pin.model, evidence: pin.evidence)
      },
      form: { try Teachers.form($0) },
      teacher: { try Teachers.make($0, environment: environment) })
  }

  /// The same for what was recorded: nobody is asked, and no key is needed.
  var replaying: LiveTeachers { LiveTeachers(pin: pin, form: form, teacher: form) }

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
        throw TeacherError.modelMissing(provider: choice.provider)
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
