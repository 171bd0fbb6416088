import NIOPosix
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("Tasks on the threads that move bytes")
struct LoopExecutorTests {
  @Test("who asks a service goes on where its response came, and many do so at once")
  func same() async throws {
    let server = try FaultServer(.response(Fixture.answer()))
    let teacher = try Fixture.teacher(at: server.url)
    let executors = teacher.executors
    #expect(executors.count > 0)
    let same = await withTaskGroup(of: Bool.self) { group in
      for number in 0..<40 {
        group.addTask(executorPreference: executors[number % executors.count]) {
          let before = MultiThreadedEventLoopGroup.currentEventLoop
          let answer = try? await teacher.send(teacher.request(for: Fixture.prompt())).answer
          let after = MultiThreadedEventLoopGroup.currentEventLoop
          return before != nil && before === after && answer?.text == "Good."
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
    #expect(same == Array(repeating: true, count: 40))
  }
}
