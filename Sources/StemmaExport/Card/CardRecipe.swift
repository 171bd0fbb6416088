import StemmaRecord
import StemmaTask

/// How a version was made, as rows of a table.
struct CardRecipe {
  let facts: CardFacts
  /// So many inputs are listed by name.
  private static let inputLimit = 100

  private var plan: JSONValue { facts.plan }

  /// Two cells each, as Markdown.
  var rows: [[String]] {
    guard let teacher = facts.teacher else {
      let file = plan["import"]?["file"]?.string ?? ""
      return [
        ["origin", "records made elsewhere, imported from a file \(MarkdownText.code(file))"]
      ]
    }
    var rows: [[String]] = []
    func add(_ name: String, _ value: String?) {
      if let value { rows.append([name, value]) }
    }
    let name = plan["task"]?.string ?? ""
    let task = Tasks.named(name)
    add("task", MarkdownText.code(name) + (task.map { ": \($0.entry.summary)" } ?? ""))
    add("teacher", MarkdownText.code(teacher))
    add(
      "strategy", (plan["strategy"]?.string ?? task?.entry.strategies.first).map(MarkdownText.code))
    add("sampling", sampling)
    add("template", (plan["template"]?.string).map(MarkdownText.code))
    add("domain", (plan["domain"]?.string).map(MarkdownText.inline))
    add("kind of records", (plan["task_type"]?.string).map(MarkdownText.inline))
    add("constraints", texts(plan["constraints"]?.texts))
    add("classes", texts(plan["classes"]?.array?.compactMap { $0["name"]?.string }))
    for (name, field) in Self.fields { add(name, plan[field].map(shown)) }
    add("filters", filters(task?.entry))
    add("held out", plan["split"].map(shown))
    add(
      "a sample", plan["sample"].map { "the first questions for \(CanonicalJSON.text($0)) records" }
    )
    return rows
  }

  /// What rows are made of and like, by the manifest's fields.
  private static let fields = [
    ("cut into sections of", "sections"), ("columns written", "outputs"), ("columns kept", "keep"),
    ("kinds of texts", "document_types"), ("topics", "topics"), ("personas", "personas"),
    ("system prompts", "system_prompts"), ("turns", "turns"), ("varied by", "expand"),
    ("mixed of", "mix"),
  ]

  /// A list by its names, anything else as JSON.
  private func shown(_ value: JSONValue) -> String {
    let names = (value.array ?? []).compactMap { $0.string ?? $0["name"]?.string }
    return texts(names) ?? MarkdownText.code(CanonicalJSON.text(value))
  }

  private var sampling: String {
    let members = plan["sampling"]?.object?.members ?? []
    guard !members.isEmpty else { return "the teacher's own; draws use seed 0" }
    return members.map { name, value in
      "\(MarkdownText.inline(name)) \(MarkdownText.inline(value.shownText))"
    }.joined(separator: ", ")
  }

  /// In their order, with what parameters of theirs are not the usual ones.
  private func filters(_ task: TaskEntry?) -> String {
    guard let filters = plan["filters"]?.array else {
      let usual = task.map { ": \($0.standardFilters.joined(separator: ", "))" }
      return "the usual ones\(usual ?? "")"
    }
    guard !filters.isEmpty else { return "none" }
    return filters.map { MarkdownText.code($0.shownText) }
      .joined(separator: ", ")
  }

  private func texts(_ values: [String]?) -> String? {
    guard let values, !values.isEmpty else { return nil }
    return values.map(MarkdownText.inline).joined(separator: "; ")
  }

  /// A section of its own; nothing where there are no inputs.
  var inputs: [String] {
    let receipt = facts.ground
    let files = receipt.inputs.map { input in
      [
        MarkdownText.code(input.name), input.kind.rawValue,
        MarkdownText.code("sha256:\(input.bytes.hex)"),
      ]
    }
    let versions = receipt.parents.map { parent in
      [MarkdownText.code(parent.dataset), "dataset", MarkdownText.code(parent.receipt.description)]
    }
    let all = files + versions
    guard !all.isEmpty else { return [] }
    let rest = all.count - Self.inputLimit
    return ["", "### Inputs", ""]
      + MarkdownText.table([["input", "kind", "identity"]] + all.prefix(Self.inputLimit))
      + (rest > 0 ? ["", "And \(rest) more, which the receipt names."] : [])
  }
}
