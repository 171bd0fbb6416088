import StemmaRecord
import StemmaTesting
import Testing

@Suite("Completion")
struct CompletionTests {
  /// What the binary offers for the last of the words.
  private func offered(
    _ work: Workspace, _ command: String, _ words: String..., below: String = ""
  ) throws -> [String] {
    let all = ["stemma", command] + words
    let last = words.last ?? ""
    let result = try Program.stemma().run(
      ["---completion", command, "--", "positional@0", "\(all.count - 1)", "\(last.utf8.count)"]
        + all, in: below.isEmpty ? work.folder : work.path(below))
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errorText)")
    return result.text.split(separator: "\n").map(String.init)
  }

  @Test("datasets, versions and tags are offered as they begin")
  func names() throws {
    let work = try Workspace.twoVersions()
    try work.write("kilns.yaml", Workspace.manifest(documents: "kilns.md", dataset: "kilns"))
    try work.stemma("run", "kilns.yaml").expect(0)
    try work.stemma("tag", "tides@1", "best").expect(0)
    #expect(try offered(work, "log", "") == ["kilns", "tides"])
    #expect(try offered(work, "log", "ti") == ["tides"])
    #expect(try offered(work, "show", "") == ["kilns", "tides"])
    #expect(
      try offered(work, "show", "ti")
        == ["tides", "tides@head", "tides@best", "tides@2", "tides@1"])
    #expect(
      try offered(work, "show", "tides@") == ["tides@head", "tides@best", "tides@2", "tides@1"])
    #expect(try offered(work, "show", "tides@b") == ["tides@best"])
    #expect(try offered(work, "show", "loom").isEmpty)
    #expect(
      try offered(work, "rollback", "--store", work.path("store"), "k", below: "/") == ["kilns"])
  }

  @Test("without a store, or with a broken one, nothing is offered and nothing said")
  func silence() throws {
    let work = try Workspace()
    #expect(try offered(work, "show", "coffee@").isEmpty)
    #expect(try offered(work, "log", "").isEmpty)
    #expect(!work.exists("store"))
    let broken = try Workspace.published()
    try broken.write("store/format", "stemma store 9\n")
    #expect(try offered(broken, "show", "tides@").isEmpty)
  }

  @Test("every shell gets a script", arguments: ["bash", "zsh", "fish"])
  func scripts(shell: String) throws {
    let work = try Workspace()
    let script = try work.stemma("--generate-completion-script", shell).expect(0)
    #expect(script.errors.isEmpty)
    for command in HelpTests.commands { #expect(script.text.contains(command)) }
    #expect(!script.text.contains("try-lock"))
    try work.write("script", script.output)
    let check = try Program(shell).run(["-n", "script"], in: work.folder)
    #expect(check.status == 0, "\(check.errorText)")
  }

  @Test("a real bash completes coffee@ to versions, however it parts words")
  func bash() throws {
    let work = try Workspace.twoVersions()
    try work.stemma("tag", "tides@1", "best").expect(0)
    try work.write("script", work.stemma("--generate-completion-script", "bash").output)
    try work.write("typist.py", Self.typist)
    let stemma = try Program.stemma().path
    let folder = stemma.split(separator: "/").dropLast().joined(separator: "/")
    func typed(_ keys: String) throws -> String {
      let result = try Program("python3").run(
        ["typist.py", keys], in: work.folder,
        environment: ["PATH": "/\(folder):/usr/local/bin:/usr/bin:/bin"])
      #expect(result.status == 0, "\(result.errorText)")
      return result.text
    }
    #expect(try typed("stemma show tides@b\t").contains("stemma show tides@best "))
    let all = try typed("stemma show tides@\t\t")
    for name in ["@1", "@2", "@best", "@head"] { #expect(all.contains(name), "\(all)") }
    #expect(try typed("stemma compare tides@1 tides@he\t").contains("tides@1 tides@head "))
    #expect(try typed("stemma log ti\t").contains("stemma log tides "))
    #expect(try typed("stemma run kil\t").contains("stemma run kilns.yaml "))
    #expect(try typed("shopt -u hostcomplete\nstemma show tides@b\t").contains("show tides@best "))
  }

  /// Types into a bash on a terminal of its own, and tells what that shows.
  private static let typist = """
    import os, pty, select, sys, time
    process, terminal = pty.fork()
    if process == 0:
        os.environ.update(PS1="> ", TERM="dumb", INPUTRC="/dev/null")
        os.execv("/bin/bash", ["bash", "--norc", "--noprofile", "-i"])
    def until(sign, seconds):
        shown, end = b"", time.time() + seconds
        while time.time() < end and not (sign and sign in shown):
            if select.select([terminal], [], [], 0.1)[0]:
                shown += os.read(terminal, 65536)
        return shown.decode(errors="replace")
    os.write(terminal, b"bind 'set enable-bracketed-paste off'; bind 'set bell-style none'; "
             b"source ./script; echo REA''DY\\n")
    until(b"READY", 30)
    *before, last = sys.argv[1].split("\\n")
    for line in before:
        os.write(terminal, line.encode() + b"; echo REA''DY\\n")
        until(b"READY", 30)
    # A second tab lists what the first could not decide.
    for part in last.replace("\\t\\t", "\\t\\n\\t").split("\\n"):
        os.write(terminal, part.encode())
        print(until(b"", 2.5))
    os.close(terminal)
    """
}
