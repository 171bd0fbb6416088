import StemmaRecord
import StemmaStatistics
import StemmaStore
import Synchronization

/// What a live teacher answers in one go of a run: on the disk before it is used, and counted.
final class ExchangeBook: Sendable {
  let meter: SpendingMeter
  private let journal: RunJournal
  private let state = Mutex(AskingTally())
  private let taken = Mutex<[String: TeacherSpending.Share]>([:])

  init(_ journal: RunJournal, _ meter: SpendingMeter) {
    self.journal = journal
    self.meter = meter
  }

  var tally: AskingTally {
    var tally = state.withLock { $0 }
    if meter.prices.isKnown { tally.spent = meter.spent }
    return tally
  }

  func addReused(from origin: RecordedAnswers.Origin) {
    state.withLock { $0.addReused(from: origin) }
  }

  /// What the answers of this go took, those recorded before included.
  var spent: TeacherSpending? { TeacherSpending(taken.withLock { $0 }) }

  /// Counts what an answer took, whenever it was given.
  func take(_ exchange: RecordedExchange, to question: Question) {
    guard exchange.isAnswered || exchange.usage != nil else { return }
    let teacher = question.request.teacher
    let price = meter.prices.price(of: teacher, isAlone: !question.role.makesRecords)
    taken.withLock {
      $0[teacher, default: TeacherSpending.Share(cost: price.map { _ in .zero })]
        .add(exchange.usage, at: price)
    }
  }

  /// Enters what came of one question.
  ///
  /// - Parameters:
  ///   - teacher: who was asked, by the manifest's name.
  ///   - features: the question's; nil where it is none that is known.
  ///   - cost: what it has cost.
  /// - Returns: nil, and nothing written, where it ends everything and not one question.
  func enter(
    _ exchange: Exchange, _ key: TranscriptKey, teacher: String, features: JSONObject?, cost: Money
  ) async throws -> Reply? {
    state.withLock { $0.add(exchange) }
    guard let kept = RecordedExchange(exchange) else { return nil }
    return try await write(
      kept, key, teacher: teacher, features: features, cost: cost,
      ["evidence": .object(exchange.evidence), "sendings": .integer(exchange.sendings)],
      exchange.raw)
  }

  /// Puts an exchange into the journal, and counts nothing.
  ///
  /// - Parameters:
  ///   - occasion: what else is to be told of it.
  ///   - raw: the response as it came; empty where another exchange has it.
  func write(
    _ kept: RecordedExchange, _ key: TranscriptKey, teacher: String, features: JSONObject?,
    cost: Money, _ occasion: JSONObject, _ raw: [UInt8]
  ) async throws -> Reply {
    var occasion = occasion
    occasion["question"] = features.map { .object($0) }
    if meter.prices.isKnown { occasion["picodollars"] = .string(String(cost.picodollars)) }
    if !teacher.isEmpty { occasion["teacher"] = .string(teacher) }
    let content = CanonicalJSON.bytes(kept.json)
    let place = try await journal.append(
      JournalEntry(
        key: key, content: content, occasion: CanonicalJSON.bytes(.object(occasion)), raw: raw))
    return Reply(kept, Reply.Recorded(key: key, content: content, source: (journal, place)))
  }
}
