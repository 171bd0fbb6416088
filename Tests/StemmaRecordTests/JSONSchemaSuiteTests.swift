import Foundation
import StemmaRecord
import StemmaTesting
import Testing

/// The required tests of the JSON-Schema-Test-Suite for 2020-12, fetched once and kept.
@Suite("The JSON-Schema-Test-Suite")
struct JSONSchemaSuiteTests {
  private static let folder = ".build/json-schema-suite"

  /// Which of them fail, as in `SuiteFailures.txt`, and how many there are.
  private static func outcome() throws -> (failures: [String], count: Int) {
    let script = Repository.path("Tests/Scripts/json-schema-suite.sh")
    let fetched = try Program("/bin/sh").run(
      [script, Repository.path(folder)], in: Repository.folder.path,
      environment: ProcessInfo.processInfo.environment, timeoutSeconds: 300)
    try #require(fetched.status == 0, "\(fetched.errorText)")
    let documents = try remotes("\(folder)/remotes")
    var failures: [String] = []
    var count = 0
    for file in try Repository.list("\(folder)/tests") where file.hasSuffix(".json") {
      let groups = try JSONReader.read(try Repository.bytes("\(folder)/tests/\(file)"))
      for group in try #require(groups.array) {
        let schema = try? JSONSchema(try #require(group["schema"]), documents: documents)
        for test in group["tests"]?.array ?? [] {
          count += 1
          let isValid = schema?.violation(of: try #require(test["data"])) == nil
          if schema == nil || isValid != test["valid"]?.bool {
            let names = [group, test].map { $0["description"]?.string ?? "" }
            failures.append("\(file) | \(names[0]) | \(names[1])")
          }
        }
      }
    }
    return (failures, count)
  }

  /// What the suite's schemas refer to, by the addresses they use.
  private static func remotes(_ folder: String) throws -> [String: JSONValue] {
    var documents: [String: JSONValue] = [:]
    let files = FileManager.default.enumerator(atPath: Repository.path(folder))
    while let file = files?.nextObject() as? String {
      guard file.hasSuffix(".json") else { continue }
      documents["http://localhost:1234/\(file)"] = try JSONReader.read(
        try Repository.bytes("\(folder)/\(file)"))
    }
    return documents
  }

  @Test("exactly the tests listed fail, and at least 95 % pass")
  func required() throws {
    let (failures, count) = try Self.outcome()
    let listed = try Repository.text("Tests/StemmaRecordTests/SuiteFailures.txt")
      .split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
    #expect(failures == listed)
    #expect(count >= 1_200)
    #expect((count - failures.count) * 100 >= 95 * count)
  }
}
