import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaRun

@Suite("runs with a teacher that answers in batches")
struct BatchRunTests {
  typealias Kind = BatchServer.Kind

  /// Some questions are at fault themselves, however they are put; of the others some do not come
  /// back at first.
  private static func mixed(_ kind: Kind) -> @Sendable (String, JSONValue, Int) -> BatchServer.Fate
  {
    { _, body, time in
      let hash = BatchModel.hash(body)
      if hash % 13 == 0 {
        return .error(status: 400, BatchModel.error(kind, "invalid_request_error"))
      }
      guard time == 1 || (time == 2 && hash % 17 == 0) else { return .answered }
      switch hash % 10 {
      case 0: return .expired
      case 1: return .lost
      case 2: return .error(status: 500, BatchModel.error(kind, "api_error"))
      case 3: return .error(status: 429, BatchModel.error(kind, "rate_limit_error"))
      default: return .answered
      }
    }
  }

  @Test(
    "the receipt is that of the plain way, whatever comes back when, in batches of any size",
    arguments: Kind.allCases, [1, 7, 1_000])
  func sameReceipt(kind: Kind, entries: Int) async throws {
    let server = try BatchModel.server(kind) {
      $0.fate = Self.mixed(kind)
      $0.limit = entries
    }
    let (calm, work) = (try Workspace(), try Workspace())
    let sections = entries == 1 ? 3 : 30
    let plain = try await BatchModel.run(
      try calm.create(), BatchModel.manifest(server, isBatched: false), sections: sections)
    let direct = server.directCount
    #expect(direct > 0 && server.batches.isEmpty)
    let store = try work.create()
    var news: [BatchNews] = []
    let batched = try await BatchModel.run(
      store, BatchModel.manifest(server, isBatched: true),
      teachers: SmallBatches.teachers(BatchLimit(entries: entries, sizeBytes: 1 << 20)),
      sections: sections, told: { news.append($0) })
    #expect(batched.report.receipt == plain.report.receipt)
    #expect(server.directCount == direct)
    // What was answered is paid for once.
    #expect(server.answered.values.allSatisfy { $0 == 1 })
    #expect(server.submitted.values.contains { $0 > 1 } || entries == 1)
    #expect(server.batches.allSatisfy { $0.keys.count <= entries })
    let (asking, other) = (batched.report.asking, plain.report.asking)
    #expect(asking?.asked == other?.asked && asking?.spent == other?.spent)
    #expect(asking?.reused == 0 && asking?.failed == other?.failed)
    var told = (submitted: 0, collected: 0)
    for item in news {
      switch item {
      case .submitted(_, let questions): told.submitted += questions
      case .collected(_, let answered, let failed, let again):
        told.collected += answered + failed + again
      case .waiting(_, let questions, let done): #expect(done <= questions)
      case .found: Issue.record("\(item)")
      }
    }
    #expect(told.submitted == told.collected)
    #expect(told.submitted == server.submitted.values.reduce(0, +))
    #expect(try work.list("store/runs").isEmpty)
    #expect(try store.verify().damages.isEmpty)
  }

  @Test("what a judge is asked goes by itself, all else in batches", arguments: Kind.allCases)
  func judged(kind: Kind) async throws {
    let server = try BatchModel.server(kind)
    let (calm, work) = (try Workspace(), try Workspace())
    let judge = [FilterChoice(name: "judge", parameters: ["threshold": .integer(6)])]
    let plain = try await BatchModel.run(
      try calm.create(), BatchModel.manifest(server, isBatched: false, filters: judge))
    let all = server.directCount
    let store = try work.create()
    let batched = try await BatchModel.run(
      store, BatchModel.manifest(server, isBatched: true, filters: judge))
    #expect(batched.report.receipt == plain.report.receipt)
    let alone = server.directCount - all
    #expect(alone > 10 && server.answered.count > 10 && alone + server.answered.count == all)
    #expect(batched.report.asking?.spent == plain.report.asking?.spent)
    #expect(batched.report.asking?.asked == all)
    // Messages of the other kind may answer a second asking in other words.
    guard kind == .openAI else { return }
    let report = try await LiveRepetition(store, width: 5, teachers: SmallBatches.teachers())
      .run(batched.publication.version, attest: nil)
    #expect(report.count(.same) == batched.report.receipt.counts.kept)
    #expect(server.directCount == all + alone + all)
  }

  @Test("a batch is split where it would be too large", arguments: Kind.allCases)
  func size(kind: Kind) async throws {
    let server = try BatchModel.server(kind)
    let limit = BatchLimit(entries: 1_000, sizeBytes: 9_000)
    let work = try Workspace()
    _ = try await BatchModel.run(
      try work.create(), BatchModel.manifest(server, isBatched: true),
      teachers: SmallBatches.teachers(limit))
    let uploads = server.requests.filter { $0.method == "POST" && $0.body.count > 400 }
    #expect(uploads.count > 5)
    // Besides what a batch holds there is the form around it.
    #expect(uploads.allSatisfy { $0.body.count < limit.sizeBytes + 600 })
  }

  @Test(
    "without waiting, each run goes one step further and asks nothing twice",
    arguments: Kind.allCases)
  func noWait(kind: Kind) async throws {
    let server = try BatchModel.server(kind) { $0.fate = Self.mixed(kind) }
    let (calm, work) = (try Workspace(), try Workspace())
    let plain = try await BatchModel.run(
      try calm.create(), BatchModel.manifest(server, isBatched: false))
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    var steps = 0
    while true {
      do {
        let outcome = try await BatchModel.run(store, manifest, waits: false)
        #expect(outcome.report.receipt == plain.report.receipt)
        break
      } catch RunError.batchesOpen(let batches, let questions, let kept) {
        #expect(batches == 1 && questions > 0 && steps < 30)
        let runs = try store.unfinishedRuns()
        #expect(runs.count == 1 && runs.first?.submitted == questions)
        #expect(runs.first?.batches == server.batches.last.map { [$0.id] })
        #expect(runs.first.map { $0.answers + $0.failures } == kept)
        // A collection takes nothing away from a run that waits.
        let collector = try Collector(store, isLookOnly: false) {}
        _ = try collector.collect(try collector.plan(), waiting: {})
        steps += 1
      }
    }
    #expect(steps > 3 && server.answered.values.allSatisfy { $0 == 1 })
    #expect(try work.list("store/runs").isEmpty)
  }

  @Test(
    "what never comes back is submitted three times, then the run says: try again",
    arguments: Kind.allCases)
  func bounded(kind: Kind) async throws {
    let server = try BatchModel.server(kind) {
      $0.fate = { _, body, time in
        BatchModel.hash(body) % 5 == 0 && time <= 4 ? .expired : .answered
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true, maxAttempts: 1)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest) } == "teacher.exhausted"
    )
    #expect(server.submitted.values.max() == BatchAsking.mostSubmissions)
    #expect(server.batches.count == 3)
    let outcome = try await BatchModel.run(store, manifest)
    #expect(outcome.publication.isNew && server.answered.values.allSatisfy { $0 == 1 })
  }

  @Test("no credit ends the run at once, and what was answered is kept", arguments: Kind.allCases)
  func noCredit(kind: Kind) async throws {
    let unpaid = kind == .openAI ? "insufficient_quota" : "billing_error"
    let server = try BatchModel.server(kind) {
      $0.fate = { _, body, time in
        BatchModel.hash(body) % 5 == 0 && time == 1
          ? .error(status: kind == .openAI ? 429 : 402, BatchModel.error(kind, unpaid)) : .answered
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest) } == "teacher.no-credit"
    )
    #expect(server.batches.count == 1)
    #expect(try store.unfinishedRuns().first?.answers == server.answered.count)
    // Later rounds have questions that are new, and meet the same.
    var stops = 0
    while try await BatchModel.code({ try await BatchModel.run(store, manifest) })
      == "teacher.no-credit", stops < 9
    {
      stops += 1
    }
    #expect(try store.head(of: "coffee") != nil)
    #expect(server.answered.values.allSatisfy { $0 == 1 })
  }

  @Test(
    "where somebody canceled a batch, nothing is submitted before the next run",
    arguments: Kind.allCases)
  func canceled(kind: Kind) async throws {
    let server = try BatchModel.server(kind) {
      $0.fate = { _, body, time in
        BatchModel.hash(body) % 3 == 0 && time == 1 ? .canceled : .answered
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest) } == "teacher.exhausted"
    )
    #expect(server.batches.count == 1)
    _ = try await BatchModel.code { try await BatchModel.run(store, manifest) }
    #expect(server.batches.count > 1 && server.answered.values.allSatisfy { $0 == 1 })
  }

  @Test("where all requests are rejected, it is no question's fault", arguments: Kind.allCases)
  func rejected(kind: Kind) async throws {
    let server = try BatchModel.server(kind) {
      $0.fate = { _, _, time in
        time == 1
          ? .error(status: 400, BatchModel.error(kind, "invalid_request_error")) : .answered
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true, maxAttempts: 1)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest) } == "teacher.final")
    #expect(try store.unfinishedRuns().first?.failures ?? 0 == 0)
    let outcome = try await BatchModel.run(store, manifest)
    #expect(outcome.report.receipt.counts.outcomes["failed"] == nil)
  }

  @Test("a budget is kept, and raised again and again the run ends as if there were none")
  func budget() async throws {
    let server = try BatchModel.server(.openAI) { $0.fate = Self.mixed(.openAI) }
    let (calm, work) = (try Workspace(), try Workspace())
    let plain = try await BatchModel.run(
      try calm.create(), BatchModel.manifest(server, isBatched: false))
    let all = try #require(plain.report.asking?.spent)
    let store = try work.create()
    var manifest = BatchModel.manifest(server, isBatched: true)
    var budget = 0
    var stops = 0
    while true {
      budget += 200
      manifest.budget = Millionths(count: budget)
      do {
        let outcome = try await BatchModel.run(store, manifest)
        #expect(outcome.report.receipt == plain.report.receipt)
        break
      } catch RunError.budgetReached(let limit, let spent, let next, _, _) {
        #expect(spent <= limit && spent + next > limit && spent <= all)
        stops += 1
      }
    }
    #expect(stops > 2 && server.answered.values.allSatisfy { $0 == 1 })
  }

  @Test("where the service takes no more at once, what it has must end first")
  func held() async throws {
    let server = try BatchModel.server(.openAI) {
      $0.looks = 3
      $0.flaw = { $0 == 2 || $0 == 4 ? "token_limit_exceeded" : nil }
    }
    let (calm, work) = (try Workspace(), try Workspace())
    let plain = try await BatchModel.run(
      try calm.create(), BatchModel.manifest(server, isBatched: false))
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    let teachers = SmallBatches.teachers(BatchLimit(entries: 40, sizeBytes: 1 << 20))
    // The batch that is refused beside others is submitted again after them; the one that is refused
    // alone is left to another run.
    let first = try await BatchModel.code {
      try await BatchModel.run(store, manifest, teachers: teachers)
    }
    #expect(first == "teacher.exhausted" && server.batches.count == 5)
    #expect(server.answered.count == 120)
    let outcome = try await BatchModel.run(store, manifest, teachers: teachers)
    #expect(outcome.report.receipt == plain.report.receipt)
    #expect(server.answered.values.allSatisfy { $0 == 1 })
  }

  @Test("a run that dies while it reads a batch reads the rest of it, and counts nothing twice")
  func halfRead() async throws {
    let closed = FaultServer.Response(403, #"{"error":{"message":"No.","type":"no"}}"#)
    let isOpen = Mutex(false)
    let server = try BatchModel.server(.openAI) {
      $0.fate = { _, body, _ in
        BatchModel.hash(body) % 4 == 0
          ? .error(status: 400, BatchModel.error(.openAI, "invalid_request_error")) : .answered
      }
      $0.fault = { _, request in
        let isWanted = request.target.contains("file-err") && !isOpen.withLock { $0 }
        return isWanted ? .before(.response(closed)) : nil
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true, maxAttempts: 1)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest, sections: 100) }
        == "teacher.final")
    let kept = try #require(try store.unfinishedRuns().first).answers
    #expect(kept >= 128 && kept <= server.answered.count)
    isOpen.withLock { $0 = true }
    let outcome = try await BatchModel.run(store, manifest, sections: 100)
    let asking = try #require(outcome.report.asking)
    #expect(asking.reusedOfThisRun == kept && asking.asked == server.submitted.count - kept)
    #expect(asking.failed == server.submitted.count - server.answered.count)
    #expect(server.submitted.values.allSatisfy { $0 == 1 })
  }
}
