import Glibc
import Synchronization

/// Work on several threads at once, for callers that wait for it.
public enum Parallel {
  /// Calls `body` for every element, and gives the results in the elements' order.
  ///
  /// - Parameters:
  ///   - width: how many threads, the caller's own among them.
  ///   - atOnce: how many elements a thread takes at a time: where one is little work, a lock for each
  ///     would cost more than it spreads.
  /// - Throws: the error of the first element that has one.
  public static func map<Element: Sendable, Result: Sendable, Failure: Error>(
    _ elements: [Element], width: Int, atOnce: Int = 2,
    _ body: @escaping @Sendable (Element) throws(Failure) -> Result
  ) throws(Failure) -> [Result] {
    try begin(elements, width: width, atOnce: atOnce, body).results()
  }

  /// Begins to call `body` for every element; the caller goes on meanwhile.
  ///
  /// - Parameters:
  ///   - width: how many threads, the caller's own among them as soon as it wants the results.
  ///   - atOnce: how many elements a thread takes at a time.
  public static func begin<Element: Sendable, Result: Sendable, Failure: Error>(
    _ elements: [Element], width: Int, atOnce: Int = 2,
    _ body: @escaping @Sendable (Element) throws(Failure) -> Result
  ) -> Begun<Element, Result, Failure> {
    let work = Work(elements, atOnce, body)
    let helpers = min(width, (elements.count + atOnce - 1) / atOnce) - 1
    var threads: [pthread_t] = []
    for _ in 0..<max(0, helpers) {
      var thread = pthread_t()
      let task = Unmanaged.passRetained(Task { work.run() })
      if pthread_create(&thread, nil, start, task.toOpaque()) == 0 {
        threads.append(thread)
      } else {
        task.release()
      }
    }
    return Begun(work: work, threads: threads)
  }

  /// Work that others are at.
  public final class Begun<Element: Sendable, Value: Sendable, Failure: Error> {
    private let work: Work<Element, Value, Failure>
    private var threads: [pthread_t]

    fileprivate init(work: Work<Element, Value, Failure>, threads: [pthread_t]) {
      self.work = work
      self.threads = threads
    }

    deinit { join() }

    /// Lends a hand, and gives the results in the elements' order.
    ///
    /// - Throws: the error of the first element that has one.
    public func results() throws(Failure) -> [Value] {
      work.run()
      join()
      return try work.results()
    }

    private func join() {
      for thread in threads { pthread_join(thread, nil) }
      threads = []
    }
  }

  /// Runs `body` on a thread of its own, and does not wait for it: for what waits for the disk, while
  /// Swift has only as many threads for its tasks as there are processors.
  static func detach(_ body: @escaping @Sendable () -> Void) {
    var thread = pthread_t()
    let task = Unmanaged.passRetained(Task(body))
    if pthread_create(&thread, nil, start, task.toOpaque()) == 0 {
      pthread_detach(thread)
    } else {
      task.takeRetainedValue().body()
    }
  }

  private final class Task: Sendable {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  private static let start: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? =
    { argument in
      guard let argument else { return nil }
      Unmanaged<Task>.fromOpaque(argument).takeRetainedValue().body()
      return nil
    }

  fileprivate final class Work<Element: Sendable, Value: Sendable, Failure: Error>: Sendable {
    private let elements: [Element]
    private let atOnce: Int
    private let body: @Sendable (Element) throws(Failure) -> Value
    private let state: Mutex<State>

    private struct State {
      var next = 0
      var results: [Result<Value, Failure>?]
    }

    init(
      _ elements: [Element], _ atOnce: Int,
      _ body: @escaping @Sendable (Element) throws(Failure) -> Value
    ) {
      self.elements = elements
      self.atOnce = atOnce
      self.body = body
      state = Mutex(State(results: Array(repeating: nil, count: elements.count)))
    }

    func run() {
      while true {
        let range = state.withLock { state in
          let end = min(elements.count, state.next + atOnce)
          defer { state.next = end }
          return state.next..<end
        }
        guard !range.isEmpty else { return }
        let results = range.map { index -> Result<Value, Failure> in
          do throws(Failure) { return .success(try body(elements[index])) } catch {
            return .failure(error)
          }
        }
        state.withLock { state in
          for (index, result) in zip(range, results) { state.results[index] = result }
        }
      }
    }

    func results() throws(Failure) -> [Value] {
      var values: [Value] = []
      for result in state.withLock({ $0.results }) {
        if let result { values.append(try result.get()) }
      }
      return values
    }
  }
}
