public import StemmaRecord

/// A teacher under the name by which roles refer to it.
public struct NamedTeacher: Hashable, Sendable {
  public enum Reference: Hashable, Sendable {
    /// A name of the catalogue.
    case own(String)
    /// One behind a network.
    case live(TeacherChoice)
  }

  /// `[a-z0-9][a-z0-9-]{0,31}`.
  public let name: String
  public var reference: Reference

  public init(name: String, _ reference: Reference) {
    self.name = name
    self.reference = reference
  }

  /// What it is called where it stands alone: `embedded`, `openai:gpt-4o`.
  public var title: String {
    switch reference {
    case .own(let name): name
    case .live(let choice): choice.name
    }
  }
}

extension Manifest {
  /// The name of a teacher that has none.
  public static let unnamed = ""

  /// Whether anybody behind a network is asked.
  public var isLive: Bool { !liveChoices.isEmpty }

  /// Every teacher behind a network: under its name, or `unnamed` where the manifest has only one, as
  /// `teacher`.
  public var liveChoices: [(name: String, choice: TeacherChoice)] {
    if let live { return [(Self.unnamed, live)] }
    return teachers.compactMap { teacher in
      if case .live(let choice) = teacher.reference { (teacher.name, choice) } else { nil }
    }
  }

  /// The adapters that answer, in the order of their digests, none twice.
  public var adapters: [AdapterDigest] { Set(liveChoices.compactMap(\.choice.adapter)).sorted() }

  /// Every teacher of the catalogue's own, by name as `liveChoices`.
  public var ownTeachers: [(name: String, title: String)] {
    guard pool != nil else { return live == nil ? [(Self.unnamed, teacher)] : [] }
    return teachers.compactMap { teacher in
      if case .own(let title) = teacher.reference { (teacher.name, title) } else { nil }
    }
  }

  /// Who of several is asked what the filters of these roles want to know.
  public var raters: [Role: String] {
    var raters: [Role: String] = [:]
    raters[.judge] = judge
    raters[.sway] = sway
    return raters
  }

  /// Takes another choice for the teacher of that name.
  public mutating func setLive(_ name: String, to choice: TeacherChoice) {
    if live != nil {
      live = choice
    } else if let place = teachers.firstIndex(where: { $0.name == name }) {
      teachers[place].reference = .live(choice)
    }
  }

  /// What a stored *what* calls a teacher: its name and what it is.
  ///
  /// - Parameter name: as a trace has it; nil where the manifest has only one teacher.
  public static func teacherName(what: JSONValue, named name: String?) -> String {
    guard let name, let teacher = what["teachers"]?[name] else { return teacherName(what: what) }
    return "\(name) (\(teacherName(what: ["teacher": teacher])))"
  }

  /// Who shares the roles in which records are made, as one line tells it.
  static func title(
    of pool: TeacherPool, _ pools: [Role: TeacherPool], _ teachers: [NamedTeacher]
  ) -> String {
    let others = pools.map { ($0.key.rawValue, $0.value) }.sorted { $0.0 < $1.0 }
    return
      ([title(of: pool, teachers)]
      + others.map { role, pool in "\(role): \(title(of: pool, teachers))" })
      .joined(separator: "; ")
  }

  private static func title(of pool: TeacherPool, _ teachers: [NamedTeacher]) -> String {
    pool.members.map { member in
      let title = teachers.first { $0.name == member.name }?.title ?? ""
      return pool.members.count > 1
        ? "\(member.name) (\(title)) \(member.weight)" : "\(member.name) (\(title))"
    }.joined(separator: ", ")
  }

  /// `teachers` and `roles`, in the manifest's own shape.
  ///
  /// - Parameter form: how a teacher behind a network is written.
  func crew(_ form: (TeacherChoice) -> JSONValue) -> (teachers: JSONValue, roles: JSONValue)? {
    guard let pool else { return nil }
    var named = JSONObject()
    for teacher in teachers {
      switch teacher.reference {
      case .own(let name): named[teacher.name] = .string(name)
      case .live(let choice): named[teacher.name] = form(choice)
      }
    }
    var roles: JSONObject = ["question": .object(pool.weights)]
    for (role, pool) in pools { roles[role.rawValue] = .object(pool.weights) }
    for (role, name) in raters { roles[role.rawValue] = .string(name) }
    return (.object(named), .object(roles))
  }
}
