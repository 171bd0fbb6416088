import StemmaRecord
import StemmaTesting
import Testing

@Suite("Money at the command line")
struct SpendingTests {
  /// A manifest whose teacher costs: an answer takes 9 and 5 tokens, which is $0.000019.
  private func world(_ server: ModelServer) throws -> Workspace {
    let work = try Workspace()
    try work.writeLive(
      teacher:
        "{provider: ollama, model: m, base_url: '\(server.url)', price: {input: 1, output: 2}}",
      sections: 20, sampling: "{seed: 7, max_tokens: 50}", perSection: 2)
    return work
  }

  @Test("without a terminal and --yes nothing is asked; with it, what was spent is told")
  func yes() throws {
    let server = try ModelServer()
    let work = try world(server)
    let refused = try Program.stemma().run(
      ["run", "live.yaml", "--store", "store", "--json"], in: work.folder)
    #expect(refused.status == 64 && server.count == 0)
    let error = try JSONReader.read(refused.errors)
    #expect(error["code"] == "command.unconfirmed-spending")
    #expect(error["nextStep"]?.string?.contains("--yes") == true)
    #expect(error["whatHappened"]?.string?.contains("up to $") == true)
    let plan = try work.stemma("plan", "live.yaml", "--store", "store", "--json").json()
    let worst = try #require(plan["cost"]?["worst"]?.string.flatMap(Double.init))
    #expect(plan["cost"]?["recorded"] == 0 && plan["cost"]?["priceFrom"] == "manifest")
    let report = try work.stemma("run", "live.yaml", "--store", "store", "--json", "--yes").json()
    let spent = try #require(report["teacher"]?["dollars"]?.string.flatMap(Double.init))
    #expect(spent > 0 && spent <= worst)
    #expect(spent == Double(server.count * 19) / 1_000_000)
    let asked = server.count
    // All is recorded: there is nothing to agree to.
    let again = try work.stemma("run", "live.yaml", "--store", "store")
    #expect(server.count == asked)
    #expect(again.text.contains("used again for nothing") && again.text.contains("$0 spent"))
    let shown = try work.stemma("show", "live@1", "--store", "store", "--json").json()
    #expect(shown["execution"]?["teacher"]?["dollars"] == report["teacher"]?["dollars"])
    let live = try Program.stemma().run(
      ["reproduce", "live@1", "--live", "--store", "store"], in: work.folder)
    #expect(live.status == 64 && server.count == asked)
  }

  @Test(
    "what answers took is a statistic, also where they were recorded before; pure teachers have none"
  )
  func statistics() throws {
    let server = try ModelServer()
    let work = try world(server)
    try work.stemma("run", "live.yaml", "--store", "store", "--yes")
    let asked = server.count
    // The same answers, otherwise filtered: nothing is asked, and the version stands on as many tokens.
    let text = try work.stemma(
      "run", "live.yaml", "--store", "store", "--set", "filters=[schema]", "--set",
      "expect=[cost < 0.5, answer_tokens.prompt == 9]"
    ).text
    #expect(server.count == asked && text.contains("expect  met  cost < 0.5: "))
    let json = try work.stemma("compare", "live@1", "live@2", "--store", "store", "--json").json()
    func statistic(_ name: String) throws -> JSONValue {
      try #require(json["statistics"]?.array?.first { $0["name"]?.string == name }, "\(name)")
    }
    for side in ["before", "after"] {
      #expect(try statistic("prompt_tokens")[side] == .integer(9 * asked))
      #expect(try statistic("completion_tokens")[side] == .integer(5 * asked))
      #expect(try statistic("answer_tokens.prompt")[side] == 9)
      #expect(try statistic("answer_tokens.completion")[side] == 5)
      let cost = try #require(statistic("cost")[side].flatMap { Double(CanonicalJSON.text($0)) })
      #expect(Int((cost * 1_000_000).rounded()) == 19 * asked)
    }
    let shown = try work.stemma("show", "live@2", "--store", "store", "--json").json()
    #expect(
      shown["execution"]?["spending"] == [
        [
          "completion": .integer(5 * asked), "picodollars": .string("\(19_000_000 * asked)"),
          "prompt": .integer(9 * asked), "untold": 0,
        ]
      ])
    let failed = try Program.stemma().run(
      [
        "run", "live.yaml", "--store", "store", "--set", "expect=[cost < 0.0001]", "--set",
        "filters=[schema]", "--set", "dataset=dear",
      ], in: work.folder)
    #expect(failed.status == 4, "\(failed.status) \(failed.text)\(failed.errorText)")
    #expect(failed.text.contains("FAILED  cost < 0.0001: 0.0"), "\(failed.text)")
    try work.write("rows.jsonl", #"{"question": "Why is it?", "answer": "So it is."}"#)
    try work.stemma("import", "rows.jsonl", "--dataset", "pure", "--store", "store")
    let pure = try work.stemma("compare", "pure@1", "live@1", "--store", "store").text
    #expect(pure.contains("only in   live@1: prompt_tokens \(9 * asked)\n"))
    #expect(!pure.contains("only in   pure@1: cost"))
    let refused = try Program.stemma().run(
      ["plan", "live.yaml", "--set", "teacher=embedded", "--set", "expect=[cost < 1]", "--json"],
      in: work.folder)
    #expect(refused.status == 65 && refused.errorText.contains("manifest.no-tokens"))
  }

  @Test("at its budget a run ends with 21, and goes on when that is raised")
  func budget() throws {
    let server = try ModelServer()
    let work = try world(server)
    let cost = try work.stemma("plan", "live.yaml", "--json").json()["cost"]
    let worst = try #require(cost?["worst"]?.string.flatMap(Double.init))
    let questions = try #require(cost?["questions"]?.integer)
    // Room for one request at its worst, and for about ten answers as they are.
    let room = Int(worst * 1_000_000) / questions + 10 * 19
    let budget = Millionths(count: room).description
    let plan = try work.stemma("plan", "live.yaml", "--set", "budget=\(budget)")
    #expect(plan.text.contains("of which the budget allows $0.00"))
    let result = try Program.stemma().run(
      ["run", "live.yaml", "--store", "store", "--budget", budget, "--yes", "--width", "4"],
      in: work.folder)
    #expect(result.status == 21)
    #expect(result.errorText.contains("[run.budget-reached]"))
    #expect(server.count > 0 && server.count < questions && server.count * 19 <= room)
    #expect(result.errorText.contains("\(server.count) answers are kept"))
    let end = try work.stemma(
      "run", "live.yaml", "--store", "store", "--budget", "3", "--yes", "--json"
    ).json()
    #expect(end["version"] == "live@1" && Set(server.seen).count == server.count)
    let unpriced = try Program.stemma().run(
      ["plan", "live.yaml", "--set", "teacher=openai:unheard-of", "--set", "budget=1"],
      in: work.folder)
    #expect(unpriced.status == 65 && unpriced.errorText.contains("teacher.price"))
  }

  @Test("at a terminal it asks, and takes only a yes")
  func terminal() throws {
    let server = try ModelServer()
    let work = try world(server)
    func answer(_ word: String) throws -> ProgramResult {
      try Program("python3").run(
        [
          Repository.path("Tests/Scripts/review_session.py"),
          CanonicalJSON.text([["[y/N]", .string(word + "\n")]]), try Program.stemma().path,
          "run", "live.yaml", "--store", "store",
        ], in: work.folder)
    }
    let no = try answer("")
    #expect(no.status == 1 && server.count == 0)
    #expect(no.text.contains("Spend up to $") && no.text.contains("[command.declined]"))
    let yes = try answer("y")
    #expect(yes.status == 0 && server.count > 0)
    #expect(yes.text.contains("spent of about $") && yes.text.contains("live@1"))
  }
}
