import NIOCore
import NIOHTTP1
import StemmaRecord

/// Calls to a batch interface: repeated where that does no harm, and read as far as all of them agree.
struct BatchCalls: Sendable {
  let service: Service
  let backoff: Backoff
  let timing: Timing

  /// A call takes so long at most where the manifest gives it less: bodies are large.
  private static let longest = TimeAmount.hours(1)

  /// A call that came to nothing.
  private struct Failure: Error {
    let ending: Ending
    /// The service may have done what it was asked for.
    let mayBeDone: Bool
    /// There is no such thing, or none any more.
    var isMissing = false
    var reason: String { ending.reason ?? "it is not there." }
  }

  /// What should be there is not, however often it was asked for.
  private struct Missing: Error {
    let reason: String
  }

  /// Looks at one batch, which may be there a moment after it was submitted.
  ///
  /// - Throws: `BatchTrouble`, also where the service has none of that id; or `CancellationError`.
  func batch(_ path: String) async throws -> JSONObject {
    do {
      return try await call(.GET, path, waitsForMissing: true)
    } catch let missing as Missing {
      throw BatchTrouble.final(
        reason: "A batch is not where it was submitted: \(missing.reason)",
        nextStep: "Use the key and the `base_url` that it was submitted with, or give it up with "
          + "`run --fresh`.")
    }
  }

  /// - Parameters:
  ///   - isRepeatable: whether it does no harm when it is done twice.
  ///   - waitsForMissing: whether what is not there may be there a moment later.
  /// - Throws: `BatchTrouble`, or `CancellationError`.
  func call(
    _ method: HTTPMethod, _ path: String, _ body: [UInt8] = [], type: String? = nil,
    isRepeatable: Bool = true, waitsForMissing: Bool = false
  ) async throws -> JSONObject {
    var headers = service.headers
    if let type { headers.replaceOrAdd(name: "content-type", value: type) }
    return try await repeating(isRepeatable: isRepeatable, waitsForMissing: waitsForMissing) {
      let (head, bytes) = try await service.connection.exchange(
        method, service.url(path), headers, body, atLeast: Self.longest)
      let value = LenientJSON.read(service.key.redacted(bytes))
      guard (200..<300).contains(head.status), let object = value?.object else {
        throw failure(head, value)
      }
      return object
    }
  }

  /// Reads a file of JSON lines; those that are none are passed over. A file that the service keeps no
  /// longer has none: what it held can be had only by asking again.
  ///
  /// - Parameter body: given each line, and its bytes.
  /// - Throws: `BatchTrouble`, `CancellationError`, or whatever `body` throws.
  func lines(
    _ path: String, _ body: (JSONObject, [UInt8]) async throws -> Void
  ) async throws {
    do {
      try await repeating(isRepeatable: true, waitsForMissing: true) {
        try await allLines(path, body)
      }
    } catch is Missing {}
  }

  private func allLines(
    _ path: String, _ body: (JSONObject, [UInt8]) async throws -> Void
  ) async throws {
    let (head, rest) = try await service.connection.lines(
      service.url(path), service.headers, atLeast: Self.longest
    ) { line in
      let clean = service.key.redacted(line)
      guard let object = LenientJSON.read(clean)?.object else { return }
      try await body(object, clean)
    }
    guard head.status == 200 else {
      throw failure(head, LenientJSON.read(rest))
    }
  }

  private func failure(_ head: ResponseHead, _ body: JSONValue?) -> Failure {
    let ending = service.reader.ending(head, body)
      .mapTexts { service.key.redacted($0) }
    // Who is told to come back later was not served.
    return Failure(
      ending: ending, mayBeDone: head.status != 429 && head.status != 529,
      isMissing: [404, 410].contains(head.status))
  }

  private func repeating<Result>(
    isRepeatable: Bool, waitsForMissing: Bool, _ body: () async throws -> Result
  ) async throws -> Result {
    var sendings = 0
    while true {
      sendings += 1
      let failure: Failure
      do {
        return try await body()
      } catch let error as TransportError {
        var mayBeDone = true
        if case .unreachable = error { mayBeDone = false }
        failure = Failure(ending: service.ending(of: error), mayBeDone: mayBeDone)
      } catch let error as Failure {
        failure = error
      }
      if waitsForMissing, failure.isMissing {
        guard sendings < Backoff.sendings else { throw Missing(reason: failure.reason) }
        try await timing.sleep(backoff.wait(after: sendings, asked: nil))
        continue
      }
      guard case .again(let trouble) = failure.ending else {
        throw Self.trouble(failure.ending)
      }
      if !isRepeatable, failure.mayBeDone { throw BatchTrouble.unsure(reason: trouble.reason) }
      guard sendings < Backoff.sendings else {
        throw BatchTrouble.later(reason: "\(trouble.reason) It was asked \(sendings) times.")
      }
      try await timing.sleep(backoff.wait(after: sendings, asked: trouble.waitSeconds))
    }
  }

  /// What it comes to that a call, or a whole batch, met with this.
  private static func trouble(_ ending: Ending) -> BatchTrouble {
    switch ending {
    case .unpaid(let reason): .noCredit(reason: reason)
    case .spent(let reason): .later(reason: reason)
    case .again(let trouble): .later(reason: trouble.reason)
    case .final(let reason, let next), .rejected(let reason, let next):
      .final(reason: reason, nextStep: next)
    case .unanswerable(let reason):
      .final(reason: reason, nextStep: "Ask for less at once, or leave `teacher.mode` out.")
    case .answered:
      .final(
        reason: "The batch is refused for what its questions say.",
        nextStep: "Leave `teacher.mode` out: each question then stands for itself.")
    }
  }

  // MARK: Reading parts

  /// What came of one question, from a response as it would have come by itself.
  ///
  /// - Parameters:
  ///   - batch: the batch's id, for the evidence.
  ///   - raw: all that came of it.
  func outcome(
    status: Int, requestID: String?, _ body: JSONValue, batch: String, raw: [UInt8]
  ) -> BatchPart.Outcome {
    var evidence: JSONObject = ["batch": .string(batch)]
    evidence["x-request-id"] = requestID.map { .string($0) }
    func exchange(_ result: Exchange.Result, _ usage: TokenUsage? = nil) -> Exchange {
      Exchange(result, usage: usage, raw: raw, evidence: evidence, sendings: 1)
    }
    let ending = service.reader.ending(
      ResponseHead(status: status, headers: EmptyCollection()), body
    ).mapTexts { service.key.redacted($0) }
    switch ending {
    case .answered(let reading):
      for (name, value) in reading.evidence.members { evidence[name] = value }
      return .ended(exchange(.answered(reading.answer), reading.usage))
    case .unanswerable(let reason): return .ended(exchange(.failed(reason: reason)))
    case .rejected(let reason, let next):
      return .rejected(exchange(.failed(reason: reason)), nextStep: next)
    case .again(let trouble): return .again(reason: trouble.reason)
    case .spent(let reason): return .again(reason: reason)
    case .unpaid, .final: return .stopped(Self.trouble(ending))
    }
  }

  /// What it comes to that a service does not begin with a batch.
  func trouble(_ complaint: JSONValue) -> BatchTrouble {
    Self.trouble(
      service.reader.ending(ResponseHead(status: 400, headers: EmptyCollection()), complaint))
  }
}
