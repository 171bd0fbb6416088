import StemmaRecord
import StemmaTesting
import Testing

@Suite("The same manifest and inputs give the same receipt")
struct SameReceiptTests {
  private static let turkish = ["TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8"]

  @Test("whatever width, time zone, locale, working folder and store", arguments: [1, 7, 42])
  func everywhere(seed: Int) throws {
    let work = try Workspace()
    try work.writeExperiment("machines", seed: UInt64(seed))
    let manifest = "\(work.folder)/experiments/machines.yaml"
    func receipt(
      _ store: String, _ width: Int, in folder: String? = nil,
      environment: [String: String] = [:]
    ) throws -> String {
      let report = try work.stemma(
        "run", manifest, "--width", "\(width)", "--store", "\(work.folder)/\(store)", "--json",
        in: folder, environment: environment
      ).json()
      #expect(report["published"]?.bool == true)
      #expect(try #require(report["records"]?.integer) >= 6)
      return try #require(report["receipt"]?.string)
    }
    let first = try receipt("one", 1)
    #expect(try receipt("two", 8) == first)
    #expect(try receipt("three", 1, environment: Self.turkish) == first)
    #expect(try receipt("four", 8, environment: Self.turkish) == first)
    #expect(try receipt("five", 2, in: "/") == first)
    #expect(try receipt("six", 3, in: "\(work.folder)/experiments/machines") == first)
    for store in ["one", "four"] {
      for (name, environment) in [("plain", [:]), ("turkish", Self.turkish)] {
        let export = try work.stemma(
          "export", "machines@1", "--store", "\(work.folder)/\(store)", environment: environment)
        try work.write("\(store)-\(name)", export.output)
      }
    }
    for other in ["one-turkish", "four-plain", "four-turkish"] {
      try work.program("cmp", "\(work.folder)/one-plain", "\(work.folder)/\(other)")
    }
    let again = try work.stemma(
      "reproduce", "machines@1", "--store", "\(work.folder)/one", "--json",
      environment: Self.turkish)
    #expect(try again.json()["outcome"]?.string == "identical")
  }

  @Test("and the locale and time zone of that test are in effect where it runs")
  func localeIsInstalled() throws {
    let work = try Workspace()
    let charmap = try work.program("locale", "charmap", environment: Self.turkish)
    #expect(charmap == "UTF-8\n")
    let names = try work.program("locale", "day", environment: Self.turkish)
    #expect(names.contains("Pazartesi"), "install the package locales-all: \(names)")
    let time = try work.program("date", "-d", "@0", "+%H:%M %A", environment: Self.turkish)
    #expect(time == "09:00 Perşembe\n")
  }

  @Test("made again from the store alone, when inputs are gone and the manifest is another")
  func withoutInputs() throws {
    let work = try Workspace()
    try work.writeExperiment("machines")
    let run = try work.stemma("run", "experiments/machines.yaml", "--json").json()
    try work.remove("experiments/machines")
    try work.write("experiments/machines.yaml", "stemma: 1\nthis is no manifest\n")
    let report = try work.stemma("reproduce", "machines@1", "--json").json()
    #expect(report["outcome"]?.string == "identical")
    #expect(report["receipt"]?.string == run["receipt"]?.string)
    #expect(report["differences"]?.array?.isEmpty == true)
  }
}
