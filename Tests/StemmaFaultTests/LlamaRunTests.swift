import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("A dataset by a real model's server")
struct LlamaRunTests {
  private func server(_ world: Workspace) throws -> (program: RunningProgram, url: String) {
    let program = try Program(Repository.path("Tests/Scripts/llama_server.py")).start(
      [world.folder], in: world.folder, environment: ProcessInfo.processInfo.environment)
    return (program, "http://127.0.0.1:\(try program.line(after: "ready"))/v1")
  }

  @Test(
    "llama.cpp says nothing of what it is given: `sway` ends the run at once, and says what to do")
  func silent() throws {
    let work = try Workspace()
    try work.write("a.md", try Repository.bytes("experiments/coffee/water.md"))
    let (program, url) = try server(work)
    defer { program.stop() }
    for scoring in ["prompt_logprobs", "echo"] {
      try work.write(
        "live.yaml",
        """
        stemma: 1
        dataset: live
        task: qa
        inputs: {documents: [a.md]}
        teachers:
          own: embedded
          far: {provider: vllm-server, base_url: "\(url)", scoring: \(scoring)}
        roles: {question: own, sway: far}
        filters: [sway]

        """)
      let ended = try Program.stemma().run(
        ["run", "live.yaml", "--store", "store", "--json", "--quiet"], in: work.folder,
        timeoutSeconds: 300)
      #expect(ended.status == 20)
      let error = try JSONReader.read(Array(ended.errorText.utf8))
      #expect(error["whatHappened"]?.string?.contains("how probable") == true, "\(error)")
      #expect(error["nextStep"]?.string?.contains("`sway`") == true, "\(error)")
    }
  }

  @Test("made by llama.cpp, made again without it, and compared with what it says elsewhere")
  func llama() throws {
    let work = try Workspace()
    let seeds = (0..<80).map { number in
      #"{"instruction":"Name what follows \#(number).","response":"It is \#(number + 1)."}"#
    }
    try work.write("seeds.jsonl", seeds.joined(separator: "\n"))
    let (first, firstURL) = try server(work)
    try work.write(
      "live.yaml",
      """
      stemma: 1
      dataset: live
      task: instruction
      inputs: {seeds: [seeds.jsonl]}
      teacher: {provider: vllm-server, base_url: "\(firstURL)"}
      sampling: {seed: 7, temperature: 1, max_tokens: 600}
      per_section: 4
      filters: [{length: {instruction_min: 1, instruction_max: 60, response_min: 1, response_max: 60}}]

      """)
    let made = try Program.stemma().run(
      ["run", "live.yaml", "--store", "store", "--json", "--quiet"], in: work.folder,
      timeoutSeconds: 600)
    first.stop()
    #expect(made.status == 0 || made.status == 3, "\(made.errorText)")
    let report = try made.json()
    let kept = try #require(report["counts"]?["kept"]?.integer)
    let asked = try #require(report["teacher"]?["asked"]?.integer)
    let failed = try #require(report["teacher"]?["failed"]?.integer)
    #expect(kept > 200 && asked >= 320 && failed < asked / 4, "\(made.text)")
    let again = try work.stemma("reproduce", "live@1", "--store", "store", "--json").json()
    #expect(again["outcome"] == "identical" && again["replayed"] == .integer(asked))
    let (second, secondURL) = try server(work)
    defer { second.stop() }
    let moving = try Program.stemma().run(
      [
        "run", "live.yaml", "--store", "store", "--json", "--quiet", "--set",
        "teacher.base_url=\(secondURL)",
      ], in: work.folder, timeoutSeconds: 600)
    try #require(moving.status == 0 || moving.status == 3, "\(moving.errorText)")
    let moved = try moving.json()
    // Only what had no answer is asked again, and whatever follows from its answers.
    let reused = try #require(moved["teacher"]?["reused"]?["versions"]?.integer)
    #expect(reused == asked - failed)
    #expect((moved["teacher"]?["asked"]?.integer ?? 0 == 0) == (failed == 0))
    let repeated = try Program.stemma().run(
      ["reproduce", "live@1", "--live", "--base-url", secondURL, "--store", "store", "--json"],
      in: work.folder,
      timeoutSeconds: 600)
    try #require([0, 5].contains(repeated.status), "\(repeated.errorText)")
    let live = try repeated.json()
    var records = 0
    for (_, count) in live["agreement"]?.object?.members ?? [] { records += count.integer ?? 0 }
    #expect(records >= kept && live["agreement"]?["same"]?.integer ?? 0 > 0, "\(live)")
  }
}
