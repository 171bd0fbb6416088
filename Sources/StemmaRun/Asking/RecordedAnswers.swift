import StemmaExperiment
import StemmaRecord
import StemmaStore

/// What was answered before: in this run, in other unfinished ones, or for a version.
struct RecordedAnswers: Sendable {
  /// Who has an answer.
  enum Origin: Sendable {
    case thisRun
    case otherRun
    case version
  }

  /// The run's own; nil where it has none yet.
  private let own: RunJournal?
  /// Where in the run's own journal the exchanges begin that count; nil where all do, and what others
  /// were answered does too.
  private let from: Int?
  private let others: [RunJournal]
  private let transcripts: Transcripts?

  private var start: Int { from ?? 0 }

  /// Opens what there is besides the run's own journal.
  ///
  /// - Parameters:
  ///   - folder: the run's.
  ///   - isFresh: whether all is to be asked again. A run that was interrupted stays what it was.
  init(
    _ store: Store, dataset: String, _ folder: RunFolder, _ journal: RunJournal, isFresh: Bool
  ) throws {
    own = journal
    from = isFresh ? journal.sizeBytes : try folder.statement()?["from"]?.integer
    others = from == nil ? try store.journals(besides: folder) : []
    transcripts = from == nil ? try store.transcripts(first: dataset) : nil
  }

  /// What a run would find, for one that does not begin.
  ///
  /// - Parameter run: the identity of its manifest and inputs together.
  init(_ store: Store, dataset: String, run: ObjectID, isFresh: Bool) throws {
    let found = try store.recordedRun(dataset: dataset, plan: run)
    own = found?.journal
    from = isFresh ? found?.journal.sizeBytes ?? 0 : found?.statement["from"]?.integer
    others = from == nil ? try store.journals() : []
    transcripts = from == nil ? try store.transcripts(first: dataset) : nil
  }

  /// Puts down what the run says of itself. Where it goes on, that is as it was, but for what it agrees
  /// to spend.
  func begin(_ folder: RunFolder, isFresh: Bool, _ statement: JSONObject) throws {
    if !isFresh, var known = try folder.statement() {
      guard let agreed = statement["agreed"], known["agreed"] != agreed else { return }
      known["agreed"] = agreed
      return try folder.state(known)
    }
    var statement = statement
    statement["from"] = from.map { .integer($0) }
    try folder.state(statement)
  }

  /// What the exchanges that an interrupted run has left have cost.
  func cost(at prices: TeacherPrices) throws -> Money {
    guard let own else { return .zero }
    return try own.places(from: start).reduce(into: Money.zero) { cost, place in
      let occasion = try JSONReader.read(own.entry(at: place).occasion)
      if let known = occasion["picodollars"]?.string.flatMap({ Int128($0) }) {
        cost += Money(picodollars: known)
      } else {
        // It was asked when nobody knew the price.
        let price = prices.price(
          of: occasion["teacher"]?.string ?? Manifest.unnamed,
          isAlone: Role(rawValue: occasion["question"]?["role"]?.string ?? "")?.makesRecords != true
        )
        let usage = try reply(own, place).exchange.usage
        cost += usage.flatMap { usage in price?.cost(usage) } ?? .zero
      }
    }
  }

  /// Exchanges that an interrupted run has left.
  var count: Int { own?.count(from: start) ?? 0 }

  /// Whether this run, before it was interrupted, got an answer.
  var hasAnswers: Bool {
    own?.places.contains { $0.isAnswered && $0.lies(from: start) } ?? false
  }

  /// - Returns: nil where the question must be asked.
  func reply(to key: TranscriptKey) throws -> (Reply, Origin)? {
    if let own, let place = own.place(of: key, from: start) {
      // The run goes on: what could not be answered is part of it too.
      return (try reply(own, place), .thisRun)
    }
    // Versions before other runs: the same manifest gives the same again, whatever is unfinished.
    if let content = try transcripts?.content(of: key).map(Array.init),
      let exchange = (try? JSONReader.read(content)).flatMap(RecordedExchange.init(json:))
    {
      return (Reply(exchange, Reply.Recorded(key: key, content: content, source: nil)), .version)
    }
    for other in others {
      guard let place = other.place(of: key), place.isAnswered,
        let reply = try? reply(other, place)
      else { continue }
      return (reply, .otherRun)
    }
    return nil
  }

  private func reply(_ journal: RunJournal, _ place: JournalPlace) throws -> Reply {
    let entry = try journal.entry(at: place)
    guard let exchange = (try? JSONReader.read(entry.content)).flatMap(RecordedExchange.init(json:))
    else { throw RunError.exchangeUnreadable(entry.key.digest) }
    return Reply(
      exchange,
      Reply.Recorded(key: entry.key, content: entry.content, source: (journal, place)))
  }
}
