import StemmaTesting
import Testing

@Suite("The manual page")
struct ManualTests {
  @Test("the committed page is what the commands say of themselves now")
  func upToDate() throws {
    let made = try Program("python3").run(
      [Repository.path("Tests/Scripts/man_page.py"), Program.stemma().path], in: "/tmp")
    #expect(made.status == 0, "\(made.errorText)")
    #expect(made.text == (try Repository.text("stemma.1")), "`make man` writes it anew")
  }

  @Test("neither groff nor mandoc finds anything wrong with it")
  func wellFormed() throws {
    let page = Repository.path("stemma.1")
    let man = try Program("man").run(
      ["-l", "--warnings", "-E", "UTF-8", page], in: "/tmp",
      environment: ["MANWIDTH": "80", "LC_ALL": "C.UTF-8"])
    #expect(man.status == 0 && man.errors.isEmpty, "\(man.errorText)")
    let lint = try Program("mandoc").run(["-Tlint", "-W", "warning", page], in: "/tmp")
    #expect(lint.status == 0 && lint.output.isEmpty, "\(lint.text)")
  }

  @Test("it has every command with its examples, every exit code, and the store's variable")
  func complete() throws {
    let page = try Repository.text("stemma.1")
    let help = try Program.stemma().run(["--help"], in: "/tmp").text
    let commands = help.split(separator: "\n").drop { $0 != "SUBCOMMANDS:" }.dropFirst()
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split { $0 == " " || $0 == "," }.first }.filter { $0 != "See" }
    #expect(commands.count >= 18)
    for command in commands {
      #expect(page.contains("\n.SS \(command)\n"), "\(command)")
      let typed = command.split(separator: "-").joined(separator: "\\-")
      #expect(page.contains("\nstemma \(typed)"), "\(command)")
    }
    for code in [0, 1, 3, 4, 5, 6, 10, 11, 12, 20, 64, 65, 130] {
      #expect(page.contains("\n.B \(code)\n"), "\(code)")
    }
    #expect(page.contains("STEMMA_STORE"))
  }
}
