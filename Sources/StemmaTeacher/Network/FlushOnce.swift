import NIOCore

/// Lets what is written in one turn of the event loop leave together: the client sends a request's head
/// and its body one after the other, which is two system calls, and two packets that the server wakes
/// for.
final class FlushOnce: ChannelOutboundHandler {
  typealias OutboundIn = Any

  private var isPending = false

  func flush(context: ChannelHandlerContext) {
    guard !isPending else { return }
    isPending = true
    context.eventLoop.assumeIsolated().execute { self.flushPending(context) }
  }

  func close(
    context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
  ) {
    flushPending(context)
    context.close(mode: mode, promise: promise)
  }

  private func flushPending(_ context: ChannelHandlerContext) {
    guard isPending else { return }
    isPending = false
    context.flush()
  }
}
