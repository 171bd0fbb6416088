import StemmaRecord

/// Reads and checks a template file. Goes on after every problem.
struct TemplateReader {
  static let sizeLimitBytes = 1 << 20
  static let wordingFields = ["systemPrompt", "userPrompt", "defaultOutputSchema"]
  static let fields = ["name"] + wordingFields + ["roles"]

  private let bytes: [UInt8]
  var problems: ProblemList

  /// Whether how many records are wanted must have its place.
  private let wantsCount: Bool
  /// What `{{name}}` can stand for; nil where it may be text.
  private let expanded: [String]?

  init(_ bytes: [UInt8], file: String, for manifest: Manifest? = nil) {
    wantsCount = manifest.map { $0.catalogue.task($0.task)?.rowUse != .additions } ?? false
    expanded = manifest?.shownNames
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    problems = ProblemList(files: [file])
  }

  /// An object of the file, and where it stands in it.
  private struct Part {
    let object: JSONObject
    let places: JSONPlaces
    /// Of its brace, in bytes.
    let offset: Int
    /// What stands before the names of its members.
    let prefix: String
  }

  /// - Returns: nil where there are problems.
  mutating func template() -> Template? {
    guard let object = object() else { return nil }
    let whole = Part(
      object: object, places: JSONPlaces(bytes),
      offset: bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0, prefix: "")
    checkFields(of: whole, among: Self.fields)
    let name = text("name", in: whole, isRequired: true, limit: 200)
    guard object["roles"] != nil else {
      let wording = wording(whole)
      checkCount(wording, whole)
      guard problems.isEmpty, let name, let wording else { return nil }
      return Template(name: name, whole: wording)
    }
    for field in Self.wordingFields where object[field] != nil {
      problems.add(
        "template.two-wordings", at: place(member(field, whole.places)?.keyOffset ?? 0),
        path: field, "`\(field)` stands beside `roles`, where each role has its own.",
        nextStep: "Put it under a role, or take `roles` out.")
    }
    let roles = roles(whole)
    guard problems.isEmpty, let name else { return nil }
    return Template(name: name, whole: nil, roles: roles)
  }

  private mutating func wording(_ part: Part) -> Template.Wording? {
    let systems = systemPrompts(part)
    let users = userPrompts(part)
    let schema = outputSchema(part)
    guard problems.isEmpty, !users.isEmpty else { return nil }
    return Template.Wording(
      systemPrompts: systems, userPrompts: users, defaultOutputSchema: schema)
  }

  /// A text, or a list of texts.
  private mutating func userPrompts(_ part: Part) -> [String] {
    let field = "userPrompt"
    guard case .array(let values)? = part.object[field] else {
      let text = text(field, in: part, isRequired: true)
      checkPlaceholders(text, field, part)
      return text.map { [$0] } ?? []
    }
    let place = place(member(field, part.places)?.valueOffset ?? 0)
    let texts = values.compactMap(\.string)
    guard (1...Self.mostPrompts).contains(values.count), texts.count == values.count,
      Set(texts.map { Array($0.utf8) }).count == texts.count
    else {
      problems.add(
        "template.wrong-type", at: place, path: part.prefix + field,
        "`\(part.prefix + field)` must be a text, or a list of up to \(Self.mostPrompts) that differ.",
        nextStep: "Write `[\"…\", \"…\"]`.")
      return []
    }
    for (number, text) in texts.enumerated() {
      check(text, "\(field)[\(number)]", part, at: place)
    }
    return texts
  }

  /// A text, or an object of texts and their weights.
  private mutating func systemPrompts(_ part: Part) -> [WeightedText] {
    let field = "systemPrompt"
    guard case .object(let object)? = part.object[field] else {
      let text = text(field, in: part, isRequired: false)
      checkPlaceholders(text, field, part)
      return text.map { [WeightedText(text: $0)] } ?? []
    }
    let place = place(member(field, part.places)?.valueOffset ?? 0)
    let prompts = object.members.compactMap { text, weight in
      weight.integer.flatMap { weight in
        WeightedText.weights.contains(weight) ? WeightedText(text: text, weight: weight) : nil
      }
    }
    guard (1...Self.mostPrompts).contains(prompts.count), prompts.count == object.members.count
    else {
      problems.add(
        "template.wrong-type", at: place, path: part.prefix + field,
        "`\(part.prefix + field)` must be a text, or an object of texts, each with a weight from 1 to "
          + "1000.",
        nextStep: "Write `{\"You are brief.\": 2, \"You are thorough.\": 1}`.")
      return []
    }
    for prompt in prompts { check(prompt.text, field, part, at: place) }
    return prompts
  }

  private static let mostPrompts = 64

  /// One of several texts: what is wrong with it stands where they begin.
  private mutating func check(_ text: String, _ field: String, _ part: Part, at place: Place) {
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      problems.add(
        "template.empty-text", at: place, path: part.prefix + field,
        "`\(part.prefix + field)` holds an empty text.",
        nextStep: "Write something, or leave it out.")
      return
    }
    checkPlaceholders(TemplateText(text), field, part) { _ in place }
  }

  /// A wording for each role that has one.
  private mutating func roles(_ whole: Part) -> [Role: Template.Wording] {
    let offset = member("roles", whole.places)?.valueOffset ?? 0
    guard let object = whole.object["roles"]?.object, !object.members.isEmpty else {
      problems.add(
        "template.wrong-type", at: place(offset), path: "roles",
        "`roles` must be an object of one role at least.",
        nextStep: "Write `{\"answer\": {\"userPrompt\": \"…\"}}`.")
      return [:]
    }
    let part = Part(
      object: object, places: JSONPlaces(bytes, from: offset), offset: offset, prefix: "roles.")
    checkFields(of: part, among: Self.roleNames)
    var wordings: [Role: Template.Wording] = [:]
    for (name, value) in object.members {
      guard let role = Role(rawValue: name), Self.roleNames.contains(name) else { continue }
      let offset = member(name, part.places)?.valueOffset ?? 0
      guard let inner = value.object else {
        problems.add(
          "template.wrong-type", at: place(offset), path: "roles.\(name)",
          "`roles.\(name)` must be an object.", nextStep: "Write `{\"userPrompt\": \"…\"}`.")
        continue
      }
      let own = Part(
        object: inner, places: JSONPlaces(bytes, from: offset), offset: offset,
        prefix: "roles.\(name).")
      checkFields(of: own, among: Self.wordingFields)
      wordings[role] = wording(own)
      if role == .question { checkCount(wordings[role], own) }
    }
    return wordings
  }

  /// The roles that a template can word.
  static let roleNames = [Role.question, .evolve, .answer, .chosen, .rejected].map(\.rawValue)

  private mutating func object() -> JSONObject? {
    let start = Place.start(of: 0)
    guard bytes.count <= Self.sizeLimitBytes else {
      problems.add(
        "template.too-large", at: start,
        "The template has \(bytes.count) bytes; it may have \(Self.sizeLimitBytes).",
        nextStep: "Shorten it; documents are inputs of the manifest.")
      return nil
    }
    do throws(JSONError) {
      let value = try JSONReader.read(bytes, depthLimit: 64)
      if let object = value.object { return object }
      let first = bytes.firstIndex { $0 > 0x20 } ?? 0
      problems.add(
        "template.wrong-type", at: place(first), "A template is a JSON object.",
        nextStep: "Write `{\"name\": \"…\", \"userPrompt\": \"…\"}`.")
    } catch {
      let isUTF8 = error.reason != .invalidText
      problems.add(
        "template.not-json", at: place(error.offset),
        "This is not JSON, at byte \(error.offset): \(error.reason.rawValue).",
        nextStep: isUTF8
          ? "Mend it; within texts, quotes are written `\\\"` and line ends `\\n`."
          : "Save the file as UTF-8.")
    }
    return nil
  }

  private mutating func checkFields(of part: Part, among fields: [String]) {
    let names = Shown.list(fields)
    for member in part.places.members
    where !fields.contains(where: { $0.hasSameBytes(as: member.key) })
      && problems.wantsSuggestions
    {
      let suggestion = NearestName.of(member.key, among: fields)
      let path = part.prefix + member.key
      problems.add(
        "template.unknown-field", at: place(member.keyOffset), path: path,
        "A template has no field \(Shown.text(path)).", suggestion: suggestion,
        nextStep: suggestion.map { "Did you mean `\($0)`?" } ?? "Its fields are \(names).")
    }
  }

  private mutating func text(
    _ field: String, in part: Part, isRequired: Bool, limit: Int = .max
  ) -> String? {
    let path = part.prefix + field
    guard let value = part.object[field] else {
      guard isRequired else { return nil }
      problems.add(
        "template.missing-field", at: place(part.offset), path: path, "`\(path)` is missing.",
        nextStep: "Add `\"\(field)\": \"…\"`.")
      return nil
    }
    let place = place(member(field, part.places)?.valueOffset ?? 0)
    guard case .string(let text) = value else {
      problems.add(
        "template.wrong-type", at: place, path: path, "`\(path)` must be a text.",
        nextStep: "Write it in quotes.")
      return nil
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      problems.add(
        "template.empty-text", at: place, path: path, "`\(path)` is empty.",
        nextStep: isRequired ? "Write something." : "Write something, or leave the field out.")
      return nil
    }
    guard text.unicodeScalars.count <= limit else {
      problems.add(
        "template.too-long", at: place, path: path,
        "`\(path)` has more than \(limit) characters.", nextStep: "Shorten it.")
      return nil
    }
    return text
  }

  private mutating func outputSchema(_ part: Part) -> String? {
    let field = "defaultOutputSchema"
    guard case .object(let schema)? = part.object[field] else {
      guard case .string? = part.object[field] else {
        guard part.object[field] != nil else { return nil }
        problems.add(
          "template.wrong-type", at: place(member(field, part.places)?.valueOffset ?? 0),
          path: part.prefix + field,
          "`\(part.prefix + field)` must be a JSON Schema or a text that describes the answer.",
          nextStep: "Write an object or a text.")
        return nil
      }
      return text(field, in: part, isRequired: false)
    }
    return CanonicalJSON.text(.object(schema))
  }

  private mutating func checkPlaceholders(_ text: String?, _ field: String, _ part: Part) {
    guard let text, let start = member(field, part.places)?.valueOffset else { return }
    let (places, bytes) = (part.places, bytes)
    checkPlaceholders(TemplateText(text), field, part) { scalars in
      Place(source: 0, offset: places.offset(inStringAt: start, scalars: scalars), in: bytes)
    }
  }

  /// - Parameter place: where a scalar of the text stands.
  private mutating func checkPlaceholders(
    _ text: TemplateText, _ field: String, _ part: Part, _ place: (Int) -> Place
  ) {
    let known = Shown.list(Placeholder.names.map { "{\($0)}" })
    for unknown in text.unknown where problems.wantsSuggestions {
      let suggestion = NearestName.of(unknown.name, among: Placeholder.names)
      problems.add(
        "template.unknown-placeholder", at: place(unknown.offset), path: part.prefix + field,
        "There is no placeholder \(Shown.text("{\(unknown.name)}")).",
        suggestion: suggestion.map { "{\($0)}" },
        nextStep: (suggestion.map { "Did you mean `{\($0)}`? " } ?? "")
          + "Known are \(known). For braces as text, put a space inside.")
    }
    guard let expanded else { return }
    for use in text.expanded
    where !expanded.contains(where: { $0.hasSameBytes(as: use.name) }) {
      let suggestion = NearestName.of(use.name, among: expanded)
      problems.add(
        "template.unknown-placeholder", at: place(use.offset), path: part.prefix + field,
        "The manifest expands no {{\(use.name)}}.",
        suggestion: suggestion.map { "{{\($0)}}" },
        nextStep: suggestion.map { "Did you mean `{{\($0)}}`?" }
          ?? "It expands \(Shown.list(expanded.map { "{{\($0)}}" })).")
    }
  }

  /// A prompt for records says how many are wanted.
  private mutating func checkCount(_ wording: Template.Wording?, _ part: Part) {
    guard wantsCount, let wording, !wording.has(.count),
      let member = member("userPrompt", part.places)
    else { return }
    problems.add(
      "template.missing-placeholder", at: place(member.valueOffset),
      path: part.prefix + "userPrompt",
      "There is a prompt without {count}: it would not say how many records are wanted.",
      nextStep: "Put {count} where the prompt is to have it.")
  }

  private func member(_ key: String, _ places: JSONPlaces) -> JSONPlaces.Member? {
    places.members.first { $0.key.hasSameBytes(as: key) }
  }

  private func place(_ offset: Int) -> Place { Place(source: 0, offset: offset, in: bytes) }
}
