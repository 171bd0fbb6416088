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

  let journal: RunJournal
  /// Where in the journal the exchanges begin that count.
  private let start: Int
  private let others: [RunJournal]
  private let transcripts: Transcripts?

  /// Opens the run's journal, and what there is besides.
  ///
  /// - Parameters:
  ///   - folder: the run's.
  ///   - isFresh: whether all is to be asked again. A run that was interrupted stays what it was.
  ///   - statement: what the run is to say of itself.
  init(
    _ store: Store, _ folder: RunFolder, isFresh: Bool, statement: JSONObject
  ) throws {
    let before = try folder.statement()
    journal = try folder.journal()
    var start = before?["from"]?.integer
    if isFresh { start = journal.sizeBytes }
    var statement = statement
    statement["from"] = start.map { .integer($0) }
    if isFresh || before == nil { try folder.state(statement) }
    self.start = start ?? 0
    others = start == nil ? try store.journals(besides: folder) : []
    transcripts = start == nil ? try store.transcripts() : nil
  }

  /// Exchanges that an interrupted run has left.
  var count: Int { journal.count(from: start) }

  /// Whether this run, before it was interrupted, got an answer.
  var hasAnswers: Bool {
    count > 0 && journal.places.contains { $0.isAnswered && $0.lies(from: start) }
  }

  /// - Returns: nil where the question must be asked.
  func reply(to key: TranscriptKey) throws -> (Reply, Origin)? {
    if let place = journal.place(of: key, from: start) {
      // The run goes on: what could not be answered is part of it too.
      return (try reply(journal, place), .thisRun)
    }
    for other in others {
      guard let place = other.place(of: key), place.isAnswered,
        let reply = try? reply(other, place)
      else { continue }
      return (reply, .otherRun)
    }
    guard let content = try transcripts?.content(of: key).map(Array.init),
      let exchange = (try? JSONReader.read(content)).flatMap(RecordedExchange.init(json:))
    else { return nil }
    return (Reply(exchange, Reply.Recorded(key: key, content: content, source: nil)), .version)
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
