import Foundation
import StemmaTesting
import Testing

@Suite("Exports and their readers")
struct ReadBackTests {
  @Test("Hugging Face datasets reads every format back, row for row")
  func readers() throws {
    let world = try Workspace()
    // Where packages are to be had is the machine's business, so its environment is passed on.
    let result = try Program("python3").run(
      [Repository.path("Tests/Scripts/read_exports.py"), try Program.stemma().path],
      in: world.folder, environment: ProcessInfo.processInfo.environment, timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    for format in [
      "jsonl", "chatml", "alpaca", "dpo", "messages", "sharegpt", "datagen", "csv", "parquet",
      "hostile", "folders",
    ] {
      #expect(result.text.contains("\(format): "))
    }
  }
}
