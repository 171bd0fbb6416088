import StemmaRecord
import StemmaTesting
import Testing

extension Workspace {
  /// Writes `experiments/<name>.yaml` and its document.
  ///
  /// - Parameter seed: of the document's text, and of the sampling.
  func writeExperiment(_ name: String, seed: UInt64 = 1) throws {
    try write("experiments/\(name)/a.md", Self.document(seed))
    try write(
      "experiments/\(name).yaml",
      """
      stemma: 1
      dataset: \(name)
      task: qa
      inputs:
        documents: [\(name)/*.md]
      teacher: embedded
      sampling: {seed: \(seed), temperature: 0.7}
      per_section: 2
      strategy: both
      filters: [schema, length, duplicates]

      """)
  }

  /// Writes `live.yaml`, with a teacher behind a network, and its document `a.md`.
  ///
  /// - Parameters:
  ///   - teacher: as YAML has it, in one line.
  ///   - passage: the text of each section, `#` in place of its number.
  ///   - more: further lines of the manifest.
  func writeLive(
    teacher: String, sections: Int, passage: String = "Passage # of many is a sentence with words.",
    sampling: String = "{seed: 7}", perSection: Int = 1, filters: String = "[]",
    maxAttempts: Int = 1, more: String = "", in folder: String = ""
  ) throws {
    let text = (0..<sections).map {
      "## Part \($0)\n\n" + passage.replacing("#", with: "\($0)")
    }
    try write(folder + "a.md", text.joined(separator: "\n\n"))
    try write(
      folder + "live.yaml",
      """
      stemma: 1
      dataset: live
      task: qa
      inputs: {documents: [a.md]}
      teacher: \(teacher)
      sampling: \(sampling)
      per_section: \(perSection)
      filters: \(filters)
      max_attempts: \(maxAttempts)
      \(more)

      """)
  }

  func start(
    _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> RunningProgram {
    try Program.stemma().start(
      arguments, in: folder ?? self.folder, environment: environment)
  }

  /// Runs stemma and expects exit code 0.
  @discardableResult
  func stemma(
    _ arguments: String..., in folder: String? = nil, environment: [String: String] = [:]
  ) throws -> ProgramResult {
    let result = try Program.stemma().run(
      arguments, in: folder ?? self.folder, environment: environment)
    try #require(result.status == 0, "\(arguments): \(result.status) \(result.errorText)")
    return result
  }

  /// Runs any other program and expects exit code 0.
  @discardableResult
  func program(
    _ arguments: String..., environment: [String: String] = [:]
  ) throws -> String {
    let result = try Program("env").run(arguments, in: folder, environment: environment)
    try #require(result.status == 0, "\(arguments): \(result.status) \(result.errorText)")
    return result.text
  }

  /// The versions as `log` lists them, newest first: name and receipt.
  func versions(_ dataset: String) throws -> [(name: String, receipt: String)] {
    let list = try #require(stemma("log", dataset, "--json").json()["versions"]?.array)
    return try list.map {
      (try #require($0["name"]?.string), try #require($0["receipt"]?.string))
    }
  }

  /// Prose with capital and dotless letters in it, on which a locale could act.
  private static func document(_ seed: UInt64) -> String {
    let things = ["Interior lamp", "Ivory bell", "IRON KILN", "Istanbul loom", "press", "crane"]
    var state = seed
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var text = "# Machines\n\n"
    for number in 0..<6 {
      let thing = things[draw(things.count)]
      text += """
        ## The \(thing) in hall \(number)

        The \(thing) is a device that the workers of hall \(number) use every day. It stands \
        \(draw(90) + 2) metres high because the hall needs a clear view. Workers clean the \
        \(thing) to keep it safe. If the \(thing) stops, hall \(number) closes until the next \
        morning. The hall was built in \(1700 + draw(300)) by \(draw(40) + 3) masons.


        """
    }
    return text
  }
}
