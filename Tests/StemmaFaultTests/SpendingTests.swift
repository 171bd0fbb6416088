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
