import NIOHTTP1
import StemmaRecord

/// A model behind a network.
final class ServiceTeacher: LiveTeacher {
  let description: TeacherDescription
  let capabilities: TeacherCapabilities
  private let service: Service
  private let model: String
  private let url: String
  private let adapter: AdapterDigest?
  private let extraBody: JSONObject
  private let scoring: ScoringForm
  private let maxTokensField: String
  private let pace: Pace
  private let backoff: Backoff
  let batches: (any BatchInterface)?
  private let timing: Timing
  private let standing = Standing()
  /// The same of requests for how probable texts are, which not every server answers.
  private let scoringStanding = Standing()

  init(_ choice: TeacherChoice, model: String, service: Service, timing: Timing, seed: UInt64) {
    self.service = service
    self.model = model
    self.timing = timing
    let provider = service.provider
    description = TeacherDescription(
      name: service.teacher, revision: 1, isPure: false, tasks: nil)
    capabilities = provider.capabilities
    url = service.url(provider.dialect.path(model: model))
    adapter = choice.adapter
    extraBody = choice.extraBody
    // Whoever cannot be asked is refused before anything is.
    scoring = choice.scoring ?? provider.capabilities.standardScoring ?? .promptLogProbabilities
    maxTokensField = choice.maxTokensField ?? provider.maxTokensField
    pace = Pace(
      requestsPerMinute: choice.requestsPerMinute, tokensPerMinute: choice.tokensPerMinute,
      timing: timing)
    backoff = Backoff(seed: seed)
    let calls = BatchCalls(service: service, backoff: backoff, timing: timing)
    batches = provider.batches?.interface(calls)
  }

  func request(for prompt: Prompt) -> TeacherRequest {
    if !prompt.continuations.isEmpty {
      let dialect = ScoringDialect()
      var body = dialect.body(for: prompt, model: model, form: scoring)
      body.merge(extraBody, except: dialect.ownMembers)
      return TeacherRequest(dialect: dialect.name, model: model, body: body, adapter: adapter)
    }
    let dialect = service.provider.dialect
    var asked = prompt
    if !capabilities.schema { asked = prompt.withoutSchema }
    var body = dialect.body(for: asked, model: model, maxTokensField: maxTokensField)
    body.merge(extraBody, except: dialect.ownMembers)
    return TeacherRequest(dialect: dialect.name, model: model, body: body, adapter: adapter)
  }

  var executors: [any TaskExecutor] { HTTPConnection.executors }

  func noteAnswered() { standing.noteProven() }

  func noteAnswered(to request: TeacherRequest) { standing(of: request).noteProven() }

  private func standing(of request: TeacherRequest) -> Standing {
    request.dialect == TeacherRequest.completions ? scoringStanding : standing
  }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    let bytes = request.bytes
    // Four bytes are about a token; what the answer may come to is known only where it is limited.
    let tokens = pace.countsTokens ? bytes.count / 4 + (request.answerLimit ?? 512) : 0
    let standing = standing(of: request)
    let before = standing.begin()
    defer { standing.end() }
    let dialect =
      request.dialect == TeacherRequest.completions ? ScoringDialect(of: request) : nil
    let url = dialect.map { service.url($0.path(model: model)) } ?? url
    var sendings = 0
    while true {
      try await pace.admit(tokens: tokens)
      sendings += 1
      let response = try await service.post(url, bytes, dialect)
      for allowance in response.allowances { pace.heed(allowance) }
      func exchange(_ result: Exchange.Result, _ usage: TokenUsage? = nil) -> Exchange {
        Exchange(
          result, usage: usage, raw: response.raw, evidence: response.evidence, sendings: sendings)
      }
      switch response.ending {
      case .answered(let reading):
        standing.noteAnswered()
        if let usage = reading.usage {
          // A service that counts more than there can be stops nothing.
          let most = bytes.count + (request.answerLimit ?? response.raw.count)
          pace.settle(
            reserved: tokens, used: min(usage.prompt, most) + min(usage.completion, most))
        }
        return exchange(.answered(reading.answer), reading.usage)
      case .spent(let reason), .unpaid(let reason): return exchange(.exhausted(reason: reason))
      case .unanswerable(let reason): return exchange(.failed(reason: reason))
      case .final(let reason, let nextStep):
        return exchange(.final(reason: reason, nextStep: nextStep))
      case .rejected(let reason, let nextStep):
        let isItself = await standing.isQuestionDisliked()
        return exchange(
          isItself ? .failed(reason: reason) : .final(reason: reason, nextStep: nextStep))
      case .again(let trouble):
        guard sendings < Backoff.sendings else {
          return exchange(await result(of: trouble, sendings: sendings, before, standing))
        }
        let wait = backoff.wait(after: sendings, asked: trouble.waitSeconds)
        if trouble.waitSeconds != nil { pace.hold(for: wait) }
        try await timing.sleep(wait)
      }
    }
  }

  /// What it comes to when no sending was of any use.
  private func result(
    of trouble: Trouble, sendings: Int, _ before: Int, _ standing: Standing
  ) async -> Exchange.Result {
    let reason = "\(trouble.reason) It was asked \(sendings) times."
    switch trouble.kind {
    case .busy: return .exhausted(reason: reason)
    case .broken, .foreign:
      if await standing.isQuestionAtFault(since: before) { return .failed(reason: reason) }
      guard trouble.kind == .foreign, !standing.isProven else { return .exhausted(reason: reason) }
    case .absent:
      guard !standing.isProven else { return .exhausted(reason: reason) }
    }
    return .final(reason: reason, nextStep: service.addressAdvice)
  }
}

extension Prompt {
  /// The same for a service that takes no schema.
  fileprivate var withoutSchema: Prompt {
    Prompt(key: key, messages: messages, sampling: sampling, schema: nil, context: context)
  }
}
