import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("run folders and temporary files")
struct FolderTests {
  private let plan = ObjectID(of: .plan, "plan".utf8)

  @Test("a second run of the same plan waits for the first; afterwards nothing is left")
  func waits() async throws {
    let work = try Workspace()
    let store = try work.create()
    var first: RunFolder? = try RunFolder(in: store, dataset: "coffee", plan: plan, waiting: nil)
    let folder = "\(work.layout.runs)/coffee/\(plan.hex)"
    #expect(try work.list(folder) == ["lock"])
    let plan = plan
    // Waiting blocks, so it happens on a thread of its own and not on one that other tests need.
    let steps = AsyncThrowingStream<String, any Error> { steps in
      Thread.detachNewThread {
        do {
          var folder: RunFolder? = try RunFolder(in: store, dataset: "coffee", plan: plan) {
            steps.yield("waits")
          }
          withExtendedLifetime(folder) {}
          folder = nil
          steps.yield("had it")
          steps.finish()
        } catch { steps.finish(throwing: error) }
      }
    }
    var seen: [String] = []
    for try await step in steps {
      seen.append(step)
      if step == "waits" {
        #expect(try work.list(folder) == ["lock"])
        first = nil
      }
    }
    #expect(first == nil && seen == ["waits", "had it"])
    #expect(try work.list(work.layout.runs).isEmpty)
  }

  @Test("another plan does not wait, and who will not wait is told")
  func others() throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try RunFolder(in: store, dataset: "coffee", plan: plan, waiting: nil)
    let other = ObjectID(of: .plan, "other".utf8)
    let second = try RunFolder(in: store, dataset: "coffee", plan: other, waiting: nil)
    let third = try RunFolder(in: store, dataset: "tea", plan: plan, waiting: nil)
    let path = "\(work.layout.runs)/coffee/\(plan.hex)/lock"
    #expect(throws: StoreError.locked(path)) {
      try RunFolder(in: store, dataset: "coffee", plan: plan, waiting: nil)
    }
    withExtendedLifetime((first, second, third)) {}
  }

  @Test("who waits can be interrupted")
  func interrupted() async throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try RunFolder(in: store, dataset: "coffee", plan: plan, waiting: nil)
    let plan = plan
    let second = Task.detached {
      withUnsafeCurrentTask { $0?.cancel() }
      _ = try RunFolder(in: store, dataset: "coffee", plan: plan) {}
    }
    await #expect(throws: StoreError.interrupted) { try await second.value }
    withExtendedLifetime(first) {}
  }

  @Test("many runs of one dataset come and go at once without getting in each other's way")
  func manyRuns() async throws {
    let work = try Workspace()
    let store = try work.create()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in 0..<4 {
        group.addTask {
          for round in 0..<60 {
            let plan = ObjectID(of: .plan, "\((runner + round) % 5)".utf8)
            let folder = try RunFolder(in: store, dataset: "coffee", plan: plan) {}
            withExtendedLifetime(folder) {}
          }
        }
      }
      try await group.waitForAll()
    }
    #expect(try work.list(work.layout.runs).isEmpty)
  }

  @Test("what a dead writer left is removed by the next, a living writer's file is not")
  func stale() throws {
    let work = try Workspace()
    let store = try work.create()
    try work.write(work.layout.temporary + "/12345-0.pack", [1])
    let living = try TemporaryFile(in: work.layout, suffix: "pack")
    _ = try StoreWriter(to: store)
    let left = try work.list(work.layout.temporary).map { "\(work.layout.temporary)/\($0)" }
    #expect(left == [living.path])
  }

  @Test("a temporary file gets its name in one step, read-only where wanted")
  func publish() throws {
    let work = try Workspace()
    _ = try work.create()
    let target = work.storePath + "/target"
    do {
      let file = try TemporaryFile(in: work.layout, suffix: "pack")
      try file.write([1, 2])
      try file.write([3])
      #expect(try work.read(file.path) == [1, 2, 3])
      #expect(!Files.exists(target))
      try file.publish(as: target, readOnly: true)
    }
    #expect(try work.read(target) == [1, 2, 3])
    let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions]
    #expect(mode as? Int == 0o444)
    #expect(try work.list(work.layout.temporary).isEmpty)
  }

  @Test("a file larger than allowed, and one that is missing, are errors that name it")
  func reading() throws {
    let work = try Workspace()
    let path = work.folder + "/file"
    try work.write(path, [1, 2, 3])
    #expect(try Files.read(path, limitBytes: 3) == [1, 2, 3])
    #expect(throws: StoreError.fileTooLarge(path: path, limitBytes: 2)) {
      try Files.read(path, limitBytes: 2)
    }
    let missing = path + "-not"
    let error = try #require(throws: StoreError.self) { try Files.read(missing, limitBytes: 9) }
    #expect(error.place == missing && error.code == "store.file-system")
    #expect(try Files.list(missing).isEmpty)
  }
}
