import Dispatch
import Glibc
import StemmaProgram
import Synchronization

/// Turns Ctrl-C, a polite request to end and the loss of the terminal into a cancellation, so that work can
/// stop in good order.
///
/// What does not stop soon is ended: a crash at any point leaves the store whole.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private static let graceSeconds = 2.0

  /// - Parameter asJSON: how to say that the work did not stop by itself.
  init(asJSON: Bool, cancel: @escaping @Sendable () -> Void) {
    let heard = [SIGINT, SIGTERM] + (Hangup.isIgnored ? [] : [SIGHUP])
    sources = heard.map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        if number == SIGINT, Self.isPostponed.withLock({ $0 }) { return }
        cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.graceSeconds) {
          FileAccess.removeUnfinished()
          ErrorReport.stopped.write(asJSON: asJSON)
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
      source.activate()
      return source
    }
  }

  private static let isPostponed = Mutex(false)

  /// Runs `body` while Ctrl-C is for somebody else, such as an editor.
  static func postponed<Result>(_ body: () throws -> Result) rethrows -> Result {
    isPostponed.withLock { $0 = true }
    defer { isPostponed.withLock { $0 = false } }
    return try body()
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
