import StemmaRecord
import Synchronization

/// A Hugging Face model on this machine: asked of a server that runs already at the provider's address,
/// else of one that is started with the first question, and ended with the value.
final class LocalTeacher: LiveTeacher {
  let description: TeacherDescription
  let capabilities: TeacherCapabilities
  /// Says what would be asked.
  private let form: any LiveTeacher
  private let starter: LocalStarter
  private let wasNoted = Atomic<Bool>(false)
  private let running = Mutex<(any LiveTeacher)?>(nil)

  /// - Parameters:
  ///   - form: the same model's, never sent to.
  ///   - make: a teacher at an address, whose answers may take so many seconds.
  init(
    _ form: any LiveTeacher, start: LocalStart,
    make: @escaping @Sendable (_ address: String) throws -> any LiveTeacher
  ) {
    self.form = form
    description = form.description
    capabilities = form.capabilities
    starter = LocalStarter {
      let (address, server) = try await start.address()
      return (try make(address), server)
    }
  }

  func request(for prompt: Prompt) -> TeacherRequest { form.request(for: prompt) }

  var executors: [any TaskExecutor] { form.executors }

  func noteAnswered() {
    wasNoted.store(true, ordering: .relaxed)
    running.withLock { $0 }?.noteAnswered()
  }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    let teacher: any LiveTeacher
    do {
      teacher = try await starter.teacher()
    } catch let error as TeacherError {
      return Exchange(
        .final(reason: error.whatHappened, nextStep: error.nextStep), sendings: 0)
    }
    running.withLock { $0 = teacher }
    if wasNoted.load(ordering: .relaxed) { teacher.noteAnswered() }
    return try await teacher.send(request)
  }
}
