import Glibc
import StemmaRecord
import StemmaStore
import StemmaTesting
import Synchronization
import Testing

@Suite("Batches and the real program", .serialized)
struct BatchTests {
  typealias Kind = BatchServer.Kind

  /// Dies at a request that the test names.
  private final class Trap: Sendable {
    struct State {
      var seen = 0
      var at = -1
      var isDone = false
      var process: (@Sendable () -> Void)?
    }
    let state = Mutex(State())

    /// Kills whoever sends the request of this number, before or after it is done.
    func set(_ number: Int, isDone: Bool) {
      state.withLock { $0 = State(at: number, isDone: isDone) }
    }

    func fault() -> BatchServer.Fault? {
      while true {
        let (isSprung, kill, isDone) = state.withLock { state in
          let isSprung = state.seen == state.at
          if !isSprung { state.seen += 1 }
          return (isSprung, state.process, state.isDone)
        }
        guard isSprung else { return nil }
        guard let kill else {
          usleep(500)
          continue
        }
        // After the request is done, but before anything is said of it.
        kill()
        return isDone ? .after(.reset) : .before(.reset)
      }
    }
  }

  private func server(_ kind: Kind, _ trap: Trap? = nil) throws -> BatchServer {
    var script = BatchServer.Script()
    script.looks = 1
    script.fate = { key, _, time in
      ["0", "1"].contains(key.prefix(1)) && time == 1 ? .expired : .answered
    }
    if let trap { script.fault = { _, _ in trap.fault() } }
    return try BatchServer(kind, script) { Self.answer(to: $0, kind) }
  }

  private static func answer(to body: JSONValue, _ kind: Kind) -> JSONValue {
    let id = ObjectID(of: .prompt, CanonicalJSON.bytes(body)).hex
    // Some questions have to be asked again.
    let rows: [JSONValue] =
      ["1", "2", "3"].contains(id.prefix(1))
      ? []
      : [
        [
          "answer": .string("It is said that \(id.prefix(12)) comes before all."),
          "question": .string("What is said of \(id.prefix(12))?"),
        ]
      ]
    let text = JSONValue.string(CanonicalJSON.text(["pairs": .array(rows)]))
    switch kind {
    case .anthropic:
      return [
        "content": [["text": text, "type": "text"]], "id": "m1", "stop_reason": "end_turn",
        "type": "message", "usage": ["input_tokens": 9, "output_tokens": 5],
      ]
    case .openAI:
      return [
        "choices": [["finish_reason": "stop", "message": ["content": text]]], "id": "c1",
        "usage": ["completion_tokens": 5, "prompt_tokens": 9],
      ]
    }
  }

  private func world(_ server: BatchServer) throws -> Workspace {
    let work = try Workspace()
    try work.writeLive(
      teacher: "{provider: \(server.kind.rawValue), model: m, base_url: '\(server.baseURL)', "
        + "price: {input: 1, output: 2}, mode: batch}",
      sections: 30, passage: "Passage # of many has words in it.", sampling: "{max_tokens: 50}",
      maxAttempts: 2)
    return work
  }

  private static let keys = ["OPENAI_API_KEY": "k", "ANTHROPIC_API_KEY": "k"]

  private func stemma(_ work: Workspace, _ arguments: String...) throws -> ProgramResult {
    try Program.stemma().run(arguments, in: work.folder, environment: Self.keys)
  }

  @Test(
    "killed at any request, before or after it is done, a run loses nothing and repeats nothing",
    arguments: Kind.allCases, [false, true])
  func killed(kind: Kind, isDone: Bool) throws {
    let calmServer = try server(kind)
    func run(_ work: Workspace) throws -> ProgramResult {
      try stemma(work, "run", "live.yaml", "--store", "store", "--yes", "--json")
    }
    let calm = try run(try world(calmServer))
    try #require(calm.status == 0, "\(calm.errorText)")
    let receipt = try calm.json()["receipt"]
    let requests = calmServer.requests.count
    #expect(requests > 10 && calmServer.answered.count > 30)
    #expect(calmServer.submitted.values.contains(2))
    for number in 0..<requests {
      let trap = Trap()
      let server = try server(kind, trap)
      let work = try world(server)
      trap.set(number, isDone: isDone)
      let program = try work.start(
        "run", "live.yaml", "--store", "store", "--yes", "--quiet", environment: Self.keys)
      let signal = Signal(program)
      trap.state.withLock { $0.process = { signal.kill() } }
      let result = try program.wait()
      #expect(result.status == 128 + SIGKILL, "\(number): \(result.errorText)")
      trap.set(-1, isDone: false)
      let end = try run(work)
      #expect(try end.status == 0 && end.json()["receipt"] == receipt, "\(number)")
      #expect(server.answered == calmServer.answered, "\(number)")
      #expect(server.submitted == calmServer.submitted, "\(number)")
      #expect(try work.list("store/runs").isEmpty)
    }
  }

  /// A way to kill a program from another thread.
  private final class Signal: @unchecked Sendable {
    private let program: RunningProgram
    init(_ program: RunningProgram) { self.program = program }
    func kill() { program.send(SIGKILL) }
  }

  @Test(
    "--no-wait ends in 22 and is collected by running again; runs and discard know of it",
    arguments: Kind.allCases)
  func noWait(kind: Kind) throws {
    let server = try server(kind)
    let work = try world(server)
    let first = try stemma(work, "run", "live.yaml", "--store", "store", "--yes", "--no-wait")
    // It looks once, and this service is quick: what it waits for then is what expired.
    #expect(first.status == 0 || first.status == 22, "\(first.errorText)")
    #expect(first.errorText.contains("submitted 30 questions in batch batch_0"))
    let slow = try slowServer(kind)
    let other = try world(slow)
    let left = try stemma(
      other, "run", "live.yaml", "--store", "store", "--yes", "--no-wait", "--json")
    #expect(left.status == 22)
    let error = try JSONReader.read(left.errors)
    #expect(error["code"] == "run.batches-open")
    #expect(error["whatHappened"]?.string?.contains("30 questions are with the teacher") == true)
    let report = try stemma(other, "runs", "--store", "store", "--json").json()
    let schema = try JSONSchema(
      try JSONReader.read(Repository.bytes("schemas/runs.report.schema.json")))
    #expect(schema.violation(of: report) == nil)
    let list = report["runs"]?.array ?? []
    #expect(list.first?["submitted"] == 30 && list.first?["batches"] == ["batch_0"])
    #expect(try stemma(other, "verify", "--store", "store").status == 0)
    #expect(try stemma(other, "gc", "--store", "store", "--yes").status == 0)
    #expect(try stemma(other, "why-miss", "live.yaml", "--store", "store").status == 0)
    let id = try #require(list.first?["id"]?.string)
    // A list of batches that is damaged is named, and nothing is submitted twice because of it.
    let file = "store/runs/live/\(id)/batches"
    let whole = try other.read(file)
    try other.flip(file, at: 40)
    let damaged = try stemma(other, "verify", "--store", "store")
    let words = damaged.text + damaged.errorText
    #expect(damaged.status == 12 && words.contains(file.dropFirst(6)))
    let refused = try stemma(other, "run", "live.yaml", "--store", "store", "--yes")
    #expect(refused.status == 12 && slow.batches.count == 1)
    try other.write(file, whole)
    let dropped = try stemma(other, "runs", "discard", String(id.prefix(8)), "--store", "store")
    #expect(dropped.status == 0 && dropped.text.contains("batch_0"))
    #expect(try stemma(other, "runs", "--store", "store").text == "No run is unfinished.\n")
  }

  @Test("batches are given up only where that is wanted, and collected without paying twice")
  func fresh() throws {
    let server = try slowServer(.openAI, looks: 3)
    let work = try world(server)
    #expect(
      try stemma(work, "run", "live.yaml", "--store", "store", "--yes", "--no-wait").status == 22)
    let refused = try stemma(work, "run", "live.yaml", "--store", "store", "--fresh", "--json")
    #expect(refused.status == 64)
    let error = try JSONReader.read(refused.errors)
    #expect(error["code"] == "command.unconfirmed-batches")
    #expect(error["whatHappened"]?.string?.contains("1 batch with 30 questions") == true)
    #expect(error["nextStep"]?.string?.contains("without --fresh") == true)
    let session = try Program("python3").run(
      [
        Repository.path("Tests/Scripts/review_session.py"),
        CanonicalJSON.text([["[y/N]", "\n"]]), try Program.stemma().path,
        "run", "live.yaml", "--store", "store", "--fresh",
      ], in: work.folder, environment: Self.keys.merging(["PATH": "/usr/bin:/bin"]) { $1 })
    #expect(session.status == 1 && session.text.contains("Give them up?"), "\(session.text)")
    #expect(server.batches.count == 1)
    // What it was agreed to is agreed to; more is not.
    let more = try stemma(
      work, "run", "live.yaml", "--store", "store", "--json", "--set",
      "teacher.price={input: 9, output: 9}")
    #expect(more.status == 64)
    let waiting = try stemma(work, "run", "live.yaml", "--store", "store", "--no-wait")
    #expect(waiting.status == 22 && server.batches.count == 1, "\(waiting.errorText)")
    let collected = try stemma(work, "run", "live.yaml", "--store", "store")
    #expect(collected.status == 0, "\(collected.errorText)")
    #expect(server.answered.values.allSatisfy { $0 == 1 })
    let late = try slowServer(.openAI)
    let other = try world(late)
    #expect(
      try stemma(other, "run", "live.yaml", "--store", "store", "--yes", "--no-wait").status == 22)
    let given = try stemma(
      other, "run", "live.yaml", "--store", "store", "--fresh", "--yes", "--no-wait")
    #expect(given.status == 22 && late.batches.count == 2)
    #expect(given.errorText.contains("warning: --fresh gives up 1 batch with 30 questions"))
  }

  private func slowServer(_ kind: Kind, looks: Int = 100) throws -> BatchServer {
    var script = BatchServer.Script()
    script.looks = looks
    return try BatchServer(kind, script) { Self.answer(to: $0, kind) }
  }

  @Test("Ctrl-C while waiting keeps what is with the teacher; a teacher without batches is refused")
  func interrupted() throws {
    let server = try slowServer(.anthropic)
    let work = try world(server)
    let program = try work.start(
      "run", "live.yaml", "--store", "store", "--yes", environment: Self.keys)
    for _ in 0..<240_000 where server.requests.count < 3 { usleep(500) }
    program.send(SIGINT)
    let result = try program.wait()
    #expect(result.status == 130, "\(result.errorText)")
    #expect(result.errorText.contains("30 questions are with the teacher"))
    let wrong = try Program.stemma().run(
      ["plan", "live.yaml", "--set", "teacher={provider: ollama, model: m, mode: batch}"],
      in: work.folder)
    #expect(wrong.status == 65 && wrong.errorText.contains("answers no batches"))
    #expect(wrong.errorText.contains("`openai` or `anthropic`"))
  }
}
