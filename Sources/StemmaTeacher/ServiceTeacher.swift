import NIOHTTP1
import StemmaRecord
import Synchronization

/// A model behind a network.
final class ServiceTeacher: LiveTeacher {
  let description: TeacherDescription
  let capabilities: TeacherCapabilities
  private let service: Service
  private let model: String
  private let url: String
  private let extraBody: JSONObject
  private let scoring: ScoringForm
  private let maxTokensField: String
  private let pace: Pace
  private let backoff: Backoff
  let batches: (any BatchInterface)?
  private let timing: Timing
  /// How many requests were answered so far, as far as it was told.
  private let answered = Atomic<Int>(0)
  /// The same of those about how probable texts are, which not every server answers.
  private let scored = Atomic<Int>(0)

  init(_ choice: TeacherChoice, model: String, service: Service, timing: Timing, seed: UInt64) {
    self.service = service
    self.model = model
    self.timing = timing
    let provider = service.provider
    description = TeacherDescription(
      name: service.teacher, revision: 1, isPure: false, tasks: nil)
    capabilities = provider.capabilities
    url = service.url(provider.dialect.path(model: model))
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
      return TeacherRequest(dialect: dialect.name, model: model, body: body)
    }
    let dialect = service.provider.dialect
    var asked = prompt
    if !capabilities.schema { asked = prompt.withoutSchema }
    var body = dialect.body(for: asked, model: model, maxTokensField: maxTokensField)
    body.merge(extraBody, except: dialect.ownMembers)
    return TeacherRequest(dialect: dialect.name, model: model, body: body)
  }

  func noteAnswered() { answered.wrappingAdd(1, ordering: .relaxed) }

  func noteAnswered(to request: TeacherRequest) {
    if request.dialect == TeacherRequest.completions {
      scored.wrappingAdd(1, ordering: .relaxed)
    } else {
      noteAnswered()
    }
  }

  /// How many requests of this one's kind were answered so far.
  private func answered(like request: TeacherRequest) -> Int {
    request.dialect == TeacherRequest.completions
      ? scored.load(ordering: .relaxed) : answered.load(ordering: .relaxed)
  }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    let bytes = CanonicalJSON.bytes(.object(request.body))
    // Four bytes are about a token; what the answer may come to is known only where it is limited.
    let tokens = pace.countsTokens ? bytes.count / 4 + (request.answerLimit ?? 512) : 0
    let before = answered(like: request)
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
        noteAnswered(to: request)
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
        let isFirst = answered(like: request) == 0
        return exchange(
          isFirst ? .final(reason: reason, nextStep: nextStep) : .failed(reason: reason))
      case .again(let trouble):
        guard sendings < Backoff.sendings else {
          return exchange(result(of: trouble, sendings: sendings, before, answered(like: request)))
        }
        let wait = backoff.wait(after: sendings, asked: trouble.waitSeconds)
        if trouble.waitSeconds != nil { pace.hold(for: wait) }
        try await timing.sleep(wait)
      }
    }
  }

  /// What it comes to when no sending was of any use.
  private func result(
    of trouble: Trouble, sendings: Int, _ answeredBefore: Int, _ answered: Int
  ) -> Exchange.Result {
    let reason = "\(trouble.reason) It was asked \(sendings) times."
    switch trouble.kind {
    case .busy: return .exhausted(reason: reason)
    case .broken, .foreign:
      // Where others were answered meanwhile, it is this prompt that cannot be.
      if answered > answeredBefore { return .failed(reason: reason) }
      guard trouble.kind == .foreign, answered == 0 else { return .exhausted(reason: reason) }
    case .absent:
      guard answered == 0 else { return .exhausted(reason: reason) }
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
