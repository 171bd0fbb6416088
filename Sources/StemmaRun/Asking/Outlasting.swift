/// Sends something that is paid for: an interruption waits a moment for what comes of it.
func outlastingInterruption<Result: Sendable>(
  _ body: @escaping @Sendable () async throws -> Result
) async throws -> Result {
  let here = withUnsafeCurrentTask { $0?.unownedTaskExecutor?.asTaskExecutor() }
  let sending = Task(executorPreference: here) { try await body() }
  return try await withTaskCancellationHandler {
    try await sending.value
  } onCancel: {
    Task {
      try? await Task.sleep(for: .seconds(1))
      sending.cancel()
    }
  }
}
