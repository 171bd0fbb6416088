import Foundation
import StemmaTesting
import Testing

@Suite("Statistics and their references")
struct StatisticsReferenceTests {
  @Test("they agree with scipy, datasketch, lexicalrichness and zlib, and find what is planted")
  func references() throws {
    let world = try Workspace()
    // Where packages are to be had is the machine's business, so its environment is passed on.
    let result = try Program("python3").run(
      [
        Repository.path("Tests/Scripts/check_statistics.py"), try Program.stemma().path, "512",
        "1200",
      ], in: world.folder, environment: ProcessInfo.processInfo.environment, timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("Cramér's V"))
  }

  @Test(
    "halves of one dataset do not differ; whatever is planted is found; what is counted is exact")
  func truths() throws {
    let world = try Workspace()
    let result = try Program("python3").run(
      [Repository.path("Tests/Scripts/check_truths.py"), try Program.stemma().path, "1000"],
      in: world.folder, timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("1000 records, halves: 26 statistics, 0 of them differ\n"))
  }
}
