public import StemmaRecord
import StemmaStore

/// A version's files in Croissant's vocabulary, by which tools find a dataset and read its records.
///
/// - Source: the Croissant format specification, version 1.0, MLCommons 2024.
public struct Croissant {
  public static let fileName = "croissant.json"

  let facts: CardFacts

  public init(_ facts: CardFacts) { self.facts = facts }

  public var json: JSONValue {
    var object: JSONObject = [
      "@context": Self.context, "@type": "sc:Dataset",
      "citeAs": .string("\(facts.version.name), receipt \(facts.version.receipt)"),
      "conformsTo": "http://mlcommons.org/croissant/1.0",
      "datePublished": .string(String(facts.published.prefix(10))),
      "description": .string(
        facts.description ?? "\(facts.kind) records of \(facts.version.name), written by stemma."),
      "distribution": .array(facts.files.map(file)), "isLiveDataset": false,
      "keywords": .array(
        ((facts.isImported ? [] : ["synthetic"]) + facts.categories).map { .string($0) }),
      "name": .string(facts.version.dataset), "recordSet": .array(recordSets),
      // Versions have one number; the vocabulary wants three.
      "version": .string("\(facts.version.number).0.0"),
    ]
    if !facts.languages.isEmpty {
      object["inLanguage"] = .texts(facts.languages)
    }
    object["license"] = facts.license.map { .string($0) }
    object["usageInfo"] = facts.terms.map { .string($0) }
    object["url"] = facts.url.map { .string($0) }
    return .object(object)
  }

  private func file(_ file: CardFile) -> JSONValue {
    [
      "@id": .string(file.name), "@type": "cr:FileObject",
      "contentSize": .string("\(file.sizeBytes) B"), "contentUrl": .string(file.name),
      "encodingFormat": .string(facts.format.form.mediaType), "name": .string(file.name),
      "sha256": .string(file.sha256),
    ]
  }

  /// One for each file that has records, named after its side; and which sides there are.
  private var recordSets: [JSONValue] {
    let files = facts.files.filter { $0.records > 0 }
    let records = files.map { CroissantFields(file: $0, format: facts.format).recordSet }
    guard files.contains(where: { $0.side != nil }) else { return records }
    let splits: JSONValue = [
      "@id": "splits", "@type": "cr:RecordSet",
      "data": .array(files.map { ["splits/name": .string($0.split)] }), "dataType": "cr:Split",
      "description": "The sides of the dataset, each of which is a record set of that name.",
      "field": [
        ["@id": "splits/name", "@type": "cr:Field", "dataType": "sc:Text", "name": "name"]
      ], "key": ["@id": "splits/name"], "name": "splits",
    ]
    return [splits] + records
  }

  /// As the specification has it.
  private static let context: JSONValue = {
    var context: JSONObject = [
      "@language": "en", "@vocab": "https://schema.org/", "conformsTo": "dct:conformsTo",
      "cr": "http://mlcommons.org/croissant/", "data": ["@id": "cr:data", "@type": "@json"],
      "dataType": ["@id": "cr:dataType", "@type": "@vocab"], "dct": "http://purl.org/dc/terms/",
      "examples": ["@id": "cr:examples", "@type": "@json"],
      "rai": "http://mlcommons.org/croissant/RAI/", "sc": "https://schema.org/",
    ]
    for name in [
      "citeAs", "column", "equivalentProperty", "extract", "field", "fileObject", "fileProperty",
      "fileSet", "format", "includes", "isLiveDataset", "jsonPath", "key", "md5", "parentField",
      "path", "recordSet", "references", "regex", "repeated", "replace", "samplingRate",
      "separator", "source", "subField", "transform",
    ] { context[name] = .string("cr:\(name)") }
    return .object(context)
  }()
}
