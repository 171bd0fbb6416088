import StemmaRecord

/// Checks a tree against the table of fields and the catalogue. Goes on after every problem.
struct ManifestChecker {
  let catalogue: Catalogue
  var problems: ProblemList
  /// The tree comes from stored JSON, in which seeds and decimals are strings.
  let isStored: Bool
  /// What is registered for a dataset, the oldest first.
  let adapters: (String) -> [Adapter]
  /// What a filter itself has against its parameters.
  let fault: (FilterChoice) -> FilterFault?
  var values: [String: CheckedValue] = [:]
  /// Where each field that was given stands.
  var slots: [String: Slot] = [:]
  /// Fields that were probably meant by misspelt ones, dotted.
  var misspelt: Set<String> = []
  /// What is expected, with where it stands.
  var expected: [(expectation: Expectation, slot: Slot)] = []

  init(
    catalogue: Catalogue, problems: ProblemList, isStored: Bool = false,
    fault: @escaping (FilterChoice) -> FilterFault? = { _ in nil },
    adapters: @escaping (String) -> [Adapter] = { _ in [] }
  ) {
    self.catalogue = catalogue
    self.problems = problems
    self.isStored = isStored
    self.adapters = adapters
    self.fault = fault
  }

  /// - Returns: nil where the tree is no manifest at all; where there are problems the result means
  ///   nothing.
  mutating func manifest(_ root: YAMLNode) -> Manifest? {
    guard !root.isNull else {
      problems.add(
        "manifest.empty", at: root.place, "Nothing stands in this file.",
        nextStep: "Run `stemma init` for a first manifest.")
      return nil
    }
    guard case .mapping(let members) = root.content else {
      problems.add(
        "manifest.wrong-type", at: root.place, "A manifest is a mapping of fields to values.",
        nextStep: "Begin with `stemma: 1`, then one `field: value` a line.")
      return nil
    }
    check(members, against: ManifestField.all, under: "", keyPlace: root.place)
    checkTaskAgainstTheRest(root.place)
    checkSplit()
    checkCrew()
    checkWeigher()
    checkStatistics()
    checkSpending()
    checkBenchmarks()
    checkExpand()
    checkMix()
    return assembled
  }

  // MARK: Mappings

  mutating func check(
    _ members: [YAMLMember], against fields: [ManifestField], under parent: String,
    keyPlace: Place
  ) {
    let prefix = parent.isEmpty ? "" : parent + "."
    for member in members where !fields.contains(where: { $0.name == member.key }) {
      if let meant = addUnknown(member, fields, prefix) { misspelt.insert(prefix + meant) }
    }
    for field in fields {
      let path = prefix + field.name
      guard let member = members.member(field.name) else {
        // A misspelt field is one mistake, not two.
        if field.isRequired && !misspelt.contains(path) {
          addMissing(path, field.summary, at: keyPlace)
        }
        continue
      }
      check(Slot(path: path, keyPlace: member.place, node: member.value), field)
    }
  }

  mutating func addMissing(_ path: String, _ summary: String, at place: Place) {
    problems.add(
      "manifest.missing-field", at: place, path: path, "`\(path)` is missing.",
      nextStep: "Add it: \(summary)")
  }

  /// A field of which the task makes nothing.
  mutating func addUnused(_ slot: Slot, _ name: String, of task: TaskEntry, nextStep: String) {
    problems.add(
      "manifest.unused-\(name)", at: slot.keyPlace, path: slot.path,
      "The task `\(task.name)` makes nothing of `\(slot.path)`.", nextStep: nextStep)
  }

  mutating func addTooMany(_ slot: Slot, _ count: Int, _ things: String, _ most: Int) {
    problems.add(
      "manifest.too-many", at: slot.place, path: slot.path,
      "`\(slot.path)` has \(count) \(things); it may have \(most).", nextStep: "Leave some out.")
  }

  /// - Returns: the field that was probably meant.
  private mutating func addUnknown(
    _ member: YAMLMember, _ fields: [ManifestField], _ prefix: String
  ) -> String? {
    let path = prefix + member.key
    let suggestion =
      problems.wantsSuggestions ? FieldNames.nearest(member.key, among: fields) : nil
    let names = Shown.list(fields.map(\.name))
    let next =
      if member.key == "<<" { "Manifests have no merge keys: write the fields out." } else {
        suggestion.map { "Did you mean `\($0)`?" } ?? "Known here are \(names)."
      }
    problems.add(
      "manifest.unknown-field", at: member.place, path: path,
      "There is no field \(Shown.text(path)).", suggestion: suggestion, nextStep: next)
    return suggestion
  }

  // MARK: Values

  private mutating func check(_ slot: Slot, _ field: ManifestField) {
    slots[slot.path] = slot
    guard !slot.node.isNull else {
      problems.add(
        "manifest.no-value", at: slot.keyPlace, path: slot.path,
        "`\(slot.path)` has no value.",
        nextStep: field.isRequired ? "Write one after the colon." : "Write one, or leave it out.")
      return
    }
    let value: CheckedValue? =
      switch field.kind {
      case .format: format(slot)
      case .datasetName: datasetName(slot).map { .text($0) }
      case .text(let limit): text(slot, limit: limit).map { .text($0) }
      case .texts(let limit, let each): texts(slot, limit: limit, each: each).map { .texts($0) }
      case .expectations: expectations(slot).map { .texts($0) }
      case .paths: paths(slot).map { .texts($0) }
      case .versions: versions(slot).map { .texts($0) }
      case .file: path(slot).map { .text($0) }
      case .task: task(slot)
      case .teacher: teacher(slot)
      // Which strategies there are depends on the task.
      case .strategy: text(slot, limit: 64).map { .text($0) }
      case .integer(let range, _): integer(slot, range).map { .integer($0) }
      case .seed: seed(slot).map { .seed($0) }
      case .decimal(let range): decimal(slot, range).map { .decimal($0) }
      case .classes: classes(slot)
      case .topics: topics(slot)
      case .weightedTexts: weightedTexts(slot)
      case .turns: turns(slot)
      case .outputs: outputs(slot)
      case .columns:
        texts(slot, limit: Self.mostColumns, each: Self.columnNameLimit).map { .texts($0) }
      case .filters: filters(slot).map { .filters($0) }
      case .teachers: teachers(slot)
      case .pool: pool(slot)
      case .member: member(slot)
      case .provider: provider(slot)
      case .adapter: adapterDigits(slot).map { .text($0) }
      case .choice(let words): choice(slot, among: words)
      case .address: address(slot).map { .text($0) }
      case .headers: headers(slot).map { .object($0) }
      case .members: members(slot).map { .object($0) }
      case .shares(let names): shares(slot, names).map { .object($0) }
      case .named(let each): named(slot, each: each).map { .object($0) }
      case .lists(let limit, let each):
        lists(slot, limit: limit, each: each).map { .object($0) }
      case .expand, .sections: group(slot, field.fields)
      case .flag: flag(slot).map { .flag($0) }
      case .mix: mix(slot).map { .mix($0) }
      case .words(let known, _): words(slot, among: known).map { .texts($0) }
      case .group(let fields): group(slot, fields)
      }
    if let value { values[slot.path] = value }
  }

  mutating func group(_ slot: Slot, _ fields: [ManifestField]) -> CheckedValue? {
    guard case .mapping(let members) = slot.node.content else {
      let names = Shown.list(fields.map(\.name))
      addWrongType(slot, "a mapping", next: "Indent its fields under it: \(names).")
      return nil
    }
    check(members, against: fields, under: slot.path, keyPlace: slot.keyPlace)
    return nil
  }

  private mutating func shares(_ slot: Slot, _ names: [String]) -> JSONObject? {
    let range = Millionths(count: 0)...Millionths(count: 1_000_000)
    let fields = names.map { name in
      ManifestField(
        name: name, mark: .how, title: name, summary: "A share from 0 to 1.", kind: .decimal(range))
    }
    _ = group(slot, fields)
    var shares = JSONObject()
    for name in names {
      shares[name] = values["\(slot.path).\(name)"]?.decimal.map { .string($0.description) }
    }
    return shares
  }

  mutating func addWrongType(
    _ slot: Slot, _ wanted: String, suggestion: String? = nil, next: String
  ) {
    let found =
      switch slot.node.content {
      case .scalar(let text, _): Shown.text(text)
      case .sequence: "a list"
      case .mapping: "a mapping"
      }
    problems.add(
      "manifest.wrong-type", at: slot.place, path: slot.path,
      "`\(slot.path)` must be \(wanted), not \(found).", suggestion: suggestion, nextStep: next)
  }

  // MARK: The whole

  private mutating func checkTaskAgainstTheRest(_ root: Place) {
    guard let task = values["task"]?.text.flatMap(catalogue.task) else { return }
    checkInputs(of: task, root)
    checkClasses(of: task, root)
    checkSections(of: task)
    checkOutline(of: task, root)
    checkRows(of: task, root)
    checkFilterFields(of: task)
    if let strategy = values["strategy"]?.text, let slot = slots["strategy"],
      !task.strategies.contains(where: { $0.hasSameBytes(as: strategy) })
    {
      addUnknownName(
        "manifest.unknown-strategy", at: slot.place, path: slot.path, strategy,
        among: task.strategies, kind: "strategy of task `\(task.name)`")
    }
    guard slots["teachers"] == nil else {
      for teacher in values["teachers"]?.teachers ?? [] {
        check(
          teacher.reference, for: task, path: "teachers.\(teacher.name)",
          at: slots["teachers.\(teacher.name)"]?.place ?? root)
      }
      return
    }
    guard slots["teacher"] == nil || values["teacher"] != nil else { return }
    let reference =
      values["teacher"]?.teacher.map { NamedTeacher.Reference.live($0) }
      ?? .own(values["teacher"]?.text ?? Manifest.standardTeacher)
    check(
      reference, for: task, path: "teacher",
      at: slots["teacher"]?.place ?? slots["task"]?.place ?? root)
  }

  /// Whether a teacher can do what is wanted of it.
  private mutating func check(
    _ reference: NamedTeacher.Reference, for task: TaskEntry, path: String, at place: Place
  ) {
    let name: String
    switch reference {
    case .live(let choice): return checkAbilities(of: choice, path: path)
    case .own(let own): name = own
    }
    guard let teacher = catalogue.teacher(name) else {
      problems.add(
        "manifest.unknown-teacher", at: place, path: path,
        "The standard teacher `\(name)` is not to be had here.",
        nextStep: "Name one: \(Shown.list(catalogue.teachers.map(\.name))).")
      return
    }
    if teacher.tasksWithInput.contains(task.name), !isStored,
      !InputKind.allCases.contains(where: { slots["inputs.\($0.rawValue)"] != nil })
    {
      problems.add(
        "manifest.teacher-needs-input", at: place, path: path,
        "Teacher `\(name)` makes records of task `\(task.name)` from documents, and `inputs` names none.",
        nextStep: "Name some under `inputs.documents`, or choose a teacher behind a network.")
    }
    checkOutputs(of: task, by: teacher)
    guard let tasks = teacher.tasks, !tasks.contains(task.name) else { return }
    let able = catalogue.teachers.filter { $0.tasks?.contains(task.name) ?? true }.map(\.name)
    problems.add(
      "manifest.teacher-cannot-serve", at: place, path: path,
      "Teacher `\(name)` cannot serve task `\(task.name)`.",
      suggestion: able.first,
      nextStep: able.isEmpty
        ? "Choose a task it serves: \(Shown.list(tasks))."
        : "Choose a teacher that can: \(Shown.list(able)).")
  }

  /// Something must be held out, and something be left for training.
  private mutating func checkSplit() {
    let known = ["leak", "test", "validation"]
    guard let slot = slots["split"], case .mapping(let members) = slot.node.content,
      members.allSatisfy({ known.contains($0.key) })
    else { return }
    let names = ["split.validation", "split.test"]
    guard names.contains(where: { slots[$0] != nil }) else {
      problems.add(
        "manifest.empty-split", at: slot.place, path: "split", "`split` holds nothing out.",
        nextStep: "Write `split: {validation: 0.1}`, or leave it out.")
      return
    }
    let total = names.compactMap { values[$0]?.decimal?.count }.reduce(0, +)
    guard total >= 1_000_000 else { return }
    problems.add(
      "manifest.out-of-range", at: slot.place, path: "split",
      "`split.validation` and `split.test` together leave nothing for training.",
      nextStep: "Make them less than 1 together.")
  }

  private var split: Split? {
    guard slots["split"] != nil else { return nil }
    return Split(
      validation: values["split.validation"]?.decimal, test: values["split.test"]?.decimal,
      leak: values["split.leak"]?.decimal)
  }

  private var assembled: Manifest? {
    guard problems.isEmpty, let dataset = values["dataset"]?.text,
      let task = values["task"]?.text
    else { return nil }
    var manifest = Manifest(
      dataset: dataset, description: values["description"]?.text,
      license: values["license"]?.text, task: task,
      documents: values["inputs.documents"]?.texts ?? [],
      seeds: values["inputs.seeds"]?.texts ?? [],
      datasets: values["inputs.datasets"]?.texts ?? [],
      tables: values["inputs.tables"]?.texts ?? [],
      teacher: values["teacher"]?.text ?? Manifest.standardTeacher,
      live: values["teacher"]?.teacher, teachers: values["teachers"]?.teachers ?? [],
      pool: values["roles.question"]?.pool, pools: pools, judge: values["roles.judge"]?.text,
      sway: values["roles.sway"]?.text,
      sampling: Sampling(
        seed: values["sampling.seed"]?.seed,
        temperature: values["sampling.temperature"]?.decimal,
        topP: values["sampling.top_p"]?.decimal,
        maxTokens: values["sampling.max_tokens"]?.integer),
      template: values["template"]?.text, domain: values["domain"]?.text,
      taskType: values["task_type"]?.text, outputSchema: values["output_schema"]?.text,
      lora: values["lora"]?.text,
      constraints: values["constraints"]?.texts ?? [], classes: values["classes"]?.classes ?? [],
      outputs: values["outputs"]?.outputs ?? [], kept: values["keep"]?.texts,
      count: values["count"]?.integer,
      perSection: values["per_section"]?.integer, strategy: values["strategy"]?.text,
      candidates: values["candidates"]?.integer ?? 1,
      maxAttempts: values["max_attempts"]?.integer ?? 3,
      askAgain: values["ask_again"]?.texts.map { words in
        Rejection.allCases.filter { words.contains($0.rawValue) }
      } ?? Rejection.standard,
      filters: values["filters"]?.filters, split: split, budget: values["budget"]?.decimal,
      expectations: values["expect"]?.texts?.compactMap { Expectation($0) } ?? [],
      benchmarks: values["contamination"]?.texts ?? [],
      faultLimits: values["check"]?.object ?? JSONObject(),
      publishing: values["publish"]?.text.flatMap(Publishing.init(rawValue:)) ?? .always,
      catalogue: catalogue)
    manifest.terms = values["terms"]?.text
    manifest.expand = expand
    manifest.sections = sections
    manifest.outline = outline
    manifest.mix = values["mix"]?.mix
    manifest.batch = values["batch"]?.integer
    manifest.sample = values["sample"]?.integer
    return manifest
  }
}
