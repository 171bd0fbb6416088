import NIOCore
import NIOEmbedded
import Testing

@testable import StemmaTeacher

@Suite("what is written in one turn leaves together")
struct FlushOnceTests {
  private let channel = EmbeddedChannel(handler: FlushOnce())

  private func write(_ text: String) {
    channel.write(ByteBuffer(string: text), promise: nil)
    channel.flush()
  }

  private func sent() throws -> [String] {
    var sent: [String] = []
    while let bytes = try channel.readOutbound(as: ByteBuffer.self) {
      sent.append(String(buffer: bytes))
    }
    return sent
  }

  @Test("at the end of the turn, and in order, turn by turn")
  func turns() throws {
    for turn in 0..<3 {
      write("head \(turn)")
      write("body \(turn)")
      #expect(try sent().isEmpty)
      channel.embeddedEventLoop.run()
      #expect(try sent() == ["head \(turn)", "body \(turn)"])
    }
    _ = try channel.finish()
  }

  @Test("nothing is lost where the connection is closed in the same turn")
  func closed() throws {
    write("last")
    channel.close(promise: nil)
    #expect(try sent() == ["last"])
    channel.embeddedEventLoop.run()
    #expect(try sent().isEmpty)
  }
}
