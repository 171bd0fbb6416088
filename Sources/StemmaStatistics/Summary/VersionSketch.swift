public import StemmaRecord
import StemmaText

/// What a version's records are like, while they are read: shards are read side by side and merged, and
/// whatever the shards and their order, the same summary comes of it.
///
/// It takes some 100 KiB, about 80 bytes a record up to 2^20 of them, and the texts of at most 2,048
/// records, of 32 KiB each.
public struct VersionSketch: Sendable {
  /// What is known of one field's strings.
  private struct Strings: Sendable {
    var characters = Histogram()
    var words = Histogram()
    var values = CategoryCounts()
    /// Whether any is more than a word.
    var isText = false
  }

  /// What is known of one field's numbers, in millionths.
  private struct Numbers: Sendable {
    var histogram = Histogram()
    var isOverflowing = false
  }

  private var records = 0
  private var strings = NamedTable<Strings>()
  private var numbers = NamedTable<Numbers>()
  private var flags = NamedTable<CategoryCounts>()
  private var lists = NamedTable<Histogram>()
  private var scores = NamedTable<Histogram>()
  private var verdicts = NamedTable<CategoryCounts>()
  private var sources = CategoryCounts()
  private var strategies = CategoryCounts()
  /// By axis.
  private var mixes = NamedTable<CategoryCounts>()
  private var teachers = CategoryCounts()
  private var tokens = Histogram()
  private var promptTokens = Histogram()
  private var completionTokens = Histogram()
  private var runs = RunCounts()
  private var duplicates = DuplicateSketch()
  private var sample = RecordSample()

  public init() {}

  // MARK: Adding

  public mutating func add(_ record: Record) {
    records += 1
    if let origin = record.origin {
      sources.add(origin.input)
      strategies.add(origin.strategy)
      for (axis, value) in origin.mix.values.members {
        mixes.update(axis, CategoryCounts()) { $0.add(value.string ?? "") }
      }
    }
    let row = RowReading(record.row)
    for (field, millionths) in row.numbers {
      numbers.update(field, Numbers()) { known in
        if let millionths { known.histogram.add(millionths) } else { known.isOverflowing = true }
      }
    }
    for (field, flag) in row.flags {
      flags.update(field, CategoryCounts()) { $0.add(flag ? "true" : "false") }
    }
    for (field, count) in row.lists { lists.update(field, Histogram()) { $0.add(count) } }
    add(row.strings, of: record.id)
  }

  private mutating func add(_ all: [(field: String, text: String)], of id: RecordID) {
    let texts = all.map(\.text).filter(RowReading.isText)
    let words = HashedWords(of: texts)
    var place = 0
    for (field, text) in all {
      let isText = RowReading.isText(text)
      let count = isText ? words.words(of: place).count : text.isEmpty ? 0 : 1
      if isText { place += 1 }
      strings.update(field, Strings()) { known in
        known.characters.add(text.scalarCount)
        known.words.add(count)
        known.values.add(text)
        if isText { known.isText = true }
      }
    }
    tokens.add(texts.reduce(0) { $0 + TokenEstimate.tokens(of: $1) })
    runs.add(words)
    duplicates.add(texts.isEmpty ? HashedWords(of: all.map(\.text)) : words)
    sample.add(id) { all.filter { RowReading.isText($0.text) } }
  }

  /// - Parameter trace: an entry of the version's traces.
  public mutating func add(trace: JSONValue) {
    if let teacher = trace["teacher"]?.string { teachers.add(teacher) }
    add(verdicts: trace)
  }

  /// - Parameter entry: one of the version's ledger.
  public mutating func add(rejected entry: JSONValue) { add(verdicts: entry) }

  /// - Parameter exchange: an entry of the version's transcript. One of which the service did not say how
  ///   many tokens it took is not counted.
  public mutating func add(exchange: JSONValue) {
    guard let usage = RecordedExchange(json: exchange)?.usage else { return }
    promptTokens.add(usage.prompt)
    completionTokens.add(usage.completion)
  }

  private mutating func add(verdicts entry: JSONValue) {
    for verdict in entry["verdicts"]?.array ?? [] {
      guard let filter = verdict["filter"]?.string else { continue }
      verdicts.update(filter, CategoryCounts()) { $0.add(verdict["reason"]?.string ?? "keep") }
      if let score = verdict["score"]?.integer {
        scores.update(filter, Histogram()) { $0.add(score) }
      }
    }
  }

  // MARK: Merging

  public mutating func merge(_ other: VersionSketch) {
    records += other.records
    strings.merge(other.strings, Strings()) { mine, theirs in
      mine.characters.merge(theirs.characters)
      mine.words.merge(theirs.words)
      mine.values.merge(theirs.values)
      mine.isText = mine.isText || theirs.isText
    }
    numbers.merge(other.numbers, Numbers()) { mine, theirs in
      mine.histogram.merge(theirs.histogram)
      mine.isOverflowing = mine.isOverflowing || theirs.isOverflowing
    }
    flags.merge(other.flags, CategoryCounts()) { $0.merge($1) }
    lists.merge(other.lists, Histogram()) { $0.merge($1) }
    scores.merge(other.scores, Histogram()) { $0.merge($1) }
    verdicts.merge(other.verdicts, CategoryCounts()) { $0.merge($1) }
    sources.merge(other.sources)
    strategies.merge(other.strategies)
    mixes.merge(other.mixes, CategoryCounts()) { $0.merge($1) }
    teachers.merge(other.teachers)
    tokens.merge(other.tokens)
    promptTokens.merge(other.promptTokens)
    completionTokens.merge(other.completionTokens)
    runs.merge(other.runs)
    duplicates.merge(other.duplicates)
    sample.merge(other.sample)
  }

  // MARK: Finishing

  /// - Parameter counts: how the version's slots and candidates ended.
  public func summary(_ counts: Counts) -> VersionSummary {
    var summary = VersionSummary()
    summary.records = records
    summary.runs = runs.runs
    summary.repeatedRuns = runs.repeated
    for (name, known) in strings.sorted {
      if known.isText {
        summary.distributions["length.\(name).characters"] = known.characters
        summary.distributions["length.\(name).words"] = known.words
      }
      let kinds = known.values.kindCount
      if !known.values.isOverflowing, kinds == 1 || kinds * 2 <= known.characters.count {
        summary.categories[StatisticCatalogue.category(of: name)] = known.values
      }
    }
    for (name, known) in numbers.sorted {
      if known.isOverflowing {
        summary.leftOut["value.\(name)"] = .tooLarge
      } else {
        summary.distributions["value.\(name)"] = known.histogram
      }
    }
    for (kind, isCut) in [
      ("texts", strings.isCut), ("numbers", numbers.isCut), ("flags", flags.isCut),
      ("lists", lists.isCut), ("scores", scores.isCut), ("verdicts", verdicts.isCut),
    ] where isCut { summary.leftOut[kind] = .tooMany }
    for (name, known) in flags.sorted {
      summary.categories[StatisticCatalogue.category(of: name)] = known
    }
    for (name, known) in lists.sorted { summary.distributions["items.\(name)"] = known }
    for (name, known) in scores.sorted { summary.distributions["score.\(name)"] = known }
    for (name, known) in verdicts.sorted where !known.isOverflowing {
      summary.categories["verdict.\(name)"] = known
    }
    for (name, known) in mixes.sorted {
      summary.categories[StatisticCatalogue.mixPrefix + name] = known
    }
    if records > 0 { summary.distributions["tokens"] = tokens }
    if promptTokens.count > 0 {
      summary.distributions["answer_tokens.prompt"] = promptTokens
      summary.distributions["answer_tokens.completion"] = completionTokens
    }
    for (name, known) in [
      ("source", sources), ("strategy", strategies), ("teacher", teachers),
      ("outcome", CategoryCounts(counts.outcomes)), ("side", CategoryCounts(counts.sides)),
    ] where known.kindCount > 0 { summary.categories[name] = known }
    finish(&summary)
    return summary
  }

  private func finish(_ summary: inout VersionSummary) {
    let (seen, exact, near) = duplicates.counts
    summary.duplicates = (seen, exact, near)
    let entries = sample.sorted
    let reading = SampleReading(entries)
    summary.levels = reading.levels
    summary.mtldMilli = reading.mtldMilli
    for (field, counts) in reading.openings {
      summary.openings[field] = VersionSummary.Openings(
        texts: reading.openingTotals[field] ?? 0, counts: counts)
    }
    // Where the sample is the whole, nothing need be estimated.
    let isWhole = entries.count == records && !entries.contains { $0.isCut }
    let whole = isWhole ? reading.levels.last?.distinct : nil
    summary.distinct = whole ?? runs.distinct
  }
}
