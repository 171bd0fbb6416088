import Foundation
import Testing

@Suite("The same manifest and inputs give the same receipt")
struct SameReceiptTests {
  private static let turkish = ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"]

  @Test("whatever width, time zone, locale, working folder and store", arguments: [1, 7, 42])
  func everywhere(seed: Int) throws {
    let work = try Folder()
    try work.write("machines", seed: UInt64(seed))
    let manifest = "\(work.path)/experiments/machines.yaml"
    func receipt(
      _ store: String, _ width: Int, in folder: String? = nil,
      environment: [String: String] = [:]
    ) throws -> String {
      let report = try work.stemma(
        "run", manifest, "--width", "\(width)", "--store", "\(work.path)/\(store)", "--json",
        in: folder, environment: environment
      ).json()
      #expect(report["published"] as? Bool == true)
      #expect(try #require(report["records"] as? Int) >= 6)
      return try #require(report["receipt"] as? String)
    }
    let first = try receipt("one", 1)
    #expect(try receipt("two", 8) == first)
    #expect(try receipt("three", 1, environment: Self.turkish) == first)
    #expect(try receipt("four", 8, environment: Self.turkish) == first)
    #expect(try receipt("five", 2, in: "/") == first)
    #expect(try receipt("six", 3, in: "\(work.path)/experiments/machines") == first)
    for store in ["one", "four"] {
      for (name, environment) in [("plain", [:]), ("turkish", Self.turkish)] {
        let export = try work.stemma(
          "export", "machines@1", "--store", "\(work.path)/\(store)", environment: environment)
        try Data(export.output).write(to: URL(fileURLWithPath: "\(work.path)/\(store)-\(name)"))
      }
    }
    for other in ["one-turkish", "four-plain", "four-turkish"] {
      try work.program("cmp", "\(work.path)/one-plain", "\(work.path)/\(other)")
    }
    let again = try work.stemma(
      "reproduce", "machines@1", "--store", "\(work.path)/one", "--json",
      environment: Self.turkish)
    #expect(try again.json()["outcome"] as? String == "identical")
  }

  @Test("and the locale and time zone of that test are in effect where it runs")
  func localeIsInstalled() throws {
    let work = try Folder()
    let charmap = try work.program("locale", "charmap", environment: Self.turkish)
    #expect(charmap == "UTF-8\n")
    let names = try work.program("locale", "day", environment: Self.turkish)
    #expect(names.contains("Pazartesi"), "install the package locales-all: \(names)")
    let time = try work.program("date", "-d", "@0", "+%H:%M %A", environment: Self.turkish)
    #expect(time == "09:00 Perşembe\n")
  }

  @Test("made again from the store alone, when inputs are gone and the manifest is another")
  func withoutInputs() throws {
    let work = try Folder()
    try work.write("machines")
    let run = try work.stemma("run", "experiments/machines.yaml", "--json").json()
    try FileManager.default.removeItem(atPath: "\(work.path)/experiments/machines")
    try "stemma: 1\nthis is no manifest\n".write(
      toFile: "\(work.path)/experiments/machines.yaml", atomically: false, encoding: .utf8)
    let report = try work.stemma("reproduce", "machines@1", "--json").json()
    #expect(report["outcome"] as? String == "identical")
    #expect(report["receipt"] as? String == run["receipt"] as? String)
    #expect((report["differences"] as? [Any])?.isEmpty == true)
  }
}
