import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("what a run costs")
struct SpendingTests {
  private static let price = TokenPrice(
    input: Millionths(count: 150_000), output: Millionths(count: 600_000))

  /// A manifest with a price, and limits on all that costs.
  private static func random(_ dice: inout Dice) -> Manifest {
    let isCounted = Bool.random(using: &dice)
    var manifest = liveManifest(
      perSection: isCounted && Bool.random(using: &dice)
        ? nil : Int.random(in: 1...12, using: &dice),
      count: isCounted ? Int.random(in: 1...40, using: &dice) : nil,
      candidates: Int.random(in: 1...3, using: &dice),
      maxAttempts: Int.random(in: 1...3, using: &dice),
      filters: Bool.random(using: &dice)
        ? [] : [FilterChoice(name: "length", parameters: ["answer_min": .integer(43)])])
    manifest.askAgain = Rejection.allCases.filter { _ in Bool.random(using: &dice) }
    manifest.sampling.maxTokens = Int.random(in: 1...400, using: &dice)
    manifest.live?.price = TokenPrice(
      input: Millionths(count: Int.random(in: 0...9_000_000, using: &dice)),
      output: Millionths(count: Int.random(in: 1...9_000_000, using: &dice)))
    return manifest
  }

  /// Runs, and says what it was going to cost.
  private static func run(
    _ work: Workspace, _ service: FakeService, _ request: RunRequest
  ) async throws -> (forecast: SpendingForecast?, outcome: Result<Runner.Outcome, RunError>) {
    let store = try work.create()
    defer { withExtendedLifetime(work) {} }
    var forecast: SpendingForecast?
    do {
      let outcome = try await Runner(store, teachers: service.teachers).run(
        request, waiting: nil, agreeing: { forecast = $0 })
      return (forecast, .success(outcome))
    } catch let error as RunError {
      return (forecast, .failure(error))
    }
  }

  @Test(
    "what is spent never exceeds the worst case, whatever is asked and answered",
    arguments: 0..<60 as Range<UInt64>)
  func worstCase(seed: UInt64) async throws {
    var dice = Dice(seed)
    let manifest = Self.random(&dice)
    let price = try #require(manifest.live?.price)
    let isDull = Bool.random(using: &dice)
    let salt = dice.next()
    let service = FakeService(isSlow: false, charge: .any) { request, hash in
      // Some services hardly ever say anything that can be kept.
      isDull && (hash ^ salt) % 5 > 0
        ? FakeService.any(request, (hash ^ salt) % 6) : FakeService.any(request, hash ^ salt)
    }
    let sections = Int.random(in: 1...12, using: &dice)
    let work = try Workspace()
    let (forecast, outcome) = try await Self.run(
      work, service, liveRequest(manifest, sections: sections))
    let worst = try #require(forecast?.worst, "seed \(seed)")
    let spent = price.cost(service.billed)
    #expect(spent <= worst, "seed \(seed)")
    #expect(service.count > 0 && forecast?.mustBeAgreed == true)
    if case .success(let made) = outcome {
      #expect(made.report.asking?.spent == spent, "seed \(seed)")
    }
  }

  @Test("where all is charged for and nothing is asked again, the worst case is what is spent")
  func tight() async throws {
    var manifest = liveManifest(candidates: 2, maxAttempts: 1)
    manifest.sampling.maxTokens = 100
    manifest.live?.price = Self.price
    let service = FakeService(charge: .bounds, answer: FakeService.full)
    let (forecast, _) = try await Self.run(
      try Workspace(), service, liveRequest(manifest))
    #expect(forecast?.worst == Self.price.cost(service.billed))
    let expected = try #require(forecast?.expected)
    #expect(expected > .zero && expected < forecast?.worst ?? .zero)
  }

  @Test(
    "a budget is kept at any width; raised again and again, the run ends as if there were none",
    arguments: [1, 2, 5, 16, 64], [1, 2, 3] as [UInt64])
  func budget(width: Int, seed: UInt64) async throws {
    var dice = Dice(seed &* 131 &+ UInt64(width))
    var manifest = liveManifest(candidates: 2)
    manifest.sampling.maxTokens = 300
    manifest.live?.price = Self.price
    let calm = FakeService(isSlow: false, charge: .any)
    let (forecast, whole) = try await Self.run(
      try Workspace(), calm, liveRequest(manifest))
    let all = Self.price.cost(calm.billed)
    #expect(forecast?.budget == nil)
    let work = try Workspace()
    var spent = Money.zero
    var sent = 0
    var stops = 0
    var budget = 0
    while true {
      // Millionths of a dollar: of picodollars a million.
      budget += Int.random(in: 1...Int(all.picodollars / 3_000_000), using: &dice)
      manifest.budget = Millionths(count: budget)
      let limit = Money(dollars: Millionths(count: budget))
      let service = FakeService(order: dice.next(), charge: .any)
      let (forecast, outcome) = try await Self.run(
        work, service, liveRequest(manifest, width: width))
      spent += Self.price.cost(service.billed)
      sent += service.count
      #expect(spent <= limit, "width \(width), seed \(seed)")
      #expect(forecast?.budget == limit && service.most <= width)
      switch outcome {
      case .success(let made):
        #expect(try made.report.receipt == whole.get().report.receipt)
        #expect(sent == calm.count && spent == all && stops > 0)
        return
      case .failure(let error):
        guard case .budgetReached(limit, let told, let next, let inFlight, let kept) = error else {
          throw error
        }
        // It stops only where the next request might not fit.
        #expect(told == spent && kept == sent && inFlight <= width)
        #expect(told + next > limit)
        #expect(error.code == "run.budget-reached" && error.nextStep.contains("stemma run"))
        stops += 1
      }
    }
  }

  @Test("recorded answers cost nothing, and it is known before")
  func replayed() async throws {
    var manifest = liveManifest()
    manifest.sampling.maxTokens = 300
    manifest.live?.price = Self.price
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(answer: FakeService.full)
    let request = liveRequest(manifest)
    func plan() async throws -> SpendingForecast? {
      try await SpendingForecast(
        manifest, template: nil, inputs: request.inputs, store: store,
        teachers: service.teachers)
    }
    let before = try await plan()
    #expect(before?.recorded == 0 && before?.isAllRecorded == false)
    let (first, outcome) = try await Self.run(work, service, request)
    #expect(before == first)
    #expect(
      try outcome.get().report.asking?.spent == Self.price.cost(service.billed))
    let asked = service.count
    let planned = try await plan()
    let (again, replay) = try await Self.run(work, service, request)
    #expect(planned == again && service.count == asked)
    #expect(again?.worst == .zero && again?.expected == .zero && again?.isAllRecorded == true)
    #expect(again?.mustBeAgreed == false && again?.recorded == again?.questions)
    #expect(try replay.get().report.asking?.spent == .zero)
    #expect(try replay.get().report.asking?.json["dollars"] == "0")
    // A larger plan pays for what is new only.
    let more = try await SpendingForecast(
      manifest, template: nil, inputs: liveRequest(manifest, sections: 31).inputs, store: store,
      teachers: service.teachers)
    #expect(more?.recorded == 60 && more?.questions == 62)
    let (new, old) = (try #require(more?.expected), try #require(first?.expected))
    #expect(new > .zero && new * 20 < old)
  }

  @Test("an answer without its tokens is taken at its bound; a failure costs nothing")
  func untold() async throws {
    var manifest = liveManifest(perSection: 1, maxAttempts: 1)
    manifest.sampling.maxTokens = 50
    manifest.live?.price = Self.price
    let silent = FakeService(charge: .untold, answer: FakeService.full)
    let (forecast, outcome) = try await Self.run(
      try Workspace(), silent, liveRequest(manifest))
    #expect(try outcome.get().report.asking?.spent == forecast?.worst)
    let mixed = FakeService(charge: .untold) { request, hash in
      hash % 2 == 0 ? .failed(reason: "No.") : FakeService.full(request, hash)
    }
    let (_, other) = try await Self.run(
      try Workspace(), mixed, liveRequest(manifest))
    #expect(try #require(other.get().report.asking?.spent) < (forecast?.worst ?? .zero))
  }

  @Test("without agreement nothing is asked, and what an interrupted run was answered stays")
  func declined() async throws {
    var manifest = liveManifest()
    manifest.live?.price = Self.price
    let work = try Workspace()
    let store = try work.create()
    let service = FakeService(limit: (9, .exhausted(reason: "Enough.")))
    _ = try await Self.run(work, service, liveRequest(manifest))
    let runs = try store.unfinishedRuns().map(\.answers)
    for isFresh in [false, true] {
      let asked = service.count
      await #expect(throws: Failure.self) {
        _ = try await Runner(store, teachers: service.teachers).run(
          liveRequest(manifest, isFresh: isFresh), waiting: nil,
          agreeing: { _ in throw Failure("no") })
      }
      #expect(service.count == asked && runs.count == 1)
      #expect(try store.unfinishedRuns().map(\.answers) == runs)
    }
    let whole = FakeService()
    let (_, outcome) = try await Self.run(work, whole, liveRequest(manifest))
    #expect(try outcome.get().report.asking?.reusedOfThisRun == 9)
  }

  @Test("a budget without a price, or a limit of tokens, is refused before anything is asked")
  func unkeepable() async throws {
    var manifest = liveManifest()
    manifest.budget = Millionths(count: 1_000_000)
    let work = try Workspace()
    let service = FakeService()
    let unpriced = try await Self.run(work, service, liveRequest(manifest)).outcome
    #expect(throws: RunError.budgetUnpriced(teacher: "openai:m", field: "teacher")) {
      try unpriced.get()
    }
    manifest.live?.price = Self.price
    let unbounded = try await Self.run(work, service, liveRequest(manifest)).outcome
    #expect(throws: RunError.budgetUnbounded) { try unbounded.get() }
    #expect(service.count == 0)
    manifest.budget = nil
    let (forecast, _) = try await Self.run(work, service, liveRequest(manifest))
    #expect(forecast?.worst == nil && forecast?.isBounded == false && forecast?.most == nil)
    #expect(forecast?.mustBeAgreed == true && forecast?.expected ?? .zero > .zero)
  }

  @Test("progress tells what is spent, and what it will come to")
  func progress() async throws {
    var manifest = liveManifest(maxAttempts: 1)
    manifest.live?.price = Self.price
    let service = FakeService(answer: FakeService.full)
    var told: [Spending] = []
    let work = try Workspace()
    _ = try await Runner(try work.create(), teachers: service.teachers).run(
      liveRequest(manifest), waiting: nil,
      progress: { progress in told += progress.spending.map { [$0] } ?? [] })
    let all = Self.price.cost(service.billed)
    #expect(told.count == 60 && told.allSatisfy { $0.inFlight <= 8 })
    let meter = SpendingMeter(
      TeacherPrices([(Manifest.unnamed, KnownPrice(Self.price, .manifest))]))
    #expect(await meter.admit(all) == nil)
    let open = meter.spending(reused: 0, of: 2)
    #expect(open?.inFlight == 1 && open?.inFlightMost == all && open?.projected == nil)
    #expect(zip(told, told.dropFirst()).allSatisfy { $0.spent <= $1.spent })
    // Every answer costs the same here, so it is right from the first on.
    #expect(told.allSatisfy { $0.projected == all })
    #expect(told.last?.spent == all && told.last?.inFlight == 0)
  }

  @Test("in batches a question costs half of what it costs by itself, by the provider's list")
  func halved() async throws {
    var manifest = liveManifest()
    manifest.live = TeacherChoice(provider: "openai", model: "gpt-4.1-mini", isBatched: true)
    let prices = TeacherPrices(manifest)
    let half = try #require(prices.price(of: Manifest.unnamed, isAlone: false))
    let whole = try #require(prices.price(of: Manifest.unnamed, isAlone: true))
    #expect(whole.half == half && whole != half && prices.all.first?.price?.price == half)
    let usage = TokenUsage(prompt: 1_000, completion: 100)
    let exchange = Exchange(.answered(Answer(text: "")), usage: usage, sendings: 1)
    let meter = SpendingMeter(prices)
    #expect(
      meter.cost(of: exchange, by: Manifest.unnamed, isAlone: true, bound: .zero)
        == whole.cost(usage))
    #expect(
      meter.cost(of: exchange, by: Manifest.unnamed, isAlone: false, bound: .zero)
        == half.cost(usage))
    let request = TeacherRequest(
      dialect: "openai", model: "gpt-4.1-mini", body: ["max_tokens": 100, "messages": []])
    let bounds = [true, false].map { meter.bound(of: request, isAlone: $0) }
    #expect(bounds == [request.bounds.cost(at: whole), request.bounds.cost(at: half)])
    #expect(bounds[0] > bounds[1])
  }

  @Test("a local model costs nothing, and nobody has to agree")
  func local() async throws {
    var manifest = liveManifest()
    manifest.live = TeacherChoice(provider: "ollama", model: "m")
    let service = FakeService()
    let (forecast, outcome) = try await Self.run(
      try Workspace(), service, liveRequest(manifest))
    #expect(forecast == nil)
    #expect(try outcome.get().report.asking?.spent == .zero)
    let request = liveRequest(manifest)
    let planned = try await SpendingForecast(
      manifest, template: nil, inputs: request.inputs, store: nil, teachers: service.teachers)
    #expect(planned?.mustBeAgreed == false && planned?.worst == .zero)
  }
}
