import StemmaRecord

// Several teachers: each under a name of its own, and the roles that refer to them.
extension ManifestChecker {
  static let mostTeachers = 16
  static let weights = 1...1_000
  static let teacherNamePattern = "^[a-z0-9][a-z0-9-]{0,31}$"

  mutating func teachers(_ slot: Slot) -> CheckedValue? {
    guard case .mapping(let members) = slot.node.content, !members.isEmpty,
      members.count <= Self.mostTeachers
    else {
      addWrongType(
        slot, "a mapping of 1 to \(Self.mostTeachers) names to teachers",
        next: "Write such as `small: openai:MODEL` under it.")
      return nil
    }
    var named: [NamedTeacher] = []
    var isWhole = true
    for member in members {
      let place = slot.member(member)
      guard Self.isTeacherName(member.key) else {
        problems.add(
          "manifest.bad-name", at: member.place, path: place.path,
          "\(Shown.text(member.key)) cannot name a teacher.",
          nextStep: "Use up to 32 of a-z, 0-9 and `-`, a letter or digit first.")
        isWhole = false
        continue
      }
      slots[place.path] = place
      switch teacher(place) {
      case .text(let name)?: named.append(NamedTeacher(name: member.key, .own(name)))
      case .teacher(let choice)?: named.append(NamedTeacher(name: member.key, .live(choice)))
      default: isWhole = false
      }
    }
    guard isWhole else { return nil }
    return .teachers(named.sorted { $0.name.precedesByBytes($1.name) })
  }

  private static func isTeacherName(_ name: String) -> Bool {
    (1...32).contains(name.utf8.count) && name.utf8.first != UInt8(ascii: "-")
      && name.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == UInt8(ascii: "-")
      }
  }

  /// A teacher's name, or several with their weights.
  mutating func pool(_ slot: Slot) -> CheckedValue? {
    guard case .mapping(let members) = slot.node.content else {
      guard let name = name(slot) else { return nil }
      return .pool(TeacherPool([TeacherPool.Member(name: name, weight: 1)]))
    }
    guard !members.isEmpty, members.count <= Self.mostTeachers else {
      addWrongType(
        slot, "a teacher's name or a mapping of names to weights",
        next: "Write such as `{small: 3, large: 1}`.")
      return nil
    }
    var shares: [TeacherPool.Member] = []
    for member in members {
      let place = slot.member(member)
      guard isKnown(member.key, at: member.place, path: place.path),
        let weight = integer(place, Self.weights)
      else { continue }
      shares.append(TeacherPool.Member(name: member.key, weight: weight))
    }
    return shares.count == members.count ? .pool(TeacherPool(shares)) : nil
  }

  mutating func member(_ slot: Slot) -> CheckedValue? { name(slot).map { .text($0) } }

  private mutating func name(_ slot: Slot) -> String? {
    guard let name = text(slot, limit: 1_000), isKnown(name, at: slot.place, path: slot.path)
    else { return nil }
    return name
  }

  /// Fields are checked in the table's order: `teachers` stands before `roles`.
  private mutating func isKnown(_ name: String, at place: Place, path: String) -> Bool {
    guard let teachers = values["teachers"]?.teachers else {
      // Where `teachers` is wrong itself, that is the mistake.
      if slots["teachers"] == nil {
        problems.add(
          "manifest.missing-field", at: place, path: "teachers",
          "`\(path)` names a teacher, and `teachers` names none.",
          nextStep: "Write `teachers:`, and under it a line such as `small: openai:MODEL`.")
      }
      return false
    }
    if teachers.contains(where: { $0.name.hasSameBytes(as: name) }) { return true }
    addUnknownName(
      "manifest.unknown-teacher", at: place, path: path, name, among: teachers.map(\.name),
      kind: "teacher")
    return false
  }

  private func isAsked(_ role: Role) -> Bool {
    (values["filters"]?.filters ?? []).contains { $0.name == role.rawValue }
  }

  /// Of several teachers it must be said who has a filter's role, and only where there is the filter.
  private mutating func checkRole(_ role: Role, of teachers: [NamedTeacher]) {
    let (name, path) = (role.rawValue, "roles.\(role.rawValue)")
    if isAsked(role), slots[path] == nil, let slot = slots["filters"] {
      problems.add(
        "manifest.missing-field", at: slot.place, path: path,
        "The filter `\(name)` asks a teacher, and no role says which.",
        nextStep: "Add `\(name): \(teachers[0].name)` under `roles`.")
    }
    guard let slot = slots[path], !isAsked(role),
      slots["filters"] == nil || values["filters"] != nil
    else { return }
    problems.add(
      "manifest.idle-role", at: slot.keyPlace, path: path,
      "Nobody is asked in this role: `filters` has no `\(name)`.",
      nextStep: "Add `\(name)` to `filters`, or take the role out.")
  }

  /// Whoever is to say how probable answers are must be able to.
  mutating func checkWeigher() {
    guard isAsked(.sway), let slot = slots["filters.\(Role.sway.rawValue)"] else { return }
    let reference: NamedTeacher.Reference
    if slots["teachers"] != nil {
      let name = values["roles.\(Role.sway.rawValue)"]?.text
      guard let named = values["teachers"]?.teachers?.first(where: { $0.name == name }) else {
        return
      }
      reference = named.reference
    } else {
      guard slots["teacher"] == nil || values["teacher"] != nil else { return }
      reference =
        values["teacher"]?.teacher.map { .live($0) }
        ?? .own(values["teacher"]?.text ?? Manifest.standardTeacher)
    }
    let title: String
    switch reference {
    case .own(let name):
      guard let teacher = catalogue.teacher(name), !teacher.weighs else { return }
      title = name
    case .live(let choice):
      guard let able = catalogue.provider(choice.provider)?.capabilities,
        choice.isBatched || (choice.scoring ?? able.standardScoring) == nil
      else { return }
      title = choice.provider
    }
    problems.add(
      "manifest.teacher-cannot", at: slot.place, path: slot.path,
      "Teacher `\(title)` does not say how probable an answer is, which `sway` is about.",
      nextStep: "Take \(weighers); beside others, by `roles.sway`. Or leave `sway` out.")
  }

  /// Who says how probable a text is.
  var weighers: String {
    let own = catalogue.teachers.filter(\.weighs).map { "`\($0.name)`" }
    let able = catalogue.providers.filter(\.capabilities.weighs)
    let live = able.filter { $0.capabilities.standardScoring != nil }.map { "`\($0.name)`" }
    let told = able.filter { $0.capabilities.standardScoring == nil }.map {
      "`scoring` for a server of that kind behind `\($0.name)`"
    }
    let all = own + live + told
    guard let last = all.last else { return "another teacher" }
    return all.count == 1 ? last : all.dropLast().joined(separator: ", ") + " or " + last
  }

  /// Either one teacher, or several with their roles; and none without one.
  mutating func checkCrew() {
    guard let slot = slots["teachers"] else { return }
    if let single = slots["teacher"] {
      problems.add(
        "manifest.two-teachers", at: single.place, path: "teacher",
        "`teacher` and `teachers` both say who answers.",
        nextStep: "Leave `teacher` out: `roles.question` says which of `teachers` does.")
      return
    }
    guard let teachers = values["teachers"]?.teachers else { return }
    guard slots["roles.question"] != nil else {
      if !misspelt.contains("roles") && !misspelt.contains("roles.question") {
        addMissing(
          "roles.question", "`question: \(teachers[0].name)` under `roles`.", at: slot.place)
      }
      return
    }
    for role in [Role.judge, .sway] { checkRole(role, of: teachers) }
    checkSteps()
    guard let pool = values["roles.question"]?.pool else { return }
    let raters = ["roles.judge", "roles.sway"].compactMap { values[$0]?.text }
    let askers = ([pool] + pools.values).flatMap(\.members).map(\.name)
    for teacher in teachers
    where !raters.contains(teacher.name) && !askers.contains(teacher.name)
      // Where a role is wrong itself, that is the mistake.
      && Manifest.stepRoles.allSatisfy({
        slots["roles.\($0.rawValue)"] == nil || values["roles.\($0.rawValue)"] != nil
      })
    {
      let place = slots["teachers.\(teacher.name)"]?.keyPlace ?? slot.place
      problems.add(
        "manifest.idle-teacher", at: place, path: "teachers.\(teacher.name)",
        "No role refers to teacher `\(teacher.name)`.",
        nextStep: "Name it under `roles`, or take it out.")
    }
  }
}
