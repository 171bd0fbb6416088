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
  private let adapter: AdapterDigest?
  private let extraBody: JSONObject
  private let maxTokensField: String
  private let pace: Pace
  private let backoff: Backoff
  let batches: (any BatchInterface)?
  private let timing: Timing
  /// How many requests were answered so far, as far as it was told.
  private let answered = Atomic<Int>(0)

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
    maxTokensField = choice.maxTokensField ?? provider.maxTokensField
    pace = Pace(
      requestsPerMinute: choice.requestsPerMinute, tokensPerMinute: choice.tokensPerMinute,
      timing: timing)
    backoff = Backoff(seed: seed)
    let calls = BatchCalls(service: service, backoff: backoff, timing: timing)
    batches = provider.batches?.interface(calls)
  }

  func request(for prompt: Prompt) -> TeacherRequest {
    let dialect = service.provider.dialect
    var asked = prompt
    if !capabilities.schema { asked = prompt.withoutSchema }
    var body = dialect.body(for: asked, model: model, maxTokensField: maxTokensField)
    body.merge(extraBody, except: dialect.ownMembers)
    return TeacherRequest(dialect: dialect.name, model: model, body: body, adapter: adapter)
  }

  func noteAnswered() { answered.wrappingAdd(1, ordering: .relaxed) }

  func send(_ request: TeacherRequest) async throws -> Exchange {
    let bytes = CanonicalJSON.bytes(.object(request.body))
    // Four bytes are about a token; what the answer may come to is known only where it is limited.
    let tokens = pace.countsTokens ? bytes.count / 4 + (request.answerLimit ?? 512) : 0
    let before = answered.load(ordering: .relaxed)
    var sendings = 0
    while true {
      try await pace.admit(tokens: tokens)
      sendings += 1
      let response = try await service.post(url, bytes)
      for allowance in response.allowances { pace.heed(allowance) }
      func exchange(_ result: Exchange.Result, _ usage: TokenUsage? = nil) -> Exchange {
        Exchange(
          result, usage: usage, raw: response.raw, evidence: response.evidence, sendings: sendings)
      }
      switch response.ending {
      case .answered(let reading):
        answered.wrappingAdd(1, ordering: .relaxed)
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
        let isFirst = answered.load(ordering: .relaxed) == 0
        return exchange(
          isFirst ? .final(reason: reason, nextStep: nextStep) : .failed(reason: reason))
      case .again(let trouble):
        guard sendings < Backoff.sendings else {
          return exchange(result(of: trouble, sendings: sendings, answeredBefore: before))
        }
        let wait = backoff.wait(after: sendings, asked: trouble.waitSeconds)
        if trouble.waitSeconds != nil { pace.hold(for: wait) }
        try await timing.sleep(wait)
      }
    }
  }

  /// What it comes to when no sending was of any use.
  private func result(
    of trouble: Trouble, sendings: Int, answeredBefore: Int
  ) -> Exchange.Result {
    let answered = self.answered.load(ordering: .relaxed)
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
