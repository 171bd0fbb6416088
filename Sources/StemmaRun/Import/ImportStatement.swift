public import StemmaRecord
import StemmaStore

/// What an import writes as its own manifest: which bytes were read, and what was taken as the id.
public struct ImportStatement: Hashable, Sendable {
  /// SHA-256 of the file's bytes, 64 hexadecimal digits.
  public let file: String
  /// The field that holds a record's id; nil where its content is its id.
  public let id: String?

  init(file: String, id: String?) {
    self.file = file
    self.id = id
  }

  /// - Parameter plan: a version's plan.
  /// - Returns: nil where the version was not imported.
  public init?(plan: JSONValue) {
    guard let statement = plan["import"], let file = statement["file"]?.string,
      file.hasPrefix("sha256:")
    else { return nil }
    self.file = String(file.dropFirst("sha256:".count))
    id = statement["id"]?.string
  }

  /// What is hashed.
  var plan: JSONValue { ["import": json] }

  public var json: JSONValue {
    var object: JSONObject = ["file": .string("sha256:\(file)")]
    object["id"] = id.map { .string($0) }
    return .object(object)
  }

  /// The same for people.
  public var line: String {
    "an imported file, \(ObjectID.short("sha256:\(file)")), its ids from "
      + (id.map { "its field \(CanonicalJSON.text(.string($0)))" } ?? "its content")
  }

  func resolved(_ request: ImportRequest) -> JSONValue {
    var object: JSONObject = ["dataset": .string(request.dataset), "import": json]
    object["description"] = request.description.map { .string($0) }
    object["license"] = request.license.map { .string($0) }
    return .object(object)
  }

  /// The same as YAML, of which JSON's texts are a part.
  func manifest(_ request: ImportRequest) -> [UInt8] {
    func quoted(_ text: String) -> String { CanonicalJSON.text(.string(text)) }
    var lines = ["stemma: 1", "dataset: \(request.dataset)"]
    if let text = request.description { lines.append("description: \(quoted(text))") }
    if let text = request.license { lines.append("license: \(quoted(text))") }
    lines += ["import:", "  file: sha256:\(file)"]
    if let id { lines.append("  id: \(quoted(id))") }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  static let revisions = [
    "importer": ImportParser.revision, "leaf-rule": SequenceCut.revision,
  ]

  /// Each line is a slot, and each is filled.
  static func counts(of records: Int) -> Counts {
    var counts = Counts()
    counts.slots = records
    counts.asked = records
    counts.candidates = records
    counts.kept = records
    counts.outcomes[Outcome.kept.word] = records
    return counts
  }
}
