import StemmaRecord
import StemmaTesting
import Testing

@Suite("stemma datagen")
struct DatagenTests {
  static let seeds = """
    [
      {
        "prompt": "Put a patient's chief complaint and what may be behind it into three sentences.",
        "response": "Repeat the complaint in plain words. Name the likeliest causes first."
      },
      {
        "INPUT": "Say what has to be known before a treatment is chosen.",
        "Answer": "Ask for the history. Note what the examination and the tests found."
      }
    ]
    """

  private func prepared() throws -> Workspace {
    let work = try Workspace()
    try work.write("examples/seed-examples.json", Self.seeds)
    try work.write("medical-lora.bin", "weights")
    try work.write(
      "default.json",
      """
      {
        "name": "mine", "systemPrompt": "You vary examples about {domain}: {task_type}.",
        "userPrompt": "{seed_examples} {constraints} {output_schema} {count} {sample_number} \\
      {variation} {seed_instruction} {seed_response}"
      }
      """.replacing("\\\n", with: ""))
    return work
  }

  private static let flags = [
    "datagen", "--domain", "medical-diagnosis", "--count", "12", "--seeds",
    "examples/seed-examples.json", "--output", "data/synthetic-medical.jsonl", "--constraint",
    "Use American English", "--lora", "medical-lora.bin",
  ]

  private static let everyFlag = [
    "--task-type=classification", "--constraint=at most 120 words",
    "--constraints=mention \"patient\", bullet points", "--output-schema={instruction, response}",
    "--template=default.json", "--candidate-count=2", "--min-quality=0.5", "--max-tokens=800",
  ]

  @Test("the source's example makes the file, with `--x y` and with `--x=y` alike")
  func example() throws {
    let work = try prepared()
    let made = try Program.stemma().run(Self.flags + ["--json"], in: work.folder).expect(0).json()
    #expect(made["records"]?.integer == 12)
    #expect(made["version"]?.string == "synthetic-medical@1")
    let file = try work.read("data/synthetic-medical.jsonl")
    let rows = try file.split(separator: UInt8(ascii: "\n")).map { try JSONReader.read($0) }
    #expect(rows.count == 12)
    let instructions = try rows.map { try #require($0["instruction"]?.string) }
    #expect(
      (1...12).allSatisfy { number in instructions.contains { $0.hasSuffix(" [sample \(number)]") }
      })
    for row in rows {
      #expect(
        row.object?.members.map(\.key).sorted() == [
          "domain", "generationTimestamp", "generatorModel", "groundingContext", "instruction",
          "lora", "prompt", "qualityScore", "response", "seedInstruction", "seedResponse", "tags",
          "taskType", "variation",
        ])
      #expect(row["domain"]?.string == "medical-diagnosis")
      #expect(row["taskType"]?.string == "instruction-response")
      #expect(row["lora"]?.string == work.path("medical-lora.bin"))
      #expect(row["generatorModel"]?.string == "embedded")
      #expect(row["prompt"]?.string?.contains("Use American English") == true)
      #expect(row["response"]?.string?.isEmpty == false)
      #expect(Self.seeds.contains(row["seedInstruction"]?.string ?? "none"))
      #expect(row["tags"]?.array?.starts(with: ["synthetic", "offline"]) == true)
    }
    let joined = zip(Self.flags.dropFirst(), Self.flags.dropFirst(2)).enumerated()
      .filter { $0.offset % 2 == 0 }.map { "\($0.element.0)=\($0.element.1)" }
    let again = try Program.stemma().run(["datagen"] + joined + ["--json"], in: work.folder)
      .expect(0).json()
    #expect(again["published"] == .bool(false))
    #expect(try work.read("data/synthetic-medical.jsonl") == file)
  }

  @Test("every flag has its field in the manifest, which makes the same version")
  func manifest() throws {
    let work = try prepared()
    let all = Self.flags + Self.everyFlag
    let shown = try Program.stemma().run(all + ["--print-manifest"], in: work.folder).expect(0)
    for line in [
      "dataset: \"synthetic-medical\"", "task: instruction", "teacher: embedded",
      "  seeds: [\"examples/seed-examples.json\"]", "domain: \"medical-diagnosis\"", "count: 12",
      "constraints: [\"Use American English\",\"at most 120 words\",\"mention \\\"patient\\\"\","
        + "\"bullet points\"]", "lora: \"medical-lora.bin\"", "task_type: \"classification\"",
      "output_schema: \"{instruction, response}\"", "template: \"default.json\"", "candidates: 2",
      "filters: [schema, duplicates, quality: {minimum: 0.5}]", "sampling: {max_tokens: 800}",
    ] {
      #expect(shown.text.contains("\n\(line)\n"), "\(line)")
    }
    #expect(!work.exists("store"))
    try work.write("medical.yaml", shown.output)
    let prompts = try work.stemma("plan", "medical.yaml", "--prompts", "1").expect(0).text
    #expect(prompts.contains("You vary examples about medical-diagnosis: classification."))
    #expect(prompts.contains("{instruction, response} "))
    let made = try Program.stemma().run(all + ["--json"], in: work.folder)
    let records = try #require(try made.json()["records"]?.integer)
    #expect(records > 0)
    let again = try work.stemma("run", "medical.yaml", "--json").json()
    #expect(again["published"] == .bool(false))
    try work.stemma("reproduce", "synthetic-medical@1").expect(0)
  }

  @Test("a LoRA's content is part of the identity, its path is not")
  func lora() throws {
    let work = try prepared()
    let plan = { (path: String) in
      let made = try Program.stemma().run(
        Self.flags.map { $0 == "medical-lora.bin" ? path : $0 } + ["--json"], in: work.folder
      ).expect(0).json()
      return made["version"]?.string
    }
    #expect(try plan("medical-lora.bin") == "synthetic-medical@1")
    try work.write("elsewhere/l.bin", "weights")
    #expect(try plan("elsewhere/l.bin") == "synthetic-medical@1")
    #expect(try plan(work.path("elsewhere/l.bin")) == "synthetic-medical@1")
    try work.write("elsewhere/l.bin", "other weights")
    #expect(try plan("elsewhere/l.bin") == "synthetic-medical@2")
    try work.remove("elsewhere/l.bin")
    let gone = try Program.stemma().run(
      Self.flags.map { $0 == "medical-lora.bin" ? "elsewhere/l.bin" : $0 } + ["--json"],
      in: work.folder
    ).expect(65).error()
    #expect(gone["code"]?.string == "input.unreadable")
  }

  @Test("a file that is read is not written over", arguments: ["--seeds", "--template", "--lora"])
  func outputIsInput(option: String) throws {
    let work = try Workspace()
    try work.write("a.json", "[]")
    try work.shell("ln -s a.json b.json").expect(0)
    let result = try work.stemma(
      "datagen", "--domain", "x", "--count", "2", option, "a.json", "--output", "b.json")
    #expect(result.expect(64).errorText.contains(option))
    #expect(try work.read("a.json") == Array("[]".utf8))
  }

  @Test("a folder in place of a file, and one that is not there, are told as they were typed")
  func places() throws {
    let work = try Workspace()
    for option in ["--seeds", "--lora", "--template"] {
      for (path, code) in [(".", "input.is-folder"), ("/nonexistent", "input.unreadable")] {
        let error = try work.stemma(
          "datagen", "--domain", "d", "--count", "2", "--output", "o.jsonl", option, path, "--json"
        ).expect(65).error()
        #expect(error["code"]?.string == code && error["place"]?.string == path, "\(error)")
      }
    }
  }

  @Test("without seeds a neutral one is varied; fewer than wanted ends in 3")
  func seedless() throws {
    let work = try Workspace()
    let made = try work.stemma(
      "datagen", "--domain", "coopering", "--count", "4", "--output", "casks.jsonl")
    made.expect(0)
    #expect(String(decoding: try work.read("casks.jsonl"), as: UTF8.self).contains("coopering"))
    let few = try work.stemma(
      "datagen", "--domain", "coopering", "--count", "40", "--output", "more.jsonl",
      "--min-quality", "0.9", "--json")
    let report = try few.expect(3).json()
    #expect(report["shortfall"]?.integer ?? 0 > 0)
  }

  @Test("the gate can reject: what cannot keep to its constraints is not kept")
  func gate() throws {
    let work = try Workspace()
    try work.stemma(
      "datagen", "--domain", "coopering", "--count", "4", "--output", "casks.jsonl",
      "--min-quality", "0.99"
    ).expect(1)
    #expect(!work.exists("casks.jsonl"))
  }

  @Test("seeds that are wrong are named by place and field; flags that are wrong end in 64")
  func refused() throws {
    let work = try Workspace()
    try work.write("bad.json", #"[{"prompt": "Say it."}]"#)
    let error = try work.stemma(
      "datagen", "--domain", "d", "--count", "2", "--output", "o.jsonl", "--seeds", "bad.json",
      "--json"
    ).expect(65).error()
    #expect(CanonicalJSON.text(error).contains("response"))
    for flags in [["--count", "0"], ["--min-quality", "2"], ["--candidate-count", "none"]] {
      let wrong = try Program.stemma().run(
        ["datagen", "--domain", "d", "--count", "2", "--output", "o.jsonl"] + flags,
        in: work.folder)
      wrong.expect(64)
    }
    try work.stemma("datagen", "--domain", "d", "--count", "2").expect(64)
  }
}
