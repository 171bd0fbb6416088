import Foundation
import StemmaLineage
import StemmaRecord
import StemmaTesting
import Testing

@Suite("several at once")
struct ConcurrencyTests {
  @Test("indexes opened at the same moment on the same new file all write, and see all")
  func sameProcess() async throws {
    let work = try Workspace()
    try await withThrowingTaskGroup { group in
      for writer in 0..<4 {
        group.addTask {
          let lineage = try Lineage(path: work.index)
          for step in 0..<25 {
            try lineage.update { try $0.setRef("refs/tags/\(writer)-\(step)", to: "1") }
            #expect(try lineage.state().refs["refs/tags/\(writer)-\(step)"] == "1")
          }
          try lineage.close()
        }
      }
      try await group.waitForAll()
    }
    let lineage = try Lineage(path: work.index)
    #expect(try lineage.state().refs.count == 100)
    #expect(try lineage.integrity() == [])
  }

  @Test("what another connection commits is seen by the next question")
  func freshness() throws {
    let work = try Workspace()
    let (one, two) = (try Lineage(path: work.index), try Lineage(path: work.index))
    for step in 1...5 {
      try one.update { try $0.setRef("refs/heads/a", to: "\(step)") }
      #expect(try two.state().refs["refs/heads/a"] == "\(step)")
      #expect(try one.state().refs["refs/heads/a"] == "\(step)")
      try two.update { try $0.addPack("p\(step)", objects: [World.id("\(step)")]) }
      #expect(try one.packs(of: World.id("\(step)")).first == "p\(step)")
    }
  }

  @Test("two processes write at once, and nothing is lost")
  func twoProcesses() async throws {
    let work = try Workspace()
    let path = work.index
    async let first: Void = Self.process(path, "a")
    async let second: Void = Self.process(path, "b")
    _ = await (first, second)
    let lineage = try Lineage(path: path)
    #expect(try lineage.events().count == 80)
    #expect(try lineage.state().packs.count == 80)
    #expect(try lineage.integrity() == [])
  }

  private static func process(_ path: String, _ name: String) async {
    await #expect(processExitsWith: .success) { [path, name] in
      let lineage = try Lineage(path: path)
      for step in 0..<40 {
        try lineage.update { writer in
          try writer.addPack("\(name)\(step)", objects: [World.id("\(name)\(step)")])
          try writer.addEvent(
            EventRow(commit: "\(name)\(step)", kind: "k", subject: nil, seconds: 0, body: [0x7B]))
        }
      }
    }
  }
}
