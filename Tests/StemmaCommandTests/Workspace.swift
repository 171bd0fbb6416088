import StemmaRecord
import StemmaTesting
import Testing

extension Workspace {
  /// One document of one section, so that all records come from a known place.
  static let tides = """
    # Tides

    A tide is the rise and fall of the sea that the pull of the moon causes. High water comes \
    about every twelve hours because the earth turns once a day beneath two bulges of water. A \
    harbour master publishes a tide table so that captains know when a deep ship can enter.

    """

  static let kilns = """
    # Kilns

    A kiln is an oven in which a potter hardens clay at a high temperature. Potters dry each pot \
    for several days because water left in the clay would crack it. A pyrometric cone is a small \
    pyramid of clay that bends at a known temperature.

    """

  /// - Parameter fields: lines that take the place of the manifest's own for the same field.
  static func manifest(
    documents: String = "tides.md", dataset: String = "tides", fields: String = "",
    strategy: String = "both"
  ) -> String {
    """
    stemma: 1
    dataset: \(dataset)
    task: qa
    inputs:
      documents: [\(documents)]
    teacher: embedded
    sampling:
      seed: 7
      temperature: 0.5
    per_section: 4
    strategy: \(strategy)
    \(fields)

    """
  }

  /// A workspace with `tides.md` and `tides.yaml`.
  static func tidal(fields: String = "") throws -> Workspace {
    let workspace = try Workspace()
    try workspace.write("tides.md", tides)
    try workspace.write("tides.yaml", manifest(fields: fields))
    return workspace
  }

  /// The same with one version, `tides@1`, in `store`.
  static func published() throws -> Workspace {
    let workspace = try tidal()
    try workspace.stemma("run", "tides.yaml").expect(0)
    return workspace
  }

  /// The same with `tides@2` of another document.
  static func twoVersions() throws -> Workspace {
    let workspace = try published()
    try workspace.write("kilns.md", kilns)
    try workspace.write("kilns.yaml", manifest(documents: "kilns.md"))
    try workspace.stemma("run", "kilns.yaml", "--set", "sampling.temperature=0.9").expect(0)
    return workspace
  }

  /// Runs the command under test in the workspace.
  ///
  /// - Parameter below: the working folder, relative to the workspace's.
  @discardableResult
  func stemma(
    _ arguments: String..., below: String = "", environment: [String: String] = [:]
  ) throws -> ProgramResult {
    try Program.stemma().run(
      arguments, in: below.isEmpty ? folder : path(below), environment: environment)
  }

  /// Runs a line of shell in the workspace; `$STEMMA` is the command under test.
  func shell(_ line: String) throws -> ProgramResult {
    try Program("/bin/sh").run(
      ["-c", line], in: folder, environment: ["STEMMA": try Program.stemma().path])
  }

  /// The id of a record that a version has.
  func anyRecord(of version: String) throws -> String {
    let sample = try stemma("sample", version, "-n", "1", "--json").json()
    return try #require(sample["records"]?.array?.first?["id"]?.string)
  }
}

extension ProgramResult {
  /// Fails the test where the program ended otherwise, saying what it wrote.
  @discardableResult
  func expect(
    _ status: Int32, sourceLocation: SourceLocation = #_sourceLocation
  ) -> ProgramResult {
    #expect(self.status == status, "\(text)\(errorText)", sourceLocation: sourceLocation)
    return self
  }

  /// Standard error as one line of JSON.
  func error(sourceLocation: SourceLocation = #_sourceLocation) throws -> JSONValue {
    let lines = errors.split(separator: UInt8(ascii: "\n"))
    #expect(lines.count == 1, "\(errorText)", sourceLocation: sourceLocation)
    #expect(output.isEmpty, "\(text)", sourceLocation: sourceLocation)
    return try JSONReader.read(try #require(lines.last, sourceLocation: sourceLocation))
  }
}
