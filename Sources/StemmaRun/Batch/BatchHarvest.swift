import StemmaRecord

/// What comes of one batch, while it is read.
struct BatchHarvest {
  /// Questions of which nothing was heard yet that ends them.
  private var open: Set<TranscriptKey>
  private var ended: [(key: TranscriptKey, exchange: Exchange)] = []
  private var rejected: [(key: TranscriptKey, exchange: Exchange)] = []
  private(set) var answered = 0
  private(set) var failed = 0
  /// Why questions came back.
  private(set) var reason: String?
  private var rejection: BatchTrouble?
  private var stop: BatchTrouble?
  /// Whether somebody ended the batch.
  private(set) var isCanceled = false
  /// So many exchanges go into the journal together.
  private static let group = 64

  /// - Parameter keys: of the questions that have no answer yet.
  init(of keys: [TranscriptKey]) { open = Set(keys) }

  /// A part that was heard before, or belongs to another batch, changes nothing.
  mutating func add(_ part: BatchPart) {
    guard open.contains(part.key) else { return }
    switch part.outcome {
    case .ended(let exchange):
      open.remove(part.key)
      ended.append((part.key, exchange))
      if case .answered = exchange.result { answered += 1 } else { failed += 1 }
    case .rejected(let exchange, let nextStep):
      open.remove(part.key)
      rejected.append((part.key, exchange))
      if case .failed(let reason) = exchange.result {
        rejection = rejection ?? .final(reason: reason, nextStep: nextStep)
      }
    case .again(let reason): self.reason = reason
    case .canceled: isCanceled = true
    case .stopped(let trouble): stop = stop ?? trouble
    }
  }

  /// Whether what has ended should go onto the disk.
  var isHeavy: Bool { ended.count >= Self.group }

  mutating func takeEnded() -> [(key: TranscriptKey, exchange: Exchange)] {
    defer { ended = [] }
    return ended
  }

  /// Questions that were not liked, where others were answered: they are at fault themselves.
  mutating func takeRejected() -> [(key: TranscriptKey, exchange: Exchange)] {
    defer {
      failed += rejected.count
      rejected = []
      rejection = nil
    }
    return rejected
  }

  var hasRejected: Bool { !rejected.isEmpty }

  /// Questions that are to be submitted again.
  var openCount: Int { open.count + rejected.count }

  /// Why nothing more is to be asked now; nil where it may be.
  var end: BatchTrouble? {
    if let stop { return stop }
    if let rejection { return rejection }
    // Whoever ended it had a reason.
    return isCanceled ? .later(reason: "Somebody canceled the batch.") : nil
  }
}
