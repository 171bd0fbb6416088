import Synchronization

/// What one thread uses at a time and is not cheap to make, kept for whoever needs it next.
final class Pool<Element: Sendable>: Sendable {
  private let idle = Mutex<[Element]>([])
  private let make: @Sendable () -> Element

  init(_ make: @escaping @Sendable () -> Element) { self.make = make }

  /// - Parameter body: must not keep what it is given.
  func use<Result, Failure>(
    _ body: (Element) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let element = idle.withLock { $0.popLast() } ?? make()
    defer { idle.withLock { $0.append(element) } }
    return try body(element)
  }
}
