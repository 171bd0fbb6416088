import StemmaRecord

// Who answers: a name of the catalogue, `provider:model`, or a provider with all that belongs to it.
extension ManifestChecker {
  mutating func teacher(_ slot: Slot) -> CheckedValue? {
    if case .mapping(let members) = slot.node.content { return provider(slot, members) }
    guard let name = text(slot, limit: 1_000) else { return nil }
    if let known = catalogue.teachers.first(where: { $0.name.hasSameBytes(as: name) }) {
      return .text(known.name)
    }
    let word = String(name.prefix { $0 != ":" })
    guard let entry = catalogue.provider(word) else {
      let names =
        catalogue.teachers.map(\.name)
        + catalogue.providers.map { $0.form == .adapter ? $0.name : "\($0.name):…" }
      addUnknownName(
        "manifest.unknown-teacher", at: slot.place, path: slot.path, name, among: names,
        kind: "teacher")
      return nil
    }
    do throws(TeacherFormError) {
      let choice = try TeacherChoice(parsing: name)
      return whole(choice, entry, slot).map { .teacher($0) }
    } catch {
      problems.add(
        "manifest.incomplete-teacher", at: slot.place, path: slot.path, error.whatHappened,
        nextStep: error.nextStep)
      return nil
    }
  }

  private mutating func provider(_ slot: Slot, _ members: [YAMLMember]) -> CheckedValue? {
    check(members, against: ManifestField.teacher, under: slot.path, keyPlace: slot.keyPlace)
    guard let name = values["\(slot.path).provider"]?.text,
      let entry = catalogue.provider(name)
    else { return nil }
    var choice = TeacherChoice(provider: entry.name)
    choice.model = values["\(slot.path).model"]?.text
    choice.baseURL = values["\(slot.path).base_url"]?.text
    for (name, value) in values["\(slot.path).headers"]?.object?.members ?? [] {
      choice.headers[name] = value.string
    }
    choice.maxTokensField = values["\(slot.path).max_tokens_field"]?.text
    choice.scoring = values["\(slot.path).scoring"]?.text.flatMap(ScoringForm.init(rawValue:))
    choice.timeoutSeconds = values["\(slot.path).timeout"]?.integer
    choice.requestsPerMinute = values["\(slot.path).requests_per_minute"]?.integer
    choice.tokensPerMinute = values["\(slot.path).tokens_per_minute"]?.integer
    choice.isBatched = values["\(slot.path).mode"]?.text == "batch"
    choice.extraBody = values["\(slot.path).extra_body"]?.object ?? JSONObject()
    if let input = values["\(slot.path).price.input"]?.decimal,
      let output = values["\(slot.path).price.output"]?.decimal
    {
      choice.price = TokenPrice(input: input, output: output)
    }
    return whole(choice, entry, slot).map { .teacher($0) }
  }

  /// - Returns: the choice with whoever serves it, or nil where not all is said that must be known.
  private mutating func whole(
    _ choice: TeacherChoice, _ entry: ProviderEntry, _ slot: Slot
  ) -> TeacherChoice? {
    guard entry.form != .adapter else { return served(choice, slot) }
    guard let choice = knowingAdapter(choice, slot) else { return nil }
    return isWhole(choice, entry, slot) ? choice : nil
  }

  /// Whether all is said that the provider must know.
  private mutating func isWhole(
    _ choice: TeacherChoice, _ entry: ProviderEntry, _ slot: Slot
  ) -> Bool {
    let missing: (what: String, next: String)? =
      switch entry.form {
      case .model where choice.model == nil:
        ("which model", "Write `\(entry.name):MODEL`.")
      case .address where choice.baseURL == nil && !isStored:
        ("where the server is", "Write `\(entry.name):http://127.0.0.1:8000`.")
      case .modelAndHost where !Self.namesHost(choice.model):
        (
          "who is to run the model, and without it that may change at any time",
          "Write `\(entry.name):MODEL:HOST`."
        )
      default: nil
      }
    guard let missing else { return true }
    // A field that was given and is wrong is one mistake, not two.
    guard
      !["\(slot.path).model", "\(slot.path).base_url"].contains(where: {
        slots[$0] != nil && values[$0] == nil
      })
    else { return false }
    problems.add(
      "manifest.incomplete-teacher", at: slot.place, path: slot.path,
      "Teacher `\(entry.name)` does not say \(missing.what).", nextStep: missing.next)
    return false
  }

  private static func namesHost(_ model: String?) -> Bool {
    guard let colon = model?.lastIndex(of: ":"), let model else { return false }
    return colon > model.startIndex && model.index(after: colon) < model.endIndex
  }

  // MARK: Parts

  mutating func provider(_ slot: Slot) -> CheckedValue? {
    known(
      slot, "manifest.unknown-provider", among: catalogue.providers.map(\.name), kind: "provider")
  }

  mutating func choice(_ slot: Slot, among words: [String]) -> CheckedValue? {
    known(slot, "manifest.unknown-value", among: words, kind: "value of `\(slot.path)`")
  }

  mutating func address(_ slot: Slot) -> String? {
    guard let text = text(slot, limit: 1_000) else { return nil }
    if let address = ServerURL(text) { return address.description }
    problems.add(
      "manifest.bad-address", at: slot.place, path: slot.path,
      "`\(ServerURL.shown(text))` is no server's address.",
      nextStep: "Write such as `http://127.0.0.1:8000/v1`, without a name, password or query.")
    return nil
  }

  private static let secretHeaders = [
    "authorization", "proxy-authorization", "x-api-key", "x-goog-api-key", "api-key", "cookie",
  ]

  private static func isSecret(_ header: String) -> Bool {
    let name = header.lowercased()
    return secretHeaders.contains(name)
      || ["token", "secret", "password", "api-key", "apikey", "auth"].contains { name.contains($0) }
  }

  /// Names with their texts; one that carries a key is refused, since a manifest is kept.
  mutating func headers(_ slot: Slot) -> JSONObject? {
    guard case .mapping(let members) = slot.node.content else {
      addWrongType(slot, "a mapping of headers", next: "Write `X-Name: value` under it.")
      return nil
    }
    var headers = JSONObject()
    for member in members {
      let place = slot.member(member)
      let isName =
        !member.key.isEmpty
        && member.key.utf8.allSatisfy {
          $0 > 0x20 && $0 < 0x7F && !#""(),/:;<=>?@[\]{}"#.utf8.contains($0)
        }
      if Self.isSecret(member.key) {
        problems.add(
          "manifest.secret-header", at: member.place, path: place.path,
          "\(Shown.text(member.key)) carries a key, and a manifest is kept in the history.",
          nextStep: "Take it out: keys come from the environment.")
      } else if !isName {
        problems.add(
          "manifest.bad-header", at: member.place, path: place.path,
          "\(Shown.text(member.key)) cannot name a header.", nextStep: "Write such as `X-Title`.")
      } else if let text = text(place, limit: 1_000) {
        headers[member.key] = .string(text)
      }
    }
    return headers
  }

  /// A mapping of anything that JSON has.
  mutating func members(_ slot: Slot) -> JSONObject? {
    guard case .mapping = slot.node.content else {
      addWrongType(slot, "a mapping", next: "Indent its members under it.")
      return nil
    }
    return json(slot)?.object
  }

  private mutating func json(_ slot: Slot) -> JSONValue? {
    switch slot.node.content {
    case .mapping(let members):
      var object = JSONObject()
      for member in members {
        object[member.key] = json(slot.member(member))
      }
      return .object(object)
    case .sequence(let nodes):
      return .array(nodes.enumerated().compactMap { json(slot.element($0.offset, $0.element)) })
    case .scalar(let text, isPlain: false): return .string(text)
    case .scalar(let text, isPlain: true):
      if slot.node.isNull { return .null }
      if text == "true" || text == "false" { return .bool(text == "true") }
      return number(text, slot)
    }
  }

  /// A plain scalar that is neither null nor a truth value: a number, or a text that no reader of
  /// YAML takes for one.
  private mutating func number(_ text: String, _ slot: Slot) -> JSONValue? {
    if isStored, let value = try? JSONReader.read(Array(text.utf8)) { return value }
    switch PlainNumber(text) {
    case .whole(let digits):
      if let value = Int(digits), value.magnitude <= 1 << 53 { return .integer(value) }
    case .decimal(let digits):
      if let value = Double(digits) { return (try? JSONReader.read(Array("\(value)".utf8))) }
    case nil:
      return self.text(slot, limit: 10_000).map { .string($0) }
    case .unclear: break
    }
    addWrongType(
      slot, "a value that JSON has",
      next: "Write numbers in plain digits of up to 2^53, and quote what is text.")
    return nil
  }

  // MARK: What it can do

  /// A manifest that asks for what its teacher cannot do is refused before anything is spent.
  mutating func checkAbilities(of choice: TeacherChoice, path: String) {
    guard let able = catalogue.provider(choice.provider)?.capabilities else { return }
    if let slot = slots["sampling.seed"], !able.seed {
      problems.add(
        "manifest.teacher-cannot", at: slot.place, path: slot.path,
        "Teacher `\(choice.provider)` takes no seed.",
        nextStep: "Leave `sampling.seed` out; stemma's own draws use 0 then.")
    }
    if let slot = slots["sampling.top_p"], slots["sampling.temperature"] != nil,
      !able.temperatureWithTopP
    {
      problems.add(
        "manifest.teacher-cannot", at: slot.place, path: slot.path,
        "Teacher `\(choice.provider)` does not take temperature and top-p together.",
        nextStep: "Leave one of the two out.")
    }
    if let slot = slots["\(path).scoring"], choice.scoring != nil, !able.weighs {
      problems.add(
        "manifest.teacher-cannot", at: slot.place, path: slot.path,
        "Teacher `\(choice.provider)` does not say how probable a text is that it is given.",
        nextStep: "Leave `\(slot.path)` out, or take \(weighers).")
    }
    guard let slot = slots["\(path).mode"], choice.isBatched else { return }
    if !able.batches {
      let names = catalogue.providers.filter(\.capabilities.batches).map { "`\($0.name)`" }
      problems.add(
        "manifest.teacher-cannot", at: slot.place, path: slot.path,
        "Teacher `\(choice.provider)` answers no batches.",
        nextStep: "Leave `\(slot.path)` out, or take \(names.joined(separator: " or ")).")
    } else if slots["teachers"] != nil {
      problems.add(
        "manifest.batch-among-several", at: slot.place, path: slot.path,
        "One of several teachers cannot be put its questions in batches.",
        nextStep: "Leave `\(slot.path)` out, or write that teacher alone, as `teacher`.")
    }
  }
}
