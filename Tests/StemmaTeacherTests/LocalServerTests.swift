import Glibc
import StemmaRecord
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaTeacher

@Suite("A model's server that stemma starts")
struct LocalServerTests {
  private final class Said: Sendable {
    let lines = Mutex<[String]>([])
  }

  private static let nobody = "http://127.0.0.1:1/v1"

  private func teacher(
    path: String, known: String = Self.nobody, timing: Timing = .system, said: Said = Said()
  ) throws -> any LiveTeacher {
    try Teachers.local(
      TeacherChoice(provider: "hf", model: "me/m"), known: known, environment: ["PATH": path],
      seed: 1, timing: timing
    ) { line in said.lines.withLock { $0.append(line) } }
  }

  /// Waits until the process is gone, a minute at most.
  private func isGone(_ process: Int32) -> Bool {
    for _ in 0..<6_000 {
      if kill(process, 0) != 0 { return true }
      usleep(10_000)
    }
    return false
  }

  private func final(_ teacher: any LiveTeacher) async throws -> (reason: String, next: String) {
    let exchange = try await teacher.send(teacher.request(for: Fixture.prompt()))
    guard case .final(let reason, let next) = exchange.result else {
      throw Failure("\(exchange.result)")
    }
    return (reason, next)
  }

  @Test("is started once, with the first question, and gone with whoever asked")
  func started() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work, before: "time.sleep(0.5)")
    let said = Said()
    do {
      let teacher = try teacher(path: path, said: said)
      #expect(FakeTransformers.process(in: work) == nil)
      try await withThrowingTaskGroup(of: Void.self) { group in
        for slot in 0..<8 { group.addTask { try await ask(teacher, slot: slot) } }
        try await group.waitForAll()
      }
      #expect(kill(try #require(FakeTransformers.process(in: work)), 0) == 0)
      try await ask(teacher)
    }
    // On a busy machine it is said as well that it takes its time.
    #expect(said.lines.withLock { $0.count { $0.hasPrefix("Starting") } } == 1)
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
  }

  @Test("ends with the value that keeps it, though it hears no polite word")
  func ended() async throws {
    let work = try Workspace()
    let deaf = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    let path = try FakeTransformers.install(in: work, before: deaf)
    try await ask(try teacher(path: path))
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
  }

  @Test(
    "one that another program starts is ended with it",
    arguments: [
      #""$server" "$@"; exit 7"#, #""$server" "$@" & wait; exit 7"#,
      #"trap : TERM; "$server" "$@"; exit 7"#,
      #"trap '' TERM; "$server" "$@"; exit 7"#,
    ])
  func wrapped(wrapper: String) async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work, wrapper: wrapper)
    try await ask(try teacher(path: path))
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
  }

  @Test("one whose starter ends before it is ready is ended too")
  func orphaned() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(
      in: work, before: "time.sleep(3600)",
      wrapper: #""$server" "$@" & while [ ! -s "$(dirname "$0")/process" ]; do sleep 0.1; done"#)
    let (reason, _) = try await final(try teacher(path: path))
    #expect(reason.contains("ended before it was ready"))
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
  }

  /// A start with ports of its own, of which the first are taken by others in the meantime.
  private func start(_ path: String, _ ports: [Int]) -> LocalStart {
    let left = Mutex(ports)
    return LocalStart(
      teacher: "hf:me/m", environment: ["PATH": path], timing: .system, telling: { _ in },
      isThere: { address in
        let choice = TeacherChoice(provider: "hf", model: "m", baseURL: address)
        let service = try Service(choice, settings: { _ in }, environment: [:])
        return (try? await service.get("/models")["data"]?.array) != nil
      }, known: Self.nobody,
      freePort: {
        left.withLock { $0.isEmpty ? nil : $0.removeFirst() }.map { LocalPort(number: $0) }
          ?? .free()
      })
  }

  @Test("a port that another program takes first is given up for another one")
  func taken() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work)
    let model = try FaultServer(.response(.init(200, #"{"data":[]}"#)))
    let other = try FaultServer(.response(.init(404, "{}")))
    let taken = [model.port, other.port]
    let (address, server) = try await start(path, taken).address()
    #expect(!taken.contains { address.contains(":\($0)/") } && server?.isRunning == true)
    let port = try #require(ServerURL(address)?.port)
    #expect(LocalPort(number: port).holder(of: try #require(server).process) == .session)
    #expect(LocalPort(number: other.port).holder(of: 1) == .others)
  }

  @Test("after so many ports that others take it gives up")
  func allTaken() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work)
    let other = try FaultServer(.response(.init(200, #"{"data":[]}"#)))
    let error = await #expect(throws: TeacherError.self) {
      try await start(path, Array(repeating: other.port, count: 100)).address()
    }
    #expect(error?.whatHappened.contains("other programs took each of 5 free ports") == true)
  }

  /// Starts when it is let, and counts how often it began.
  private final class Gate: Sendable {
    let isOpen = Atomic<Bool>(false)
    let begun = Atomic<Int>(0)
    let answering = FakeTeacher()

    func start() async throws -> LocalStarter.Started {
      begun.add(1, ordering: .relaxed)
      while !isOpen.load(ordering: .relaxed) { try await Task.sleep(for: .milliseconds(1)) }
      return (answering, nil)
    }
  }

  private final class FakeTeacher: LiveTeacher {
    let description = TeacherDescription(name: "fake", revision: 1, isPure: false, tasks: nil)
    let capabilities = TeacherCapabilities(
      seed: false, temperatureWithTopP: false, schema: false, logProbabilities: false)
    func request(for prompt: Prompt) -> TeacherRequest {
      TeacherRequest(dialect: "fake", model: "m", body: JSONObject())
    }
    func noteAnswered() {}
    func send(_ request: TeacherRequest) async throws -> Exchange {
      Exchange(.failed(reason: "It is a fake."), sendings: 1)
    }
  }

  @Test("who stops waiting for it takes it from nobody else, and is told at once")
  func cancelled() async throws {
    let gate = Gate()
    let starter = LocalStarter { try await gate.start() }
    let first = Task { try await starter.teacher() }
    while gate.begun.load(ordering: .relaxed) == 0 { await Task.yield() }
    let second = Task { try await starter.teacher() }
    while await starter.waiting.count < 2 { await Task.yield() }
    first.cancel()
    await #expect(throws: CancellationError.self) { _ = try await first.value }
    gate.isOpen.store(true, ordering: .relaxed)
    #expect(try await second.value.description.name == "fake")
    #expect(gate.begun.load(ordering: .relaxed) == 1)
  }

  @Test("a start that nobody waits for is ended, and whoever asks later has another")
  func abandoned() async throws {
    let gate = Gate()
    let starter = LocalStarter { try await gate.start() }
    let only = Task { try await starter.teacher() }
    while gate.begun.load(ordering: .relaxed) == 0 { await Task.yield() }
    only.cancel()
    await #expect(throws: CancellationError.self) { _ = try await only.value }
    gate.isOpen.store(true, ordering: .relaxed)
    #expect(try await starter.teacher().description.name == "fake")
    #expect(gate.begun.load(ordering: .relaxed) == 2)
  }

  private func ask(_ teacher: any LiveTeacher, slot: Int = 0) async throws {
    let exchange = try await teacher.send(teacher.request(for: Fixture.prompt(slot: slot)))
    guard case .answered = exchange.result else { throw Failure("\(exchange.result)") }
  }

  @Test("where one answers already, that is asked and none started")
  func known() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work)
    let server = try FaultServer { _, request in
      .response(
        .init(
          200,
          request.method == "GET"
            ? #"{"data":[]}"# : #"{"choices":[{"message":{"content":"Yes."}}]}"#))
    }
    try await ask(try teacher(path: path, known: server.url))
    #expect(FakeTransformers.process(in: work) == nil)
  }

  @Test("where there is none to start, the line that installs it is named")
  func missing() async throws {
    let work = try Workspace()
    try work.write("bin/transformers", "no program")
    let (reason, next) = try await final(try teacher(path: "\(work.folder)/bin:/none"))
    #expect(reason.contains("hf:me/m") && reason.contains("127.0.0.1:1"))
    #expect(next.contains("pip install 'transformers[serving]'") && next.contains("base_url"))
  }

  @Test("one that ends before it is ready is told with its last line")
  func failed() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(
      in: work, before: "print('No torch here.', file=sys.stderr); sys.exit(3)")
    let (reason, next) = try await final(try teacher(path: path))
    #expect(reason.contains("ended before it was ready: No torch here."))
    #expect(next.contains("pip install"))
  }

  @Test("one that is never ready is waited for so long, with news, and ended")
  func slow() async throws {
    let work = try Workspace()
    let path = try FakeTransformers.install(in: work, before: "time.sleep(3600)")
    let (clock, said) = (FakeClock(), Said())
    // The program must have begun before the time is up.
    let timing = Timing(
      now: clock.timing.now,
      sleep: { wait in
        while FakeTransformers.process(in: work) == nil { try await Task.sleep(for: wait) }
        try await clock.timing.sleep(wait * 100)
      })
    let (reason, _) = try await final(try teacher(path: path, timing: timing, said: said))
    #expect(reason.contains("was not ready within 180 s"))
    #expect(said.lines.withLock { $0.count } >= 5)
    #expect(isGone(try #require(FakeTransformers.process(in: work))))
  }
}
