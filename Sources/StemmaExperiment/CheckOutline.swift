import StemmaRecord

// What texts and conversations are to be about and like.
extension ManifestChecker {
  /// Topics, or subtopics where topics have some.
  static let mostTopics = 1_000
  static let mostWeighted = 64
  /// So many pairs of a document type and a topic.
  private static let mostPairs = 10_000

  // MARK: Values

  /// A list of names, or names with lists of subtopics.
  mutating func topics(_ slot: Slot) -> CheckedValue? {
    guard case .mapping(let members) = slot.node.content else {
      guard case .sequence = slot.node.content else {
        addWrongType(
          slot, "a list of texts, or a mapping of topics to lists of subtopics",
          next: "Write `[harbours, tides]`, or `tides: [causes, effects]` under it.")
        return nil
      }
      return texts(slot, limit: Self.mostTopics, each: 200)
        .map { .topics($0.map { Topic(name: $0) }) }
    }
    var subtopics = JSONObject()
    var count = 0
    for member in members {
      let own = slot.member(member)
      guard text(own.key(member.key), limit: 200) != nil else { continue }
      guard !member.value.isNull else {
        subtopics[member.key] = .array([])
        count += 1
        continue
      }
      guard let names = texts(own, limit: Self.mostTopics, each: 200) else { continue }
      subtopics[member.key] = .texts(names)
      count += max(1, names.count)
    }
    guard subtopics.members.count == members.count, isWithin(Self.mostTopics, count, slot) else {
      return nil
    }
    // In an order that the manifest's own plays no part in, as it is kept without it.
    return .topics(
      subtopics.members.map { name, list in
        Topic(name: name, subtopics: list.texts ?? [])
      })
  }

  /// A list of texts, or texts with weights.
  mutating func weightedTexts(_ slot: Slot) -> CheckedValue? {
    guard case .mapping(let members) = slot.node.content else {
      guard case .sequence = slot.node.content else {
        addWrongType(
          slot, "a list of texts, or a mapping of texts to weights",
          next: "Write `[\"You are brief.\"]`, or `\"You are brief.\": 2` under it.")
        return nil
      }
      return texts(slot, limit: Self.mostWeighted, each: 4_000).map { texts in
        .weights(Self.sorted(texts.map { WeightedText(text: $0) }))
      }
    }
    var found: [WeightedText] = []
    for member in members {
      let own = slot.member(member, named: member.key.onOneLine(limit: 40))
      guard text(own.key(member.key), limit: 4_000) != nil,
        let weight = integer(own, WeightedText.weights)
      else { continue }
      found.append(WeightedText(text: member.key, weight: weight))
    }
    guard found.count == members.count, isWithin(Self.mostWeighted, found.count, slot) else {
      return nil
    }
    return .weights(Self.sorted(found))
  }

  /// As they are kept: in the order of their texts.
  private static func sorted(_ texts: [WeightedText]) -> [WeightedText] {
    (JSONObject(unsorted: texts.map { ($0.text, .integer($0.weight)) }) ?? JSONObject()).members
      .map { WeightedText(text: $0.key, weight: $0.value.integer ?? 1) }
  }

  /// A number, or the least and the most.
  mutating func turns(_ slot: Slot) -> CheckedValue? {
    guard case .mapping = slot.node.content else {
      return integer(slot, Outline.turnRange).map { .integer($0) }
    }
    _ = group(slot, ManifestField.turns)
    if let least = values["turns.min"]?.integer, let most = values["turns.max"]?.integer,
      least > most
    {
      problems.add(
        "manifest.out-of-range", at: slot.place, path: slot.path,
        "`turns.min` is more than `turns.max`.", nextStep: "Write `{min: \(most), max: \(least)}`.")
    }
    return nil
  }

  private mutating func isWithin(_ limit: Int, _ count: Int, _ slot: Slot) -> Bool {
    guard count > limit else { return true }
    addTooMany(slot, count, "elements altogether", limit)
    return false
  }

  // MARK: The whole

  /// What of it all the manifest says.
  var outline: Outline {
    var outline = Outline()
    outline.documentTypes = values["document_types"]?.texts ?? []
    outline.topics = values["topics"]?.topics ?? []
    outline.personas = values["personas"]?.texts ?? []
    outline.systemPrompts = values["system_prompts"]?.weights ?? []
    if let number = values["turns"]?.integer { outline.turns = number...number }
    if let least = values["turns.min"]?.integer, let most = values["turns.max"]?.integer,
      least <= most
    {
      outline.turns = least...most
    }
    return outline
  }

  /// Each task has its own fields, and some of them it must have.
  mutating func checkOutline(of task: TaskEntry, _ root: Place) {
    for field in Outline.Field.allCases {
      let name = field.rawValue
      if let slot = slots[name] {
        guard task.outline.contains(field) else {
          addUnused(field, of: task, slot)
          continue
        }
        if outline[field] == nil, values[name] != nil {
          problems.add(
            "manifest.empty-list", at: slot.place, path: slot.path, "`\(name)` is empty.",
            nextStep: "Name at least one, or leave the field out.")
        }
      }
      guard task.outline.contains(field) else { continue }
      if let slot = slots["expand.\(name)"] {
        problems.add(
          "manifest.twice-expanded", at: slot.keyPlace, path: slot.path,
          "Task `\(task.name)` has `\(name)` as a field of its own.",
          nextStep: "Write `\(name)` beside `expand`, not under it.")
      }
    }
    checkOutlineNeeds(of: task, root)
    guard let slot = slots["topics"], task.outline.contains(.topics) else { return }
    let topics = outline.topics.reduce(0) { $0 + max(1, $1.subtopics.count) }
    let pairs = topics * max(1, outline.documentTypes.count)
    if pairs > Self.mostPairs {
      problems.add(
        "manifest.too-many", at: slot.place, path: slot.path,
        "`topics` and `document_types` make \(pairs) pairs; there may be \(Self.mostPairs).",
        nextStep: "Leave some out.")
    }
  }

  private mutating func checkOutlineNeeds(of task: TaskEntry, _ root: Place) {
    if task.outline.contains(.documentTypes), slots["document_types"] == nil,
      !misspelt.contains("document_types")
    {
      addMissing(
        "document_types", "the kinds of texts to write, such as `[FAQ, checklist]`.", at: root)
    }
    // What the store gives back names no files: the receipt does.
    if task.outline.contains(.topics), slots["topics"] == nil, !isStored,
      !misspelt.contains("topics"), !misspelt.contains("inputs"),
      !InputKind.allCases.contains(where: { slots["inputs.\($0.rawValue)"] != nil })
    {
      addMissing("topics", "what to write about, or documents under `inputs`.", at: root)
    }
  }

  private mutating func addUnused(_ field: Outline.Field, of task: TaskEntry, _ slot: Slot) {
    let able = catalogue.tasks.filter { $0.outline.contains(field) }.map { "`\($0.name)`" }
    var ways = able.isEmpty ? [] : ["choose task \(able.joined(separator: " or "))"]
    if Expand.lists.contains(where: { $0.field == field.rawValue }) {
      ways.append("write it under `expand`, which varies prompts by it")
    }
    addUnused(
      slot, "field", of: task,
      nextStep: (["Take it out"] + ways).joined(separator: ", or ") + ".")
  }
}

extension Manifest {
  /// What `{{name}}` can stand for; nil where it is text.
  var shownNames: [String]? {
    let fields = catalogue.task(task)?.outline ?? []
    guard expand != nil || !fields.isEmpty else { return nil }
    return (expand?.names ?? []) + fields.flatMap(outline.names)
  }
}

extension Outline {
  /// What a value of a field is called in prompts, and that of its parts.
  func names(of field: Field) -> [String] {
    switch field {
    case .documentTypes: ["document_type"]
    case .topics: topics.contains { !$0.subtopics.isEmpty } ? ["topic", "subtopic"] : ["topic"]
    case .personas: personas.isEmpty ? [] : ["persona"]
    case .systemPrompts: systemPrompts.isEmpty ? [] : ["system_prompt"]
    case .turns: ["turns"]
    }
  }
}
