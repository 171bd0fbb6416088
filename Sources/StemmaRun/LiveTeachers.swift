import StemmaExperiment
public import StemmaRecord
import StemmaStore
public import StemmaTeacher

/// The way to teachers behind a network.
public struct LiveTeachers: Sendable {
  /// Asks a server which model it has, where its service says anything of that.
  public let pin: @Sendable (TeacherChoice) async throws -> TeacherPin
  /// Whoever is to answer; nothing is sent yet.
  public let teacher: @Sendable (TeacherChoice) throws -> any LiveTeacher
  private let form: @Sendable (TeacherChoice) throws -> any LiveTeacher

  /// - Parameters:
  ///   - pin: what a choice says itself, where nothing is given.
  ///   - form: makes a teacher that is never asked, only what it would be; nil for `teacher`.
  public init(
    pin: @escaping @Sendable (TeacherChoice) async throws -> TeacherPin = {
      TeacherPin(model: $0.model ?? "", evidence: JSONObject())
    },
    form: (@Sendable (TeacherChoice) throws -> any LiveTeacher)? = nil,
    teacher: @escaping @Sendable (TeacherChoice) throws -> any LiveTeacher
  ) {
    self.pin = pin
    self.form = form ?? teacher
    self.teacher = teacher
  }

  /// The same for what was recorded: nobody is asked, and no key is needed.
  var replaying: LiveTeachers { LiveTeachers(pin: pin, form: form, teacher: form) }
}

extension LiveTeachers {
  /// Those of this stemma's teachers that are behind a network.
  ///
  /// - Parameters:
  ///   - environment: where keys, proxies and certificates are looked up, and programs that serve models.
  ///   - telling: told what is waited for where such a program is started.
  ///   - warning: told where a key is going to be sent so that others can read it, before it is.
  public static func ofNetwork(
    _ environment: [String: String], telling: @escaping @Sendable (String) -> Void = { _ in },
    warning: @escaping @Sendable (String) -> Void = { _ in }
  ) -> LiveTeachers {
    @Sendable func warn(_ choice: TeacherChoice) {
      if let exposure = Teachers.exposure(of: choice, environment: environment) {
        warning(exposure)
      }
    }
    return LiveTeachers(
      pin: {
        warn($0)
        return try await Teachers.pin($0, environment: environment)
      },
      form: { try Teachers.form($0) },
      teacher: {
        warn($0)
        return try Teachers.make($0, environment: environment, telling: telling)
      })
  }
}

/// A teacher of which the model is known.
struct PinnedTeacher: Sendable {
  /// As in the manifest.
  var name = Manifest.unnamed
  let choice: TeacherChoice
  /// What its server said; nil where it was not asked.
  var evidence: JSONObject?
  /// The version that says which model it had, where its server did not.
  var rememberedFrom: String?
}

/// The model of a teacher whose server alone says which one it has, as far as records know it.
public struct RecalledModel: Hashable, Sendable {
  /// The teacher's short form.
  public let teacher: String
  /// What its server had last; nil where no version of the dataset says it.
  public let model: String?
  /// The version that says it.
  public let version: String?
}

extension LiveTeachers {
  /// Names the model of each of a manifest's teachers, as `pinned`.
  func pin(_ manifest: inout Manifest, in store: Store) async throws -> [PinnedTeacher] {
    var all: [PinnedTeacher] = []
    for (name, choice) in manifest.liveChoices {
      var pinned = try await pinned(choice, name, for: manifest.dataset, in: store)
      pinned.name = name
      manifest.setLive(name, to: pinned.choice)
      all.append(pinned)
    }
    return all
  }

  /// The choice with its model named. Where the server that is to name it is silent, the model is the
  /// one that was pinned last for it.
  ///
  /// - Throws: whatever `pin` throws, where nothing was pinned before.
  func pinned(
    _ choice: TeacherChoice, _ name: String, for dataset: String, in store: Store
  ) async throws -> PinnedTeacher {
    guard choice.model == nil else { return PinnedTeacher(choice: choice) }
    var choice = choice
    do {
      let pin = try await pin(choice)
      choice.model = pin.model
      return PinnedTeacher(choice: choice, evidence: pin.evidence)
    } catch let error as CancellationError {
      throw error
    } catch {
      guard let last = try Self.lastPinned(choice, name, for: dataset, in: store)
      else { throw error }
      choice.model = last.model
      return PinnedTeacher(choice: choice, rememberedFrom: last.version)
    }
  }

  /// Names the model of each teacher whose manifest does not, without asking its server: the one pinned
  /// last for it, or any where none was.
  static func recall(_ manifest: inout Manifest, in store: Store?) throws -> [RecalledModel] {
    var all: [RecalledModel] = []
    for (name, var choice) in manifest.liveChoices where choice.model == nil {
      let last = try store.flatMap {
        try lastPinned(choice, name, for: manifest.dataset, in: $0)
      }
      all.append(
        RecalledModel(teacher: choice.shortForm, model: last?.model, version: last?.version))
      choice.model = last?.model ?? "model"
      manifest.setLive(name, to: choice)
    }
    return all
  }

  static func lastPinned(
    _ choice: TeacherChoice, _ name: String, for dataset: String, in store: Store
  ) throws -> (model: String, version: String)? {
    guard try store.head(of: dataset) != nil else { return nil }
    for version in try store.versions(of: dataset).reversed() {
      guard let file = try store.files(of: version)["resolved.json"],
        let manifest = try? JSONReader.read(file),
        let teacher = manifest.teacher(named: name),
        teacher["provider"]?.string == choice.provider, teacher["adapter"]?.string == nil,
        let model = teacher["model"]?.string
      else { continue }
      return (model, version.name)
    }
    return nil
  }
}

extension JSONValue {
  /// How a resolved manifest, or a *what*, has a teacher.
  func teacher(named name: String) -> JSONValue? {
    name == Manifest.unnamed ? self["teacher"] : self["teachers"]?[name]
  }
}
