import Glibc
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@Suite("Runs with a teacher behind a network that do not come to their end")
struct InterruptedRunTests {
  /// A manifest, and a document of so many sections.
  private func world(_ server: ModelServer, sections: Int, extra: String = "") throws -> Workspace {
    let work = try Workspace()
    try work.writeLive(
      teacher: "{provider: ollama, model: m, base_url: '\(server.url)'}", sections: sections,
      passage: "Passage number # of many is a sentence with words in it. It has another one.",
      perSection: 4, filters: "[schema, length]", maxAttempts: 2, more: extra, in: "experiments/")
    return work
  }

  /// The questions whose answers the journals hold.
  private func held(_ work: Workspace, _ store: String) throws -> Set<String> {
    guard Store.exists(at: work.path(store)) else { return [] }
    var held: Set<String> = []
    for journal in try Store(at: work.path(store)).journals() {
      for place in journal.places {
        let raw = try JSONReader.read(journal.entry(at: place).raw)
        held.insert(try #require(raw["id"]?.string))
      }
    }
    return held
  }

  @Test("killed twenty times, it ends with the receipt of a calm run, and nothing is asked twice")
  func killed() throws {
    let server = try ModelServer()
    let work = try world(server, sections: 500)
    let calm = try work.stemma(
      "run", "experiments/live.yaml", "--store", "calm", "--quiet", "--json"
    ).json()
    #expect(calm["counts"]?["slots"] == 2000)
    let questions = server.count
    var dice = Dice(20)
    var answered: Set<String> = []
    var kills = 0
    while kills < 20 {
      let before = server.count
      let program = try work.start(
        "run", "experiments/live.yaml", "--store", "store", "--quiet",
        "--width", "\(Int.random(in: 1...8, using: &dice))")
      // Some die before they ask anything, most in the middle of it.
      server.wait(for: before + Int.random(in: 0...questions / 44, using: &dice))
      usleep(UInt32.random(in: 0...5_000, using: &dice))
      program.send(SIGKILL)
      let result = try program.wait()
      #expect(result.status == 128 + SIGKILL)
      #expect(answered.isDisjoint(with: server.seen[before...]), "kill \(kills)")
      answered = try held(work, "store")
      kills += 1
    }
    #expect(answered.count > questions / 10)
    let before = server.count
    let end = try work.stemma(
      "run", "experiments/live.yaml", "--store", "store", "--quiet", "--json"
    ).json()
    #expect(end["receipt"] == calm["receipt"])
    #expect(answered.isDisjoint(with: server.seen[before...]))
    #expect(end["teacher"]?["reused"]?["thisRun"] == .integer(answered.count))
    #expect(server.count - before == questions - answered.count)
    let asked = server.count
    let again = try work.stemma("reproduce", "live@1", "--store", "store", "--json").json()
    #expect(again["outcome"] == "identical" && again["replayed"] == .integer(questions))
    #expect(server.count == asked)
    #expect(try work.list("store/runs").isEmpty)
    _ = try work.stemma("verify", "--store", "store")
  }

  private func ended(_ work: Workspace, _ arguments: [String]) throws -> JSONValue {
    let result = try Program.stemma().run(arguments, in: work.folder)
    try #require(result.status == 0, "\(result.errorText)")
    return try result.json()
  }

  @Test("killed between questions and answers, it ends with the receipt of a calm run as well")
  func killedBetween() throws {
    let server = try ModelServer()
    let work = try world(server, sections: 60)
    let live = "{provider: ollama, model: m, base_url: '\(server.url)'}"
    let parts = [
      "run", "experiments/live.yaml", "--quiet", "--set", "teacher=", "--set",
      "teachers={a: \(live), b: \(live)}", "--set", "roles={question: a, answer: {a: 1, b: 2}}",
    ]
    let calm = try ended(work, parts + ["--store", "calm", "--json"])
    let questions = server.count
    #expect(questions > 200)
    var dice = Dice(21)
    var answered: Set<String> = []
    for kill in 0..<8 {
      let before = server.count
      let program = try Program.stemma().start(
        parts + ["--store", "store", "--width", "\(Int.random(in: 1...4, using: &dice))"],
        in: work.folder)
      server.wait(for: before + Int.random(in: 0...questions / 20, using: &dice))
      usleep(UInt32.random(in: 0...5_000, using: &dice))
      program.send(SIGKILL)
      #expect(try program.wait().status == 128 + SIGKILL)
      #expect(answered.isDisjoint(with: server.seen[before...]), "kill \(kill)")
      answered = try held(work, "store")
    }
    #expect(answered.count > 10)
    // The last question of a run that was killed may be counted late.
    var before = server.count
    repeat {
      before = server.count
      usleep(500_000)
    } while server.count != before
    let end = try ended(work, parts + ["--store", "store", "--json"])
    #expect(end["receipt"] == calm["receipt"])
    #expect(answered.isDisjoint(with: server.seen[before...]))
    #expect(server.count - before == questions - answered.count)
    let again = try work.stemma("reproduce", "live@1", "--store", "store", "--json").json()
    #expect(again["outcome"] == "identical" && again["replayed"] == .integer(questions))
    _ = try work.stemma("verify", "--store", "store")
  }

  @Test(
    "Ctrl-C, a request to end and a closed terminal keep what was answered, say so, and the next run goes on",
    arguments: [SIGINT, SIGTERM, SIGHUP])
  func interrupted(signal: Int32) throws {
    let server = try ModelServer()
    let work = try world(server, sections: 200)
    let program = try work.start("run", "experiments/live.yaml", "--store", "store", "--quiet")
    server.wait(for: 40)
    program.send(signal)
    let result = try program.wait()
    #expect(result.status == 130)
    let kept = try held(work, "store").count
    #expect(kept >= 40 && kept == server.count)
    #expect(result.errorText.contains("\(kept) answers are kept"))
    #expect(result.errorText.contains("[run.interrupted]"))
    let runs = try work.stemma("runs", "--store", "store", "--json").json()["runs"]?.array ?? []
    #expect(runs.count == 1 && runs[0]["answers"] == .integer(kept))
    #expect(runs[0]["teacher"] == "ollama:m" && runs[0]["isUnderWay"] == false)
    let end = try work.stemma("run", "experiments/live.yaml", "--store", "store", "--quiet")
    #expect(end.text.contains("\(kept) answers of the interrupted run used again"))
    #expect(Set(server.seen).count == server.count)
  }

  @Test("under nohup a run goes on when its terminal is closed")
  func nohup() throws {
    let server = try ModelServer()
    let work = try world(server, sections: 40)
    let stemma = try Program.stemma().path
    let program = try Program("nohup").start(
      [stemma, "run", "experiments/live.yaml", "--store", "store", "--quiet"], in: work.folder)
    server.wait(for: 10)
    program.send(SIGHUP)
    #expect(try program.wait().status == 0)
  }

  @Test("a used-up quota ends in 20 with what is kept; discarded, all is asked again")
  func quota() throws {
    let server = try ModelServer { $0 >= 60 && $0 < 100 }
    let work = try world(server, sections: 100)
    let result = try Program.stemma().run(
      ["run", "experiments/live.yaml", "--store", "store", "--json", "--width", "4"],
      in: work.folder)
    #expect(result.status == 20)
    let error = try JSONReader.read(result.errors)
    #expect(error["code"] == "teacher.exhausted")
    #expect(error["whatHappened"]?.string?.contains("60 answers are kept") == true)
    #expect(server.count <= 60 + 4)
    let missed = try work.stemma(
      "why-miss", "experiments/live.yaml", "--store", "store", "--json"
    ).json()
    #expect(missed["served"] == 60, "\(missed)")
    #expect(missed["questions"] == 100, "\(missed)")
    let runs = try work.stemma("runs", "--store", "store", "--json").json()["runs"]?.array ?? []
    let id = try #require(runs.first?["id"]?.string)
    let dropped = try work.stemma(
      "runs", "discard", String(id.prefix(8)), "--store", "store", "--json"
    ).json()
    #expect(dropped["discarded"]?["answers"] == 60)
    #expect(try work.stemma("runs", "--store", "store").text == "No run is unfinished.\n")
    let log = try work.program(
      "git", "-C", "store/history.git", "log", "--format=%s", "refs/stemma/events")
    #expect(log.hasPrefix("discard of sha256:\(id)"))
  }

  @Test("a changed filter asks nothing; --fresh asks all; --live compares with what is said now")
  func again() throws {
    let server = try ModelServer()
    let work = try world(server, sections: 40, extra: "candidates: 2")
    _ = try work.stemma(
      "run", "experiments/live.yaml", "--store", "store", "--set", "max_attempts=1")
    let asked = server.count
    let filtered = try work.stemma(
      "run", "experiments/live.yaml", "--store", "store", "--json", "--set", "max_attempts=1",
      "--set", "filters=[schema, length, duplicates]"
    ).json()
    #expect(server.count == asked && filtered["teacher"]?["asked"] == 0)
    #expect(filtered["version"] == "live@2")
    let moved = try ModelServer()
    _ = try work.stemma(
      "run", "experiments/live.yaml", "--store", "store", "--set", "max_attempts=1",
      "--set", "teacher.base_url=\(moved.url)")
    #expect(moved.count == 0)
    let live = try work.stemma("reproduce", "live@1", "--store", "store", "--live", "--json").json()
    #expect(server.count == 2 * asked)
    #expect(live["agreement"]?["different"] == 0 && live["agreement"]?["gone"] == 0)
    let fresh = try work.stemma(
      "run", "experiments/live.yaml", "--store", "store", "--json", "--set", "max_attempts=1",
      "--fresh"
    ).json()
    #expect(server.count == 3 * asked && fresh["teacher"]?["reused"]?["versions"] == 0)
  }
}
