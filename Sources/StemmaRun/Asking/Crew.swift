import StemmaExperiment
import StemmaRecord

/// Several teachers that share a manifest's prompts.
struct Crew: Sendable {
  private let pool: TeacherPool
  /// Who is asked in the other roles in which records are made; in the rest, `pool` is.
  private let pools: [Role: TeacherPool]
  /// Who is asked about candidates, by role.
  private let raters: [Role: String]
  private let seed: UInt64
  private let pure: [String: any Teacher]
  private let live: [String: any LiveTeacher]

  /// - Parameters:
  ///   - pure: those that are pure functions, by name.
  ///   - live: all others of the pool, by name.
  init(
    _ pool: TeacherPool, pools: [Role: TeacherPool], raters: [Role: String], seed: UInt64,
    pure: [String: any Teacher],
    live: [String: any LiveTeacher]
  ) {
    self.pool = pool
    self.pools = pools
    self.raters = raters
    self.seed = seed
    self.pure = pure
    self.live = live
  }

  /// The name of whom an item's slot falls to, where whole records are asked for.
  func name(for key: PromptKey) -> String { name(for: key, in: pool) }

  private func name(for key: PromptKey, in pool: TeacherPool) -> String {
    pool.members[pool.member(of: key.item, slot: key.slots.lowerBound, seed: seed)].name
  }

  /// Slots of an item, one for each teacher behind a network.
  func liveSlots(in item: ItemKey) -> [Int] {
    pool.members.enumerated().filter { live[$0.element.name] != nil }.map {
      pool.slot(of: $0.offset, in: item, seed: seed)
    }
  }

  /// The name of whom a prompt goes to, whatever its role.
  func name(for prompt: Prompt) -> String {
    let role = prompt.context.role
    return raters[role] ?? name(for: prompt.key, in: pools[role] ?? pool)
  }

  /// Nil where somebody behind a network is to answer.
  func pureTeacher(for prompt: Prompt) -> (any Teacher)? { pure[name(for: prompt)] }

  /// Nil where somebody behind a network is to be asked for records.
  func pureTeacher(for key: PromptKey) -> (any Teacher)? { pure[name(for: key)] }

  var hasPure: Bool { !pure.isEmpty }
  var hasLive: Bool { !live.isEmpty }
}

/// Those of a crew that are behind a network, as one.
extension Crew: LiveTeacher {
  var description: TeacherDescription {
    TeacherDescription(
      name: (Array(pure.keys) + live.keys).sorted().joined(separator: "+"), revision: 0,
      isPure: !hasLive,
      tasks: nil)
  }

  /// What all can.
  var capabilities: TeacherCapabilities {
    let all = live.values.map(\.capabilities)
    return TeacherCapabilities(
      seed: all.allSatisfy(\.seed), temperatureWithTopP: all.allSatisfy(\.temperatureWithTopP),
      schema: all.allSatisfy(\.schema), logProbabilities: all.allSatisfy(\.logProbabilities),
      weighs: all.allSatisfy(\.weighs))
  }

  func request(for prompt: Prompt) -> TeacherRequest {
    let name = name(for: prompt)
    return member(name).request(for: prompt).addressed(to: name)
  }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    try await member(request.teacher).send(request)
  }

  var executors: [any TaskExecutor] {
    live.values.lazy.map(\.executors).first { !$0.isEmpty } ?? []
  }

  /// Who of them has answered is told by the request alone.
  func noteAnswered() {}

  func noteAnswered(to request: TeacherRequest) {
    member(request.teacher).noteAnswered(to: request)
  }

  private func member(_ name: String) -> any LiveTeacher {
    guard let teacher = live[name] else {
      preconditionFailure("whoever computes an answer is sent no request")
    }
    return teacher
  }
}

/// A crew of which all are pure functions.
struct PureCrew: Teacher {
  let crew: Crew

  var description: TeacherDescription { crew.description }

  func answer(_ prompt: Prompt) async throws -> Answer {
    guard let teacher = crew.pureTeacher(for: prompt) else {
      preconditionFailure("all of them are pure")
    }
    return try await teacher.answer(prompt)
  }
}

/// Computes the answers of those that are pure functions, and has another respondent see to the rest.
struct CrewRespondent: Respondent {
  let crew: Crew
  let live: any Respondent

  var isPure: Bool { false }

  var executors: [any TaskExecutor] { live.executors }

  func replies(to prompts: [Prompt]) async throws -> [Reply] {
    var replies: [Reply] = []
    replies.reserveCapacity(prompts.count)
    for prompt in prompts {
      if let teacher = crew.pureTeacher(for: prompt) {
        replies.append(Reply(try await teacher.answer(prompt)))
      } else {
        replies += try await live.replies(to: [prompt])
      }
    }
    return replies
  }

  func ratings(
    of alone: [Prompt], together: @Sendable ([Int]) -> Prompt
  ) async throws -> [Reply] {
    let isComputed = alone.first.map { crew.pureTeacher(for: $0) != nil } ?? true
    return try await isComputed
      ? replies(to: alone) : live.ratings(of: alone, together: together)
  }

  func spending(of questions: Int) -> Spending? { live.spending(of: questions) }

  func explaining<Result>(_ body: () async throws -> Result) async throws -> Result {
    try await live.explaining(body)
  }
}
