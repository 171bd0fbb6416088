import Foundation
import StemmaHistory
import StemmaTesting
import Testing

@Suite("Several at once")
struct HistoryConcurrencyTests {
  struct Enough: Error {}

  /// Appends with the head read before the lock is taken, so that conflicts do happen.
  static func append(_ count: Int, as writer: String, to path: String) throws -> Int {
    let history = try History(opening: path)
    var conflicts = 0
    var done = 0
    while done < count {
      let head = try history.head(of: "shared")
      do {
        try history.withLock { locked in
          _ = try locked.append(
            to: "refs/heads/shared", expecting: head,
            files: ["who": Array("\(writer) \(done)".utf8)], message: "\(writer) \(done)",
            moment: HistoryMoment(secondsSinceEpoch: 1))
        }
        done += 1
      } catch HistoryError.conflict {
        conflicts += 1
      }
    }
    return conflicts
  }

  static func checkAll(_ history: History, writers: [String], each count: Int) throws {
    let messages = try history.walk("refs/heads/shared").newestFirst.map(\.message)
    let expected = writers.flatMap { writer in (0..<count).map { "\(writer) \($0)" } }
    #expect(messages.sorted() == expected.sorted())
    #expect(try history.verify() == [])
  }

  @Test("four threads appending 200 commits with retries lose none, while others read")
  func threads() async throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let writers = ["a", "b", "c", "d"]
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in writers {
        group.addTask { _ = try Self.append(50, as: writer, to: work.path) }
      }
      group.addTask {
        var longest = 0
        while longest < 200 && !Task.isCancelled {
          let count = try history.branch("shared").count
          #expect(count >= longest)
          longest = count
          await Task.yield()
        }
      }
      try await group.waitForAll()
    }
    try Self.checkAll(history, writers: writers, each: 50)
  }

  @Test("two processes appending 200 commits with retries lose none")
  func processes() async throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let path = work.path
    async let one: Void = {
      await #expect(processExitsWith: .success) { [path = path as String] in
        _ = try HistoryConcurrencyTests.append(100, as: "a", to: path)
      }
    }()
    async let other: Void = {
      await #expect(processExitsWith: .success) { [path = path as String] in
        _ = try HistoryConcurrencyTests.append(100, as: "b", to: path)
      }
    }()
    _ = await (one, other)
    try Self.checkAll(history, writers: ["a", "b"], each: 100)
  }

  @Test("one history used by many threads at once answers all of them")
  func sharedHandle() async throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let ids = try (1...10).map { try history.publish("coffee", ["a": "\($0)"]) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, id) in ids.enumerated() {
        group.addTask {
          for _ in 0..<20 {
            let text = try history.text("a", in: id)
            #expect(text == "\(index + 1)")
          }
        }
      }
      try await group.waitForAll()
    }
  }

  @Test("who waits for the lock is told so, and may give up")
  func waiting() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let other = try History(opening: work.path)
    var calls = 0
    try history.withLock { _ in
      #expect(throws: Enough.self) {
        try other.withLock { _ in
        } whileWaiting: {
          calls += 1
          if calls == 3 { throw Enough() }
        }
      }
    }
    #expect(calls == 3)
    try other.withLock { _ in
    } whileWaiting: {
      throw Enough()
    }
  }

  @Test("the lock is free again after a failure within it")
  func released() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    #expect(throws: Enough.self) { try history.withLock { _ in throw Enough() } }
    try history.withLock { _ in
    } whileWaiting: {
      throw Enough()
    }
  }

  @Test("the lock is free again at once, though a program that was started meanwhile has a copy")
  func copied() throws {
    let work = try HistoryWorkspace()
    let history = try work.open()
    let program = try history.withLock { _ in
      try Program("sleep").start(["600"], in: work.root.folder, holding: work.path)
    }
    defer { program.stop() }
    try history.withLock { _ in
    } whileWaiting: {
      throw Enough()
    }
  }
}
