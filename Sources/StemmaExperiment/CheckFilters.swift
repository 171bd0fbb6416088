import StemmaRecord

// Filters, in order, each a name or a name with parameters.
extension ManifestChecker {
  mutating func filters(_ slot: Slot) -> [FilterChoice]? {
    guard case .sequence = slot.node.content else {
      let suggestion: String? =
        if case .scalar(let text, _) = slot.node.content, catalogue.filter(text) != nil {
          "[\(text)]"
        } else { nil }
      addWrongType(
        slot, "a list of filters", suggestion: suggestion,
        next: "Write `[schema, length]`, or each on a line that begins with `- `.")
      return nil
    }
    guard let elements = list(slot, of: "filters", limit: 1_000) else { return nil }
    var choices: [FilterChoice] = []
    for element in elements {
      let before = problems.count
      guard let choice = filter(element) else { continue }
      if problems.count == before { check(choice, element) }
      guard !choices.contains(where: { $0.name == choice.name }) else {
        problems.add(
          "manifest.duplicate-filter", at: element.place, path: element.path,
          "Filter `\(choice.name)` stands in the list already.",
          nextStep: "Keep one of the two.")
        continue
      }
      choices.append(choice)
      slots["filters.\(choice.name)"] = element
    }
    return choices
  }

  /// What the filter itself has against its parameters is told where they stand.
  private mutating func check(_ choice: FilterChoice, _ element: Slot) {
    guard let fault = fault(choice) else { return }
    var node = element.node
    if case .mapping(let filters) = node.content,
      case .mapping(let parameters)? = filters.first?.value.content,
      let member = parameters.member(fault.parameter)
    {
      node = fault.text.flatMap(member.value.scalar) ?? member.value
    }
    problems.add(
      fault.code, at: node.place, path: "filters.\(choice.name).\(fault.parameter)",
      fault.whatHappened, nextStep: fault.nextStep)
  }

  private mutating func filter(_ element: Slot) -> FilterChoice? {
    switch element.node.content {
    case .scalar:
      guard let name = text(element, limit: 1_000),
        let entry = entry(name, at: element.place, path: element.path)
      else { return nil }
      checkRequired(entry, [], element)
      return FilterChoice(name: entry.name, parameters: entry.standards)
    case .sequence:
      addWrongType(
        element, "a filter's name", next: "Write `- schema`, without brackets around it.")
      return nil
    case .mapping(let members):
      guard let first = members.first, members.count == 1 else {
        addManyNames(element, members)
        return nil
      }
      guard let entry = entry(first.key, at: first.place, path: element.path) else { return nil }
      return choice(
        entry, Slot(path: "filters.\(entry.name)", keyPlace: first.place, node: first.value))
    }
  }

  private mutating func addManyNames(_ element: Slot, _ members: [YAMLMember]) {
    let isFlat = members.first?.value.isNull ?? false
    addWrongType(
      element, "one filter, with its parameters under it",
      next: isFlat
        ? "Indent the parameters by two more spaces."
        : "Write `- duplicates: {threshold: 0.9}`, one filter for each `- `.")
  }

  private mutating func entry(_ name: String, at place: Place, path: String) -> FilterEntry? {
    let names = catalogue.filters.map(\.name)
    let entry = catalogue.filters.first { $0.name.hasSameBytes(as: name) }
    if entry == nil {
      addUnknownName(
        "manifest.unknown-filter", at: place, path: path, name, among: names, kind: "filter")
    }
    return entry
  }

  private mutating func choice(_ entry: FilterEntry, _ slot: Slot) -> FilterChoice? {
    var parameters = entry.standards
    guard !slot.node.isNull else {
      checkRequired(entry, [], slot)
      return FilterChoice(name: entry.name, parameters: parameters)
    }
    guard case .mapping(let members) = slot.node.content else {
      let names = Shown.list(entry.parameters.map(\.name))
      addWrongType(slot, "a mapping of parameters", next: "Its parameters: \(names).")
      return nil
    }
    for member in members {
      let place = slot.member(member)
      guard
        let parameter = entry.parameters.first(where: {
          $0.name.hasSameBytes(as: member.key)
        })
      else {
        addUnknownParameter(place, member.key, entry)
        continue
      }
      parameters[parameter.name] = value(place, parameter) ?? parameter.standard
    }
    checkRequired(entry, members, slot)
    return FilterChoice(name: entry.name, parameters: parameters)
  }

  /// A misspelt parameter is one mistake, not two: where one is unknown, nothing is missed.
  private mutating func checkRequired(
    _ entry: FilterEntry, _ members: [YAMLMember], _ slot: Slot
  ) {
    let names = entry.parameters.map(\.name)
    guard members.allSatisfy({ names.contains($0.key) }) else { return }
    for parameter in entry.parameters
    where parameter.isRequired && !members.contains(where: { $0.key == parameter.name }) {
      addMissing("filters.\(entry.name).\(parameter.name)", parameter.summary, at: slot.place)
    }
  }

  private mutating func value(
    _ slot: Slot, _ parameter: FilterEntry.Parameter
  ) -> FilterEntry.ParameterValue? {
    guard !slot.node.isNull else {
      problems.add(
        "manifest.no-value", at: slot.keyPlace, path: slot.path, "`\(slot.path)` has no value.",
        nextStep: "Write one, or leave it out.")
      return nil
    }
    switch parameter.type {
    case .integer(let range): return integer(slot, range).map { .integer($0) }
    case .decimal(let range): return decimal(slot, range).map { .decimal($0) }
    case .word(let words): return choice(slot, among: words)?.text.map { .word($0) }
    case .words(let known):
      // Their order means nothing, and so changes no identity.
      return words(slot, among: known).map { words in .texts(known.filter(words.contains)) }
    case .texts(let most, let each): return texts(slot, limit: most, each: each).map { .texts($0) }
    case .fieldTexts(let most, let each): return fieldTexts(slot, most: most, each: each)
    case .files:
      // What the store gives back are the ids of what the files held.
      return texts(slot, of: "files", next: "Name at least one.") { checker, element in
        checker.isStored ? checker.text(element, limit: 100) : checker.path(element)
      }.map { .texts($0) }
    }
  }

  /// A text, a list of texts, or either by the names of fields.
  private mutating func fieldTexts(
    _ slot: Slot, most: Int, each: Int
  ) -> FilterEntry.ParameterValue? {
    func list(_ slot: Slot, _ checker: inout ManifestChecker) -> [String]? {
      if case .scalar = slot.node.content { return checker.text(slot, limit: each).map { [$0] } }
      return checker.texts(slot, limit: most, each: each)
    }
    guard case .mapping(let members) = slot.node.content else {
      return list(slot, &self).map { .fieldTexts([FilterEntry.everyField: $0]) }
    }
    var fields = ByName<[String]>()
    for member in members {
      fields[member.key] = list(slot.member(member), &self)
    }
    return fields.count == members.count ? .fieldTexts(fields) : nil
  }

  private mutating func addUnknownParameter(_ slot: Slot, _ name: String, _ entry: FilterEntry) {
    let names = entry.parameters.map(\.name)
    let suggestion = problems.wantsSuggestions ? NearestName.of(name, among: names) : nil
    problems.add(
      "manifest.unknown-parameter", at: slot.keyPlace, path: slot.path,
      "Filter `\(entry.name)` has no parameter \(Shown.text(name)).", suggestion: suggestion,
      nextStep: suggestion.map { "Did you mean `\($0)`?" }
        ?? "Its parameters: \(Shown.list(names)).")
  }
}
