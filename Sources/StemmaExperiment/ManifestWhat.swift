public import StemmaRecord

extension Manifest {
  /// The *what*: the fields that decide the dataset's bytes, in the manifest's own shape. The hash
  /// of its canonical JSON is the plan's identity.
  ///
  /// Fields at their default are left out, so that a new field with a default changes no identity.
  /// Seeds and decimals are strings. Files are not in it: the receipt pins them by name and content.
  /// Versions that records are made from are, and must have been resolved to receipts; so are the
  /// texts in files that filters name, `filterTexts`.
  ///
  /// - Parameter template: the template in use, the task's own included.
  public func what(template: ObjectID) -> JSONObject {
    var what: JSONObject = [
      "task": .string(task), "template": .string(template.description),
    ]
    if !datasets.isEmpty {
      what["inputs"] = ["datasets": .texts(datasets)]
    }
    if let crew = crew(whatForm) {
      (what["teachers"], what["roles"]) = crew
    } else if let live {
      what["teacher"] = whatForm(live)
    } else if teacher != Manifest.standardTeacher {
      what["teacher"] = .string(teacher)
    }
    if !sampling.json.members.isEmpty { what["sampling"] = .object(sampling.json) }
    what["domain"] = domain.map { .string($0) }
    what["task_type"] = taskType.map { .string($0) }
    what["output_schema"] = outputSchema.map { .string($0) }
    what["lora"] = lora.map { .string($0) }
    if !constraints.isEmpty { what["constraints"] = .texts(constraints) }
    if !classes.isEmpty { what["classes"] = .array(classes.map(\.json)) }
    for field in Outline.Field.allCases { what[field.rawValue] = outline[field] }
    if !outputs.isEmpty { what["outputs"] = .array(outputs.map(\.json)) }
    what["keep"] = kept.map { .array($0.map { .string($0) }) }
    what["count"] = count.map { .integer($0) }
    what["per_section"] = perSection.map { .integer($0) }
    if strategy != catalogue.task(task)?.strategies.first { what["strategy"] = .string(strategy) }
    if candidates != 1 { what["candidates"] = .integer(candidates) }
    if maxAttempts != 3 { what["max_attempts"] = .integer(maxAttempts) }
    if askAgain != Rejection.standard {
      what["ask_again"] = .array(askAgain.map { .string($0.rawValue) })
    }
    if filters != catalogue.standardFilters(of: task) {
      what["filters"] = .array(
        filters.map { choice in
          let entry = catalogue.filter(choice.name)
          return choice.pinned(entry, filterTexts).json(leavingOut: entry?.standards ?? [:])
        })
    }
    what["expand"] = expand?.json
    what["sections"] = sections?.json(isComplete: false)
    what["mix"] = mix?.json
    what["batch"] = batch.map { .integer($0) }
    what["sample"] = sample.map { .integer($0) }
    what["split"] = split?.json(isComplete: false)
    return what
  }

  private func whatForm(_ choice: TeacherChoice) -> JSONValue {
    choice.what(isShort: catalogue.provider(choice.provider)?.form != .address)
  }

  /// The roles besides `question` in which records can be made.
  static let stepRoles = [Role.evolve, .answer, .chosen, .rejected]

  /// What a stored *what* calls its teacher; of several, each with its weight.
  public static func teacherName(what: JSONValue) -> String {
    if let named = what["teachers"]?.object?.members {
      let roles = what["roles"]?.object?.members ?? []
      guard !roles.contains(where: { stepRoles.map(\.rawValue).contains($0.key) }) else {
        return roles.filter { $0.value.object != nil }.map { role, weights in
          let names = (weights.object?.members ?? []).map { name, weight in
            let title = teacherName(what: what, named: name)
            return weights.object?.members.count ?? 0 > 1
              ? "\(title) \(weight.integer ?? 1)" : title
          }.joined(separator: ", ")
          return role == Role.question.rawValue ? (0, names) : (1, "\(role): \(names)")
        }.sorted { $0 < $1 }.map(\.1).joined(separator: "; ")
      }
      return named.map { name, _ in
        let weight = what["roles"]?["question"]?[name]?.integer ?? 1
        return named.count > 1
          ? "\(teacherName(what: what, named: name)) \(weight)"
          : teacherName(what: what, named: name)
      }.joined(separator: ", ")
    }
    guard let provider = what["teacher"]?["provider"]?.string else {
      return what["teacher"]?.string ?? standardTeacher
    }
    return TeacherChoice(
      provider: provider, model: what["teacher"]?["model"]?.string,
      adapter: what["teacher"]?["adapter"]?.string.flatMap(AdapterDigest.init(_:))
    ).name
  }

  /// The inverse of `what(template:)`, for making a version again from the store.
  ///
  /// Dataset is `reproduced`, documents and seeds are empty, description and license unset;
  /// `template` holds the template's object id.
  ///
  /// - Throws: where this version of stemma does not know a field, or a value is not in its range.
  public init(what: JSONObject, catalogue: Catalogue) throws(ManifestError) {
    var problems = ProblemList(files: ["the stored manifest"])
    var tree = what
    tree["stemma"] = .integer(Manifest.format)
    tree["dataset"] = "reproduced"
    let node = YAMLNode(stored: .object(tree))
    var checker = ManifestChecker(catalogue: catalogue, problems: problems, isStored: true)
    let manifest = checker.manifest(node)
    problems = checker.problems
    guard let manifest, problems.isEmpty else { throw ManifestError(problems.sorted) }
    self = manifest
  }
}

extension Catalogue {
  func task(_ name: String) -> TaskEntry? { tasks.first { $0.name == name } }

  func teacher(_ name: String) -> TeacherDescription? { teachers.first { $0.name == name } }

  func filter(_ name: String) -> FilterEntry? { filters.first { $0.name == name } }

  /// In effect where a manifest of the task names no filters.
  func standardFilters(of name: String) -> [FilterChoice] {
    standardFilters(task(name)?.standardFilters ?? TaskEntry.usualFilters)
  }

  func standardFilters(_ names: [String]) -> [FilterChoice] {
    names.compactMap { name in
      filter(name).map { FilterChoice(name: name, parameters: $0.standards) }
    }
  }
}

extension FilterEntry {
  /// Every parameter at its default.
  var standards: [String: ParameterValue] {
    Dictionary(parameters.map { ($0.name, $0.standard) }) { first, _ in first }
  }
}

extension YAMLNode {
  /// Stored JSON as the tree that the checker reads: seeds and decimals are strings there, so a
  /// string that is a number counts as one written plainly where a number is wanted.
  init(stored value: JSONValue) {
    place = .start(of: 0)
    switch value {
    case .null: content = .scalar("", isPlain: true)
    case .bool(let flag): content = .scalar(flag ? "true" : "false", isPlain: true)
    case .integer(let number): content = .scalar(String(number), isPlain: true)
    case .number(let number): content = .scalar(String(number), isPlain: true)
    case .string(let text): content = .scalar(text, isPlain: false)
    case .array(let values): content = .sequence(values.map(YAMLNode.init(stored:)))
    case .object(let object):
      content = .mapping(
        object.members.map { key, value in
          YAMLMember(key: key, place: .start(of: 0), value: YAMLNode(stored: value))
        })
    }
  }
}
