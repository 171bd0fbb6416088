public import StemmaRecord

/// What can be asked over the network.
public enum Teachers {
  /// What each provider can do, by its name in a manifest; each serves every task.
  public static let capabilities: [(provider: String, capabilities: TeacherCapabilities)] =
    Provider.all.map { ($0.name, $0.capabilities) }

  /// Whether the provider's models run on machines of one's own, and so may have adapters of one's own.
  public static func servesAdapters(_ provider: String) -> Bool {
    Provider.named(provider)?.isLocal == true
  }

  /// Makes a teacher. Nothing is sent yet.
  ///
  /// - Parameters:
  ///   - choice: with its model named; `pin` finds out where it is not.
  ///   - environment: where keys, proxies and certificates are looked up.
  ///   - seed: scatters the waits between retries; decides no answer.
  ///   - telling: told, a sentence at a time, what is waited for where a server is started.
  /// - Throws: `TeacherError`.
  public static func make(
    _ choice: TeacherChoice, environment: [String: String], seed: UInt64 = 0,
    telling: @escaping @Sendable (String) -> Void = { _ in }
  ) throws(TeacherError) -> any LiveTeacher {
    guard choice.provider == "hf", choice.baseURL == nil,
      let known = Provider.named(choice.provider)?.baseURL
    else { return try make(choice, environment: environment, seed: seed, timing: .system) { _ in } }
    return try local(
      choice, known: known, environment: environment, seed: seed, timing: .system, telling)
  }

  /// A model on this machine, whose server may have to be started first.
  ///
  /// - Parameter known: where one is looked for before.
  static func local(
    _ choice: TeacherChoice, known: String, environment: [String: String], seed: UInt64,
    timing: Timing, _ telling: @escaping @Sendable (String) -> Void
  ) throws(TeacherError) -> any LiveTeacher {
    let form = try form(choice)
    @Sendable func at(_ address: String) -> TeacherChoice {
      var choice = choice
      choice.baseURL = address
      // The first answer waits until the model is loaded, and perhaps downloaded.
      choice.timeoutSeconds = choice.timeoutSeconds ?? 1_800
      return choice
    }
    let start = LocalStart(
      teacher: choice.shortForm, environment: environment, timing: timing, telling: telling,
      isThere: { address in
        // One that is busy is not passed over; where none listens, that is told at once.
        let service = try Service(
          at(address), settings: { $0.timeout = .seconds(10) }, environment: environment)
        do {
          return try await service.get("/models")["data"]?.array != nil
        } catch is TeacherError {
          return false
        }
      }, known: known)
    return LocalTeacher(form, start: start) { address in
      try make(at(address), environment: environment, seed: seed, timing: timing) { _ in }
    }
  }

  /// Makes a teacher that says what it would be asked, for replaying what it was; without a key,
  /// nothing can be sent.
  ///
  /// - Throws: `TeacherError`.
  public static func form(_ choice: TeacherChoice) throws(TeacherError) -> any LiveTeacher {
    var choice = choice
    // What is never sent needs no address.
    choice.baseURL = choice.baseURL ?? "http://localhost"
    return try make(choice, environment: [:], seed: 0, timing: .system, isAsked: false) { _ in }
  }

  static func make(
    _ choice: TeacherChoice, environment: [String: String], seed: UInt64, timing: Timing,
    isAsked: Bool = true, settings: (inout ConnectionSettings) -> Void
  ) throws(TeacherError) -> any LiveTeacher {
    let service = try Service(
      choice, settings: settings, environment: environment, isAsked: isAsked)
    guard let model = choice.model, !model.isEmpty else {
      throw .modelMissing(provider: choice.provider)
    }
    return ServiceTeacher(choice, model: model, service: service, timing: timing, seed: seed)
  }
}
