import StemmaRecord
import StemmaTesting
import Testing

/// The short forms of what `Tests/Scripts` does at length; `make faults` runs those.
@Suite("Faults, in short")
struct InjectionTests {
  private struct Script {
    let result: ProgramResult
    /// The last line of what it wrote.
    let summary: JSONValue

    init(_ name: String, _ arguments: [String]) throws {
      result = try Program("python3").run(
        [Repository.path("Tests/Scripts/\(name)"), Program.stemma().path] + arguments, in: "/tmp",
        timeoutSeconds: 600)
      let last = try #require(result.text.split(separator: "\n").last, "\(result.errorText)")
      summary = try JSONReader.read(Array(last.utf8))
    }

    func number(_ key: String) throws -> Int { try #require(summary[key]?.integer) }
  }

  @Test("a command killed or failed at a system call leaves a store that is whole")
  func systemCalls() throws {
    let script = try Script("fault_injection.py", ["--every", "25", "--skip", "gc"])
    #expect(script.result.status == 0, "\(script.result.text)")
    #expect(try script.number("failures") == 0)
    #expect(try script.number("injections") >= 50)
    #expect(try script.number("sites") >= 20)
  }

  @Test("a collection killed or failed at a system call loses nothing, and runs go on from it")
  func collection() throws {
    let script = try Script("fault_injection.py", ["--only", "gc", "--every", "12"])
    #expect(script.result.status == 0, "\(script.result.text)")
    #expect(try script.number("failures") == 0)
    #expect(try script.number("injections") >= 15)
    #expect(try script.number("sites") >= 10)
  }

  @Test("a flipped byte is named, or changes no answer")
  func bytes() throws {
    let script = try Script("byte_flips.py", ["--flips", "30", "--small"])
    #expect(script.result.status == 0, "\(script.result.text)")
    #expect(try script.number("failures") == 0)
    #expect(try script.number("flips") == 30)
  }
}
