public import StemmaRecord

/// Texts of classes: rows of `text` and `label`.
public struct ClassificationTask: TaskDefinition {
  public init() {}

  public let entry = TaskEntry(
    name: "classification", summary: "texts of given classes", strategies: ["write"],
    needsInput: false, needsClasses: true)
  public let revision = 1
  public let categories = ["text-classification"]
  public let list = "texts"
  public let tokensPerRow: Int? = 150
  public let given = ["label"]

  public let rowSchema: JSONValue = .row(of: ["text", "label"])

  public let template: JSONValue = [
    "name": "classification-default",
    "systemPrompt": """
    You write texts for training a classifier. Each belongs to the class that you are told, and to no \
    other, as real people would write it. Never name the class in a text for the sake of naming it.
    """,
    "userPrompt": .string(
      """
      Domain: {domain}
      Class: {class}
      What belongs to it: {class_description}
      Constraints: {constraints}

      Texts may be about this:
      {section}

      Write {count} texts of this class, unlike one another in content, length and tone. {strategy} \
      Answer with JSON that follows this schema and with nothing else:
      {output_schema}
      """),
  ]

  public func instruction(for strategy: String) -> String { "One to three sentences each." }

  /// Passages of classes; where there are no documents, the classes' descriptions.
  public func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    let classes = ClassPassages(settings.classes)
    let sections = read.compactMap(\.section)
    return sections.isEmpty ? classes.alone : classes.assigned(sections)
  }

  public func given(by subject: Subject) -> JSONObject {
    ["label": .string(subject.section?.brief?.name ?? "")]
  }

  public func roles(of row: JSONObject) -> RowRoles {
    RowRoles(
      asking: "Which class does this text belong to?", of: row["text"]?.string ?? "",
      answering: row["label"]?.string ?? "")
  }
}
