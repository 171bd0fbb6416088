import StemmaRecord

/// Reads and checks a template file. Goes on after every problem.
struct TemplateReader {
  static let sizeLimitBytes = 1 << 20
  static let fields = ["name", "systemPrompt", "userPrompt", "defaultOutputSchema"]

  private let bytes: [UInt8]
  var problems: ProblemList

  init(_ bytes: [UInt8], file: String) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    problems = ProblemList(files: [file])
  }

  /// - Returns: nil where there are problems.
  mutating func template() -> Template? {
    guard let object = object() else { return nil }
    let places = JSONPlaces(bytes)
    checkFields(places)
    let name = text("name", in: object, places, isRequired: true, limit: 200)
    let system = text("systemPrompt", in: object, places, isRequired: false)
    let user = text("userPrompt", in: object, places, isRequired: true)
    checkPlaceholders(system, "systemPrompt", places)
    checkPlaceholders(user, "userPrompt", places)
    let schema = outputSchema(object, places)
    guard problems.isEmpty, let name, let user else { return nil }
    return Template(
      name: name, systemPrompt: system, userPrompt: user, defaultOutputSchema: schema)
  }

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

  private mutating func checkFields(_ places: JSONPlaces) {
    let names = Shown.list(Self.fields)
    for member in places.members where !isField(member.key) && problems.wantsSuggestions {
      let suggestion = NearestName.of(member.key, among: Self.fields)
      problems.add(
        "template.unknown-field", at: place(member.keyOffset), path: member.key,
        "A template has no field \(Shown.text(member.key)).", suggestion: suggestion,
        nextStep: suggestion.map { "Did you mean `\($0)`?" } ?? "Its fields are \(names).")
    }
  }

  private mutating func text(
    _ field: String, in object: JSONObject, _ places: JSONPlaces, isRequired: Bool,
    limit: Int = .max
  ) -> String? {
    guard let value = object[field] else {
      guard isRequired else { return nil }
      let brace = bytes.firstIndex(of: UInt8(ascii: "{")) ?? 0
      problems.add(
        "template.missing-field", at: place(brace), path: field, "`\(field)` is missing.",
        nextStep: "Add `\"\(field)\": \"…\"`.")
      return nil
    }
    let place = place(member(field, places)?.valueOffset ?? 0)
    guard case .string(let text) = value else {
      problems.add(
        "template.wrong-type", at: place, path: field, "`\(field)` must be a text.",
        nextStep: "Write it in quotes.")
      return nil
    }
    guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
      problems.add(
        "template.empty-text", at: place, path: field, "`\(field)` is empty.",
        nextStep: isRequired ? "Write something." : "Write something, or leave the field out.")
      return nil
    }
    guard text.unicodeScalars.count <= limit else {
      problems.add(
        "template.too-long", at: place, path: field,
        "`\(field)` has more than \(limit) characters.", nextStep: "Shorten it.")
      return nil
    }
    return text
  }

  private mutating func outputSchema(_ object: JSONObject, _ places: JSONPlaces) -> String? {
    let field = "defaultOutputSchema"
    guard case .object(let schema)? = object[field] else {
      guard case .string? = object[field] else {
        guard object[field] != nil else { return nil }
        problems.add(
          "template.wrong-type", at: place(member(field, places)?.valueOffset ?? 0), path: field,
          "`\(field)` must be a JSON Schema or a text that describes the answer.",
          nextStep: "Write an object or a text.")
        return nil
      }
      return text(field, in: object, places, isRequired: false)
    }
    return CanonicalJSON.text(.object(schema))
  }

  private mutating func checkPlaceholders(
    _ text: String?, _ field: String, _ places: JSONPlaces
  ) {
    guard let text, let start = member(field, places)?.valueOffset else { return }
    let known = Shown.list(Placeholder.names.map { "{\($0)}" })
    for unknown in TemplateText(text).unknown where problems.wantsSuggestions {
      let suggestion = NearestName.of(unknown.name, among: Placeholder.names)
      problems.add(
        "template.unknown-placeholder",
        at: place(places.offset(inStringAt: start, scalars: unknown.offset)), path: field,
        "There is no placeholder \(Shown.text("{\(unknown.name)}")).",
        suggestion: suggestion.map { "{\($0)}" },
        nextStep: (suggestion.map { "Did you mean `{\($0)}`? " } ?? "")
          + "Known are \(known). For braces as text, put a space inside.")
    }
  }

  private func isField(_ key: String) -> Bool {
    Self.fields.contains { $0.utf8.elementsEqual(key.utf8) }
  }

  private func member(_ key: String, _ places: JSONPlaces) -> JSONPlaces.Member? {
    places.members.first { $0.key.utf8.elementsEqual(key.utf8) }
  }

  private func place(_ offset: Int) -> Place { Place(source: 0, offset: offset, in: bytes) }
}
