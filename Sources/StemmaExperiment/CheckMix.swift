import StemmaRecord

// What records are mixed of: axes with weighted values.
extension ManifestChecker {
  /// Of a value's own instruction, in Unicode scalars.
  static let instructionLimit = 1_000

  mutating func mix(_ slot: Slot) -> Mix? {
    if case .mapping(let members) = slot.node.content, members.isEmpty {
      problems.add(
        "manifest.empty-list", at: slot.place, path: slot.path, "`\(slot.path)` has no axis.",
        nextStep: "Name one, or leave the field out.")
      return nil
    }
    guard case .mapping(let members) = slot.node.content else {
      addWrongType(
        slot, "a mapping of axes to values",
        next: "Write `tone: {formal: 2, casual: 1}` under it, an axis a line.")
      return nil
    }
    guard members.count <= Mix.mostAxes else {
      addTooMany(slot, members.count, "axes", Mix.mostAxes)
      return nil
    }
    let axes = members.compactMap { member -> Mix.Axis? in
      let place = slot.member(member)
      guard Self.isAxisName(member.key) else {
        problems.add(
          "manifest.bad-axis", at: member.place, path: place.path,
          "\(Shown.text(member.key)) cannot name an axis.",
          nextStep: "Name it by up to 64 letters, digits and `_`, no digit first.")
        return nil
      }
      return mixedValues(place, of: member.key).map { Mix.Axis(name: member.key, values: $0) }
    }
    return axes.count == members.count ? Mix(axes) : nil
  }

  /// Weights by names, or a list of names and of mappings.
  private mutating func mixedValues(_ slot: Slot, of axis: String) -> [Mix.Value]? {
    let found: [(place: Slot, value: Mix.Value?)]
    switch slot.node.content {
    case .mapping(let members):
      found = members.map { member in
        let place = slot.member(member)
        let key = place.key(member.key)
        guard let name = text(key, limit: Mix.nameLimitBytes),
          let weight = integer(place, Self.weights)
        else { return (key, nil) }
        return (key, Mix.Value(name: name, weight: weight))
      }
    case .sequence(let nodes):
      found = nodes.enumerated().map { index, node in
        let place = slot.element(index, node)
        return (place, mixedValue(place))
      }
    case .scalar:
      addWrongType(
        slot, "values with weights",
        next: "Write `\(axis): {one: 2, another: 1}`, or a list of names.")
      return nil
    }
    guard !found.isEmpty else {
      problems.add(
        "manifest.empty-list", at: slot.place, path: slot.path, "`\(slot.path)` has no value.",
        nextStep: "Name one, or leave the axis out.")
      return nil
    }
    guard found.count <= Mix.mostValues else {
      addTooMany(slot, found.count, "values", Mix.mostValues)
      return nil
    }
    var names: Set<[UInt8]> = []
    for case (let place, let value?) in found {
      checkName(value, of: axis, place)
      if !names.insert(Array(value.name.utf8)).inserted {
        problems.add(
          "manifest.duplicate-value", at: place.place, path: place.path,
          "The axis has a value \(Shown.text(value.name)) already.",
          nextStep: "Name each otherwise, or add their weights up.")
      }
    }
    let values = found.compactMap(\.value)
    return values.count == found.count ? values : nil
  }

  private static let ofValue: [ManifestField] = [
    ManifestField(
      name: "name", mark: .what, title: "Name", summary: "What the value is called.",
      isRequired: true, kind: .text(limit: Mix.nameLimitBytes)),
    ManifestField(
      name: "weight", mark: .what, title: "Weight",
      summary: "Its share of the records, beside the other values' weights.",
      kind: .integer(weights, standard: 1)),
    ManifestField(
      name: "instruction", mark: .what, title: "Instruction",
      summary: "What prompts say of it.", kind: .text(limit: instructionLimit)),
  ]

  private mutating func mixedValue(_ slot: Slot) -> Mix.Value? {
    guard case .mapping(let members) = slot.node.content else {
      return text(slot, limit: Mix.nameLimitBytes).map { Mix.Value(name: $0) }
    }
    check(members, against: Self.ofValue, under: slot.path, keyPlace: slot.keyPlace)
    return values["\(slot.path).name"]?.text.map { name in
      Mix.Value(
        name: name, weight: values["\(slot.path).weight"]?.integer ?? 1,
        instruction: values["\(slot.path).instruction"]?.text)
    }
  }

  /// A value of an axis that ships is one of those that ship, or says itself what it means.
  private mutating func checkName(_ value: Mix.Value, of axis: String, _ slot: Slot) {
    guard value.name.utf8.count <= Mix.nameLimitBytes else {
      problems.add(
        "manifest.too-long", at: slot.place, path: slot.path,
        "A value's name may have \(Mix.nameLimitBytes) bytes; \(Shown.text(value.name)) has "
          + "\(value.name.utf8.count).",
        nextStep: "Name it shortly, and say more in `instruction`.")
      return
    }
    let known = MixCatalogue.values(of: axis)
    guard !isStored, !known.isEmpty, value.instruction == nil,
      MixCatalogue.instruction(axis, value.name) == nil
    else { return }
    let suggestion = problems.wantsSuggestions ? NearestName.of(value.name, among: known) : nil
    problems.add(
      "manifest.unknown-value", at: slot.place, path: slot.path,
      "The axis `\(axis)` comes with no value \(Shown.text(value.name)).", suggestion: suggestion,
      nextStep: (suggestion.map { "Did you mean `\($0)`? " } ?? "")
        + "Known are \(Shown.list(known)); one of your own says what it means: "
        + "`{name: …, weight: 1, instruction: \"…\"}`.")
  }

  /// What fields say of each record a mix cannot say as well: only one of the two would be heeded. What versions
  /// keep is not checked: it was good enough when they were made.
  mutating func checkMix() {
    guard !isStored, let slot = slots["mix"], case .mapping(let members) = slot.node.content else {
      return
    }
    let said = saidByFields
    for member in members {
      guard
        let field = said.first(where: { $0.names.contains(where: member.key.hasSameBytes) })?.field
      else { continue }
      problems.add(
        "manifest.twice-said", at: member.place, path: "\(slot.path).\(member.key)",
        "`\(field)` and `\(slot.path).\(member.key)` say the same of each record.",
        nextStep: "Keep one of the two: `mix` where shares matter, `\(field)` where they do not.")
    }
  }

  /// The fields that give each record a value of its own, and what an axis of the same values would be called. How
  /// many `turns` there may be is another matter than how many there are.
  private var saidByFields: [(field: String, names: [String])] {
    let outlined = outline
    // What the task makes nothing of is told as such.
    let task = values["task"]?.text.flatMap(catalogue.task)
    let own = Outline.Field.allCases.filter {
      $0 != .turns && outlined[$0] != nil && task?.outline.contains($0) != false
    }.map {
      (field: $0.rawValue, names: [$0.rawValue] + outlined.names(of: $0))
    }
    let expanded = (expand?.axes ?? []).map { axis in
      (
        field: "expand." + (axis.field ?? "values.\(axis.name)"),
        names: [axis.name] + (axis.field.map { [$0] } ?? [])
      )
    }
    return own + expanded
  }
}
