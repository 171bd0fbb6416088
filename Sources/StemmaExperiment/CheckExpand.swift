import StemmaRecord

// What is expanded: axes with their values.
extension ManifestChecker {
  /// Texts by names of one's own.
  mutating func named(_ slot: Slot, each: Int) -> JSONObject? {
    named(slot, "a mapping of names to texts") { checker, place in
      checker.text(place, limit: each).map { .string($0) }
    }
  }

  /// Lists of texts by names of one's own.
  mutating func lists(_ slot: Slot, limit: Int, each: Int) -> JSONObject? {
    named(slot, "a mapping of names to lists of texts") { checker, place in
      checker.texts(place, limit: limit, each: each).map { .array($0.map { .string($0) }) }
    }
  }

  private mutating func named(
    _ slot: Slot, _ wanted: String, _ read: (inout ManifestChecker, Slot) -> JSONValue?
  ) -> JSONObject? {
    guard case .mapping(let members) = slot.node.content, !members.isEmpty else {
      addWrongType(slot, wanted, next: "Write `name: …` under it, each on a line of its own.")
      return nil
    }
    var object = JSONObject()
    for member in members { object[member.key] = read(&self, slot.member(member)) }
    return object.members.count == members.count ? object : nil
  }

  /// - Returns: nil where nothing is expanded.
  var expand: Expand? {
    guard slots["expand"] != nil else { return nil }
    var axes: [Expand.Axis] = []
    if let languages = values["expand.languages"]?.object {
      axes.append(
        Expand.Axis(
          name: Expand.language, keys: languages.members.map(\.key),
          shown: languages.members.compactMap(\.value.string)))
    }
    for (field, axis) in Expand.lists {
      guard let texts = values["expand.\(field)"]?.texts else { continue }
      axes.append(Expand.Axis(name: axis, keys: texts, shown: texts))
    }
    for (name, list) in values["expand.values"]?.object?.members ?? [] {
      let texts = (list.array ?? []).compactMap(\.string)
      axes.append(Expand.Axis(name: name, keys: texts, shown: texts))
    }
    return Expand(
      axes: axes, combinations: values["expand.combinations"]?.integer,
      samplesPerPrompt: values["expand.samples_per_prompt"]?.integer)
  }

  /// Whether there is something to expand, and not too much.
  mutating func checkExpand() {
    guard let slot = slots["expand"], problems.isEmpty, let expand else { return }
    for (name, _) in values["expand.values"]?.object?.members ?? [] {
      checkAxis(name, at: slots["expand.values"] ?? slot)
    }
    for axis in expand.axes where axis.keys.isEmpty {
      problems.add(
        "manifest.empty-list", at: slot.place, path: slot.path,
        "`\(axis.name)` has no value to expand.", nextStep: "Name one, or leave the axis out.")
    }
    guard !expand.axes.isEmpty || expand.samplesPerPrompt != nil else {
      problems.add(
        "manifest.empty-expand", at: slot.place, path: slot.path, "`expand` names no axis.",
        nextStep: "Write `expand: {topics: [one, another]}`, or leave it out.")
      return
    }
    guard expand.taken <= Expand.mostCombinations else {
      problems.add(
        "manifest.too-many", at: slot.place, path: slot.path,
        "`expand` makes \(expand.total == .max ? "too many" : "\(expand.total)") combinations; "
          + "\(Expand.mostCombinations) may be in use.",
        nextStep: "Write `combinations: 100`: so many are drawn, none twice.")
      return
    }
    checkLanguages(of: expand, slot)
  }

  /// Letters, digits and `_`, up to 64 of them; no digit first.
  static func isAxisName(_ name: String) -> Bool {
    (1...64).contains(name.utf8.count)
      && name.utf8.enumerated().allSatisfy { place, byte in
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "_"):
          true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): place > 0
        default: false
        }
      }
  }

  private mutating func checkAxis(_ name: String, at slot: Slot) {
    let isOutlined = values["task"]?.text.flatMap(catalogue.task)?.outline.isEmpty == false
    let own =
      ["language_code", Expand.prompt, Expand.language] + Expand.lists.map(\.axis)
      + (isOutlined ? ["subtopic", "system_prompt", "turns"] : [])
    if !Self.isAxisName(name) {
      problems.add(
        "manifest.bad-axis", at: slot.place, path: slot.path,
        "\(Shown.text(name)) cannot stand between `{{` and `}}`.",
        nextStep: "Name it by letters, digits and `_`.")
    } else if own.contains(name) {
      problems.add(
        "manifest.bad-axis", at: slot.place, path: slot.path,
        "`\(name)` is an axis that has a field of its own.",
        nextStep: "Write \(Shown.list(["languages"] + Expand.lists.map(\.field))), or another name."
      )
    }
  }

  /// A teacher of stemma's own writes English.
  private mutating func checkLanguages(of expand: Expand, _ slot: Slot) {
    guard let languages = expand.axes.first(where: { $0.name == Expand.language }),
      let other = languages.keys.first(where: { $0 != "en" })
    else { return }
    let references =
      slots["teachers"] == nil
      ? [
        values["teacher"]?.teacher.map { NamedTeacher.Reference.live($0) }
          ?? .own(values["teacher"]?.text ?? Manifest.standardTeacher)
      ]
      : (values["teachers"]?.teachers ?? []).map(\.reference)
    for case .own(let name) in references {
      problems.add(
        "manifest.teacher-cannot-serve", at: slot.place, path: "expand.languages",
        "Teacher `\(name)` writes English, and not `\(other)`.",
        nextStep: "Name a teacher behind a network, or `languages: {en: English}` only.")
      return
    }
  }
}
