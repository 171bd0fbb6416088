public import StemmaRecord
public import StemmaStatistics
public import StemmaStore
import Synchronization

/// Makes a version's statistics, or takes those that were kept.
public struct Summarizer: Sendable {
  /// So many leaves a thread reads before it looks for others.
  private static let batchLeaves = 64

  private let store: Store
  private let width: Int
  private let drawKey: (@Sendable () -> [UInt8])?
  private let progress: @Sendable (SummaryProgress) -> Void

  /// - Parameters:
  ///   - width: how many threads read side by side; never changes the result.
  ///   - drawKey: gives sixteen bytes that nobody may foretell, for a store's digests; where it is nil, none
  ///     are made in a store that has no key yet.
  ///   - progress: told now and then, by whichever thread.
  public init(
    _ store: Store, width: Int, drawKey: (@Sendable () -> [UInt8])? = nil,
    progress: @escaping @Sendable (SummaryProgress) -> Void = { _ in }
  ) {
    self.drawKey = drawKey
    self.store = store
    self.width = max(1, width)
    self.progress = progress
  }

  /// A version's statistics; made now, and kept, where they are not at hand, together with digests of its
  /// records, by which it is compared.
  ///
  /// - Throws: `StoreError` where the version's records cannot be read.
  public func summary(of receipt: Receipt) throws -> VersionSummary {
    let records = receipt.roots.records
    // What cannot be kept is not made.
    let hash = store.isWritable ? store.entryHash(drawing: drawKey) : nil
    let lacksDigests = hash.map { !store.hasDigests(of: records, by: $0) } ?? false
    if !lacksDigests, let kept = kept(of: receipt) { return kept }
    let (summary, digests) = try make(receipt, hash)
    store.keep(summary.json, as: Self.key(of: receipt))
    if let digests { store.keep(digests, of: records) }
    return summary
  }

  /// The files in which a version's statistics are kept, digests of its records with their key, and which of
  /// its leaves hold no benchmark's text, relative to the store's folder.
  public static func files(of receipt: Receipt, in store: Store) -> [String] {
    [Store.summaryFile(of: key(of: receipt))] + store.digestsFiles(of: receipt.roots.records)
      + CleanLeaves.files(of: receipt, in: store)
  }

  /// A version's statistics where they are at hand; none are made.
  public func kept(of receipt: Receipt) -> VersionSummary? {
    store.summary(Self.key(of: receipt)).flatMap(VersionSummary.init(json:))
  }

  /// A summary is a function of what was kept, what was said and answered, and how slots ended.
  private static func key(of receipt: Receipt) -> JSONValue {
    [
      "counts": .object(receipt.counts.json),
      "ledger": .string(receipt.roots.ledger.description),
      "records": .string(receipt.roots.records.description),
      "revisions": .object(VersionSummary.revisions),
      "traces": .string(receipt.roots.traces.description),
      "transcript": .string(receipt.roots.transcript.description),
    ]
  }

  private func make(
    _ receipt: Receipt, _ hash: SipHash?
  ) throws -> (summary: VersionSummary, digests: EntryDigests?) {
    let sequences = Sequences(
      records: try store.records(of: receipt),
      traces: try SequenceReader(receipt.roots.traces, from: store),
      ledger: try SequenceReader(receipt.roots.ledger, from: store),
      transcript: try SequenceReader(receipt.roots.transcript, from: store), hash: hash)
    var batches = try Self.batches(.records, sequences.records.leaves())
    batches += try Self.batches(.traces, sequences.traces.leaves())
    batches += try Self.batches(.ledger, sequences.ledger.leaves())
    batches += try Self.batches(.transcript, sequences.transcript.leaves())
    let queue = Queue(batches, total: sequences.records.count, progress)
    let parts = try Parallel.map(Array(0..<width), width: width, atOnce: 1) { _ in
      var part = Part()
      do {
        while let (number, batch) = queue.next() {
          try Task.checkCancellation()
          try sequences.read(batch, number, into: &part)
          queue.done(batch)
        }
      } catch {
        // What the others make would be of no use.
        queue.stop()
        throw error
      }
      return part
    }
    var whole = VersionSketch()
    for part in parts { whole.merge(part.sketch) }
    var digests = hash.map { EntryDigests(by: $0) }
    for batch in parts.flatMap(\.digests).sorted(by: { $0.batch < $1.batch }) {
      digests?.append(batch.digests)
    }
    return (whole.summary(receipt.counts), digests)
  }

  /// What one thread makes of the batches that it gets.
  private struct Part: Sendable {
    var sketch = VersionSketch()
    /// Of each batch of records, by its number.
    var digests: [(batch: Int, digests: EntryDigests)] = []
  }

  private static func batches(_ kind: Batch.Kind, _ leaves: [SequenceChild]) -> [Batch] {
    stride(from: 0, to: leaves.count, by: batchLeaves).map { start in
      let part = leaves[start..<min(leaves.count, start + batchLeaves)]
      return Batch(kind: kind, leaves: part.map(\.id), entries: part.reduce(0) { $0 + $1.count })
    }
  }

  /// Leaves that are read one after another.
  private struct Batch: Sendable {
    enum Kind { case records, traces, ledger, transcript }
    let kind: Kind
    let leaves: [ObjectID]
    let entries: Int
  }

  /// What a version's statistics are made of.
  private struct Sequences: Sendable {
    let records: SequenceReader
    let traces: SequenceReader
    let ledger: SequenceReader
    let transcript: SequenceReader
    /// Hashes records; nil where digests of them are not kept.
    let hash: SipHash?

    /// - Parameter number: the batch's among all.
    func read(_ batch: Batch, _ number: Int, into part: inout Part) throws {
      var digests = hash.map { EntryDigests(by: $0) }
      for leaf in batch.leaves {
        switch batch.kind {
        case .records:
          for entry in try records.entries(of: leaf) {
            part.sketch.add(try records.record(entry, of: leaf))
            digests?.append(entry)
          }
        case .traces:
          for entry in try traces.entries(of: leaf) {
            if let trace = entry.json() { part.sketch.add(trace: trace) }
          }
        case .ledger:
          for entry in try ledger.entries(of: leaf) {
            if let json = entry.json() { part.sketch.add(rejected: json) }
          }
        case .transcript:
          for entry in try transcript.entries(of: leaf) {
            if let json = entry.json() { part.sketch.add(exchange: json) }
          }
        }
      }
      if batch.kind == .records, let digests { part.digests.append((number, digests)) }
    }
  }

  /// Which batch is read next; whoever comes first gets it.
  private final class Queue: Sendable {
    private let batches: [Batch]
    private let total: Int
    private let progress: @Sendable (SummaryProgress) -> Void
    private let state = Mutex((next: 0, records: 0))

    init(
      _ batches: [Batch], total: Int, _ progress: @escaping @Sendable (SummaryProgress) -> Void
    ) {
      self.batches = batches
      self.total = total
      self.progress = progress
    }

    func next() -> (number: Int, batch: Batch)? {
      state.withLock { state in
        guard state.next < batches.count else { return nil }
        defer { state.next += 1 }
        return (state.next, batches[state.next])
      }
    }

    /// Ends the work: there is no next batch.
    func stop() { state.withLock { $0.next = batches.count } }

    func done(_ batch: Batch) {
      guard batch.kind == .records else { return }
      let records = state.withLock { state in
        state.records += batch.entries
        return state.records
      }
      progress(SummaryProgress(records: records, total: total))
    }
  }
}

/// How far the reading of a version has come.
public struct SummaryProgress: Sendable {
  public let records: Int
  /// How many there are.
  public let total: Int
}
