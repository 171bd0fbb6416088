import StemmaRecord
import StemmaStore
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaRun

@Suite("batches that may or may not be with the service")
struct BatchSubmissionTests {
  typealias Kind = BatchServer.Kind

  @Test(
    "a submission whose end is not known is looked for, and nothing is submitted twice",
    arguments: Kind.allCases, [false, true])
  func unsure(kind: Kind, isDone: Bool) async throws {
    let server = try BatchModel.server(kind) {
      $0.fault = { number, request in
        guard request.method == "POST", request.target.hasSuffix("batches"), number < 6 else {
          return nil
        }
        return isDone ? .after(.reset) : .before(.reset)
      }
    }
    let work = try Workspace()
    let store = try work.create()
    var found: [[String]] = []
    let outcome = try await BatchModel.run(store, BatchModel.manifest(server, isBatched: true)) {
      news in
      if case .found(let ids, _) = news { found.append(ids) }
    }
    #expect(outcome.publication.isNew)
    #expect(found == [isDone ? ["batch_0"] : []])
    #expect(!server.answered.isEmpty && server.answered.values.allSatisfy { $0 == 1 })
    // Nothing is asked the plain way, which costs twice as much.
    #expect(server.directCount == 0)
    #expect(server.submitted.values.allSatisfy { $0 == 1 })
  }

  @Test("a service that never takes a batch is asked three times, and nothing the plain way")
  func neverTaken() async throws {
    let isOpen = Mutex(false)
    let server = try BatchModel.server(.openAI) {
      $0.fault = { _, request in
        let isSubmission = request.method == "POST" && request.target.hasSuffix("batches")
        return isSubmission && !isOpen.withLock { $0 } ? .before(.reset) : nil
      }
    }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, manifest) } == "teacher.exhausted"
    )
    let tries = server.requests.count { $0.method == "POST" && $0.target.hasSuffix("batches") }
    #expect(tries == BatchAsking.mostSubmissions && server.directCount == 0)
    isOpen.withLock { $0 = true }
    let outcome = try await BatchModel.run(store, manifest)
    #expect(outcome.publication.isNew && server.directCount == 0)
    #expect(server.submitted.values.allSatisfy { $0 == 1 })
  }

  @Test("what is submitted is not asked for again the plain way, unless that is wanted")
  func plain() async throws {
    let server = try BatchModel.server(.openAI) { $0.looks = 3 }
    let work = try Workspace()
    let store = try work.create()
    let batched = BatchModel.manifest(server, isBatched: true)
    let direct = BatchModel.manifest(server, isBatched: false)
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, batched, waits: false) }
        == "run.batches-open")
    #expect(
      try await BatchModel.code { try await BatchModel.run(store, direct) }
        == "run.batches-uncollected")
    #expect(server.directCount == 0)
    let outcome = try await BatchModel.run(store, direct, isFresh: true)
    #expect(outcome.report.asking?.asked == server.directCount && server.batches.count == 1)
    #expect(try work.list("store/runs").isEmpty)
  }

  @Test("an interrupted run says what is with the teacher, and the next one collects it")
  func interrupted() async throws {
    let server = try BatchModel.server(.openAI) { $0.looks = 4 }
    let work = try Workspace()
    let store = try work.create()
    let manifest = BatchModel.manifest(server, isBatched: true)
    let task = Task {
      try await Runner(store, teachers: SmallBatches.teachers()) { _ in
        withUnsafeCurrentTask { $0?.cancel() }
        try Task.checkCancellation()
      }.run(liveRequest(manifest), waiting: nil)
    }
    let submitted: Int
    do {
      _ = try await task.value
      submitted = -1
    } catch RunError.interrupted(let kept, let count) {
      #expect(kept == 0)
      submitted = count
    }
    #expect(submitted == server.batches.first?.keys.count)
    let outcome = try await BatchModel.run(store, manifest)
    #expect(outcome.publication.isNew && server.answered.values.allSatisfy { $0 == 1 })
  }
}
