import StemmaRecord

/// Starts a server once, however many ask; who asks no longer takes it from nobody else.
actor LocalStarter {
  typealias Started = (teacher: any LiveTeacher, server: ChildServer?)

  private enum Progress {
    case idle
    case starting(Task<Void, Never>)
    case ended(Result<any LiveTeacher, any Error>)
  }

  private let start: @Sendable () async throws -> Started
  private var progress = Progress.idle
  /// Kept for as long as the value is.
  private var server: ChildServer?
  private(set) var waiting: [Int: CheckedContinuation<any LiveTeacher, any Error>] = [:]
  private var asked = 0

  init(start: @escaping @Sendable () async throws -> Started) { self.start = start }

  /// - Throws: what starting it throws, or `CancellationError` for whoever is cancelled.
  func teacher() async throws -> any LiveTeacher {
    if case .ended(let result) = progress { return try result.get() }
    let number = asked
    asked += 1
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        guard !Task.isCancelled else { return continuation.resume(throwing: CancellationError()) }
        waiting[number] = continuation
        if case .idle = progress { progress = .starting(Task { await begin() }) }
      }
    } onCancel: {
      Task { await self.leave(number) }
    }
  }

  private func begin() async {
    let result: Result<any LiveTeacher, any Error>
    var started: Started?
    do {
      let found = try await start()
      started = found
      result = .success(found.teacher)
    } catch {
      result = .failure(error)
    }
    // What nobody waited for until its end is begun anew for who comes later.
    guard !Task.isCancelled else { return }
    server = started?.server
    progress = .ended(result)
    for continuation in waiting.values { continuation.resume(with: result) }
    waiting = [:]
  }

  private func leave(_ number: Int) {
    waiting.removeValue(forKey: number)?.resume(throwing: CancellationError())
    guard waiting.isEmpty, case .starting(let task) = progress else { return }
    task.cancel()
    progress = .idle
  }
}
