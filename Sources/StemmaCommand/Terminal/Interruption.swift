import Dispatch
import Glibc

/// Turns Ctrl-C and a polite request to end into a cancellation, so that work can stop in good order.
///
/// What does not stop soon is ended: a crash at any point leaves the store whole.
final class Interruption {
  private let sources: [any DispatchSourceSignal]
  private static let graceSeconds = 2.0

  /// - Parameter asJSON: how to say that the work did not stop by itself.
  init(asJSON: Bool, cancel: @escaping @Sendable () -> Void) {
    sources = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        cancel()
        DispatchQueue.global().asyncAfter(deadline: .now() + Self.graceSeconds) {
          ErrorReport.stopped.write(asJSON: asJSON)
          _exit(ExitStatus.interrupted.rawValue)
        }
      }
      source.activate()
      return source
    }
  }

  func stop() {
    for source in sources { source.cancel() }
  }
}
