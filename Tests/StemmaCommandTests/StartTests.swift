import StemmaTesting
import Testing

@Suite("How a command starts")
struct StartTests {
  @Test("a command that opens a store reads no certificates: it speaks with nobody")
  func certificates() throws {
    let workspace = try Workspace.published()
    try Program("strace").run(
      [
        "-f", "-qq", "-e", "trace=openat", "-o", workspace.path("calls"),
        try Program.stemma().path, "log",
      ], in: workspace.folder
    ).expect(0)
    let calls = String(decoding: try workspace.read("calls"), as: UTF8.self)
    #expect(calls.contains("/store/history.git"))
    #expect(!calls.contains("/etc/ssl"))
  }
}
