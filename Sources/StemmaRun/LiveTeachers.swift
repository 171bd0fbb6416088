public import StemmaRecord

/// The way to teachers behind a network.
public struct LiveTeachers: Sendable {
  /// Names the model that a server has, where a manifest leaves that to the server.
  public let pin: @Sendable (TeacherChoice) async throws -> TeacherChoice
  /// Whoever is to answer; nothing is sent yet.
  public let teacher: @Sendable (TeacherChoice) throws -> any LiveTeacher

  public init(
    pin: @escaping @Sendable (TeacherChoice) async throws -> TeacherChoice = { $0 },
    teacher: @escaping @Sendable (TeacherChoice) throws -> any LiveTeacher
  ) {
    self.pin = pin
    self.teacher = teacher
  }
}
