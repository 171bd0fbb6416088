public import StemmaRecord
public import StemmaTask

extension Template {
  /// The wordings that a manifest's prompts have: the task's own, and in their place what was given.
  ///
  /// - Parameter given: nil where the manifest names none.
  /// - Throws: where what was given does not fit how the task asks.
  public init(
    _ given: Template?, of task: any TaskDefinition, for manifest: Manifest
  ) throws(TemplateMisfit) {
    let steps = manifest.steps(of: task)
    guard !steps.isEmpty else {
      guard let template = given ?? Template(json: task.template) else {
        preconditionFailure("every task's own template is well-formed")
      }
      guard template.whole != nil else {
        throw .wantsOne(template: template.name, task: task.entry.name)
      }
      self = template
      return
    }
    let names = steps.map(\.role)
    if let given, given.whole != nil || !names.contains(where: { given.roles[$0] != nil }) {
      throw .wantsRoles(template: given.name, task: task.entry.name, roles: names)
    }
    if let odd = given?.roles.keys.filter({ !names.contains($0) }).map(\.rawValue).min() {
      throw .unknownRole(odd, template: given?.name ?? "", roles: names)
    }
    var roles: [Role: Wording] = [:]
    for step in steps {
      let own = Wording(
        systemPrompt: step.systemPrompt, userPrompt: step.userPrompt, defaultOutputSchema: nil)
      let wording = given?.roles[step.role] ?? own
      guard !step.isLater || wording.has(.rows) else {
        throw .blind(step.role, template: given?.name ?? "")
      }
      roles[step.role] = wording
    }
    self.init(name: given?.name ?? "\(task.entry.name)-roles", whole: nil, roles: roles)
  }
}

extension Manifest {
  /// What of it decides from which parts of its inputs records are made.
  public var taskSettings: TaskSettings {
    TaskSettings(
      strategy: strategy, classes: classes, outputs: outputs, kept: kept, outline: outline,
      seed: sampling.seed ?? 0, domain: domain, mayFallShort: !ownTeachers.isEmpty,
      mixedTurns: mix?.axes.first { $0.name.hasSameBytes(as: MixCatalogue.turns) }?.values
        .map(\.name) ?? [])
  }

  /// Its task, with all that it says of it; nil for a name that is none of this stemma's.
  public var definition: (any TaskDefinition)? {
    Tasks.named(task)?.configured(by: taskSettings)
  }

  /// The questions by which its records are made, part by part; empty where one prompt asks for whole
  /// ones.
  public func steps(of task: any TaskDefinition) -> [TaskStep] {
    task.steps(naming: Set(pools.keys))
  }

  /// Who is asked in a role: whoever it is given to, else those who are asked for records.
  func pool(of role: Role) -> TeacherPool? { pools[role] ?? pool }

  /// Cuts slots where those of another teacher begin.
  func runs(_ slots: Range<Int>, of item: ItemKey, as role: Role) -> [Range<Int>] {
    pool(of: role)?.runs(slots, of: item, seed: sampling.seed ?? 0) ?? [slots]
  }
}

/// Why a template cannot word a manifest's prompts.
public enum TemplateMisfit: ActionableError, Hashable {
  /// It has a wording for each role, and the task asks one question.
  case wantsOne(template: String, task: String)
  /// It has one wording, and the task asks in steps.
  case wantsRoles(template: String, task: String, roles: [Role])
  /// It words a role that is none of the steps.
  case unknownRole(String, template: String, roles: [Role])
  /// A step would not be shown what it is to go on with.
  case blind(Role, template: String)

  public var code: String {
    switch self {
    case .wantsOne: "template.wants-one-prompt"
    case .wantsRoles: "template.wants-roles"
    case .unknownRole: "template.unknown-role"
    case .blind: "template.missing-placeholder"
    }
  }

  public var whatHappened: String {
    switch self {
    case .wantsOne(let template, let task):
      "Template «\(template)» words roles, and here `\(task)` asks for whole records in one prompt."
    case .wantsRoles(let template, let task, let roles):
      "Template «\(template)» has one prompt, and here `\(task)` asks in steps: \(Self.list(roles))."
    case .unknownRole(let role, let template, _):
      "Template «\(template)» words the role `\(role)`, in which nobody is asked."
    case .blind(let role, let template):
      "In template «\(template)», the prompt for `\(role)` has no {rows}: it would not show what to go on with."
    }
  }

  public var nextStep: String {
    switch self {
    case .wantsOne: "Write `userPrompt` in place of `roles`, or name a teacher for a role."
    case .wantsRoles(_, _, let roles):
      "Write `\"roles\": {\"\(roles[0].rawValue)\": {\"userPrompt\": \"…\"}}` in its place; roles left out "
        + "keep the task's own prompts."
    case .unknownRole(_, _, let roles): "Word \(Self.list(roles))."
    case .blind: "Put {rows} where the prompt is to have them."
    }
  }

  private static func list(_ roles: [Role]) -> String {
    roles.map { "`\($0.rawValue)`" }.joined(separator: ", ")
  }
}
