public import StemmaRecord
import StemmaTeacher

/// The way to teachers behind a network.
public struct LiveTeachers: Sendable {
  /// Names the model that a server has, where a manifest leaves that to the server.
  public let pin: @Sendable (TeacherChoice) async throws -> TeacherChoice
  /// Whoever is to answer; nothing is sent yet.
  public let teacher: @Sendable (TeacherChoice) throws -> any LiveTeacher
  private let form: @Sendable (TeacherChoice) throws -> any LiveTeacher

  /// - Parameter form: makes a teacher that is never asked, only what it would be; nil for `teacher`.
  public init(
    pin: @escaping @Sendable (TeacherChoice) async throws -> TeacherChoice = { $0 },
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
  /// - Parameter environment: where keys, proxies and certificates are looked up.
  public static func ofNetwork(_ environment: [String: String]) -> LiveTeachers {
    LiveTeachers(
      pin: { choice in
        var pinned = choice
        pinned.model = try await Teachers.pin(choice, environment: environment).model
        return pinned
      },
      form: { try Teachers.form($0) },
      teacher: { try Teachers.make($0, environment: environment) })
  }
}
