import StemmaExperiment
import StemmaRecord
import StemmaTesting
import Testing

@Suite struct SchemaTests {
  private func file(_ name: String) throws -> JSONValue {
    try JSONReader.read(try Repository.bytes("schemas/\(name).schema.json"))
  }

  /// Without the names that the catalogue gives: those are compared where the rooms are composed.
  private func withoutNames(_ schema: JSONValue) throws -> JSONValue {
    var root = try #require(schema.object)
    var properties = try #require(root["properties"]?.object)
    for (field, keyword) in [
      ("task", "oneOf"), ("teacher", "anyOf"), ("teachers", "additionalProperties"),
      ("strategy", "enum"), ("filters", "items"),
    ] {
      var property = try #require(properties[field]?.object)
      #expect(property[keyword] != nil, "\(field) has its names")
      property[keyword] = nil
      properties[field] = .object(property)
    }
    root["properties"] = .object(properties)
    // What is true of one task only.
    #expect(root["allOf"]?.array?.isEmpty == false)
    root["allOf"] = nil
    return .object(root)
  }

  @Test("the template's schema file is the one made from the reader's own table")
  func template() throws {
    #expect(try file("template") == TemplateSchema.json)
  }

  @Test("the manifest's schema file has the fields, marks, ranges and defaults of the reader")
  func manifest() throws {
    #expect(
      try withoutNames(file("manifest")) == withoutNames(ManifestSchema.json(catalogue)))
  }

  @Test("every field is titled, described and marked, and no other is allowed")
  func marks() throws {
    func check(_ schema: JSONValue, _ path: String) throws {
      #expect(schema["additionalProperties"] == false, "\(path)")
      for (name, property) in try #require(schema["properties"]?.object).members {
        let mark = property["x-stemma"]?.string
        #expect(mark == "what" || mark == "how", "\(path)\(name)")
        #expect(property["title"]?.string?.isEmpty == false, "\(path)\(name)")
        #expect(property["description"]?.string?.isEmpty == false, "\(path)\(name)")
        if property["properties"] != nil { try check(property, "\(path)\(name).") }
      }
    }
    try check(file("manifest"), "")
  }

  @Test(
    "the fields marked what are those that a what holds, and the inputs, which the receipt pins")
  func whats() throws {
    let properties = try #require(file("manifest")["properties"]?.object)
    let marked = properties.members.filter { $0.value["x-stemma"] == "what" }.map(\.key)
    let full = """
      teacher: everything
      sampling: {seed: 1}
      domain: tea
      task_type: a
      output_schema: b
      lora: c
      constraints: [a]
      count: 1
      per_section: 1
      strategy: extraction
      candidates: 2
      max_attempts: 2
      ask_again: [unparsable]
      filters: []
      expand: {topics: [a]}
      sections: {characters: 900}
      mix: {tone: [formal]}
      batch: 1
      sample: 1
      split: {test: 0.1}
      """
    // Either one teacher or several.
    let several = full.replacing(
      "teacher: everything", with: "teachers: {a: everything}\nroles: {question: a}")
    let held = try [full, several].flatMap { text in
      try read(minimal(text)).what(template: ObjectID(of: .template, [])).members.map(\.key)
    }
    // Some are of other tasks.
    let labels = Catalogue(
      tasks: [
        TaskEntry(
          name: "labels", summary: "Texts.", strategies: ["write"], needsInput: false,
          needsClasses: true, outline: Outline.Field.allCases)
      ], teachers: catalogue.teachers, filters: catalogue.filters)
    let special = try ManifestReader(catalogue: labels).read(
      Array(
        """
        stemma: 1
        dataset: demo
        task: labels
        teacher: everything
        classes: [{name: a, description: A.}, {name: b, description: B.}]
        document_types: [FAQ]
        topics: [tea]
        personas: [a cook]
        system_prompts: [Be brief.]
        turns: 2
        """.utf8), file: "m.yaml"
    ).what(template: ObjectID(of: .template, [])).members.map(\.key)
    let rows = Catalogue(
      tasks: [
        TaskEntry(
          name: "columns", summary: "Columns.", strategies: ["rows"], inputs: [.tables],
          rowUse: .outputs)
      ], teachers: catalogue.teachers, filters: catalogue.filters)
    let ofRows = try ManifestReader(catalogue: rows).read(
      Array(
        """
        stemma: 1
        dataset: demo
        task: columns
        teacher: everything
        inputs: {tables: [a.csv]}
        template: t.json
        outputs: [note]
        keep: [title]
        """.utf8), file: "m.yaml"
    ).what(template: ObjectID(of: .template, [])).members.map(\.key)
    #expect(Set(marked) == Set(held + special + ofRows).union(["stemma", "inputs"]))
  }

  @Test("what lies on a range's edge in the schema is read, what lies beyond is not")
  func ranges() throws {
    let schema = try file("manifest")
    let root = try #require(schema["properties"]?.object)
    let sampling = try #require(schema["properties"]?["sampling"]?["properties"]?.object)
    var tried = 0
    for (prefix, fields) in [("", root), ("sampling.", sampling)] {
      for (name, property) in fields.members where property["type"] == "integer" && name != "seed" {
        let low = try #require(property["minimum"]?.integer)
        let high = try #require(property["maximum"]?.integer)
        for (value, isValid) in [(low, true), (high, true), (low - 1, false), (high + 1, false)] {
          let found = problems(minimal(), overrides: ["\(prefix)\(name)=\(value)"])
          #expect(found.isEmpty == isValid, "\(prefix)\(name)=\(value)")
          tried += 1
        }
      }
    }
    #expect(tried == 28)
    let edges = [
      "seed=18446744073709551615": true, "seed=18446744073709551616": false, "seed=-1": false,
      "temperature=0": true, "temperature=2": true, "temperature=2.000001": false,
      "temperature=-0.000001": false, "top_p=0": false, "top_p=0.000001": true, "top_p=1": true,
      "top_p=1.000001": false,
    ]
    for (edge, isValid) in edges {
      #expect(problems(minimal(), overrides: ["sampling.\(edge)"]).isEmpty == isValid, "\(edge)")
    }
  }
}
