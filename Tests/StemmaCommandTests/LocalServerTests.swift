import Glibc
import StemmaRecord
import StemmaTesting
import Testing

@Suite("A Hugging Face model on this machine")
struct LocalServerTests {
  private func isGone(_ process: Int32) -> Bool {
    for _ in 0..<6_000 {
      if kill(process, 0) != 0 { return true }
      usleep(10_000)
    }
    return false
  }

  @Test("its server is started for a run and gone after it; a second run needs none")
  func run() throws {
    let work = try Workspace.tidal()
    let path = try FakeTransformers.install(in: work)
    let run = try work.stemma(
      "run", "tides.yaml", "--set", "teacher=hf:me/m", environment: ["PATH": path]
    ).expect(0)
    #expect(run.errorText.contains("Starting `transformers serve` for hf:me/m"))
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
    try work.remove("bin")
    try work.stemma("run", "tides.yaml", "--set", "teacher=hf:me/m").expect(0)
    try work.stemma("reproduce", "tides@1").expect(0)
    let dying = try FakeTransformers.install(in: work, before: "sys.exit('No torch.')")
    let other = try work.stemma(
      "run", "tides.yaml", "--set", "teacher=hf:me/other", "--json", environment: ["PATH": dying]
    ).expect(20).error()
    #expect(other["whatHappened"]?.string?.contains("ready: No torch.") == true)
    try work.remove("bin")
    let error = try work.stemma(
      "run", "tides.yaml", "--set", "teacher=hf:me/other", "--json"
    ).expect(20).error()
    #expect(error["nextStep"]?.string?.contains("pip install 'transformers[serving]'") == true)
  }

  @Test(
    "whatever ends stemma ends it too, and what it has started",
    arguments: [SIGINT, SIGHUP, SIGKILL],
    [nil, #""$server" "$@"; exit 7"#])
  func interrupted(signal: Int32, wrapper: String?) throws {
    let work = try Workspace.tidal()
    let path = try FakeTransformers.install(
      in: work, before: "time.sleep(3600)", wrapper: wrapper)
    let running = try Program.stemma().start(
      ["run", "tides.yaml", "--set", "teacher=hf:me/m"], in: work.folder,
      environment: ["PATH": path])
    for _ in 0..<6_000 where FakeTransformers.process(in: work) == nil { usleep(10_000) }
    let process = try #require(FakeTransformers.process(in: work))
    #expect(kill(process, 0) == 0)
    running.send(signal)
    #expect(try running.wait().status == (signal == SIGKILL ? 128 + signal : 130))
    #expect(isGone(process))
  }
}
