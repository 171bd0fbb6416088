public import StemmaRecord
public import StemmaTask

/// Makes a plan and lets it grow by rounds.
///
/// Round 0 is a pure function of manifest and inputs; round r+1 of the plan and all verdicts up to
/// r.
public struct Planner: Sendable {
  /// Raised whenever the same manifest and subjects would give another plan.
  public static let revision = 1
  /// One prompt asks for so many slots at most.
  static let slotsPerPrompt = 10
  /// Records wanted where a manifest names neither `count` nor `per_section`.
  static let standardCount = 10

  public let items: [PlanItem]
  /// For each item the place of its subject among all subjects.
  public let owners: [Int]
  /// Records wanted in all; nil where only `per_section` sets a ceiling, and of a sample.
  public let wanted: Int?
  /// Slots planned so far; of a sample, its own.
  public private(set) var slotCount = 0
  /// Slots that the plan would begin with if it were no sample's.
  public private(set) var wholeSlotCount = 0
  /// How often one slot is asked for at most.
  public var maxAttempts: Int { manifest.sample == nil ? manifest.maxAttempts : 1 }

  private let manifest: Manifest
  private let task: any TaskDefinition
  private let missingIsFinal: Bool
  private let slotsPerPrompt: Int
  /// Records wanted in all, a sample's plan included.
  private let aim: Int?
  private var waiting = AskingQueue()
  /// What was asked last.
  private var last: [Asking] = []
  /// Nil without a mix.
  private var steering: MixSteering?
  /// How many combinations each subject and strategy has; 1 where nothing is expanded.
  private let combinations: Int
  /// The most slots of one subject; `Int.max` without a limit.
  private let ceiling: Int
  private let subjects: [PlannedSubject]
  /// Slots given to each subject so far.
  private var quotas: [Int]
  /// Slots each item has so far.
  private var slots: [Int]
  /// Items that left a slot empty: they are asked for no further one.
  private var exhausted: Set<Int> = []
  /// How many slots of an item stayed open for a reason that says little about the next one.
  private var accidents: [Int: Int] = [:]

  private struct PlannedSubject {
    let weight: Int
    /// Which of several strategies begins; a matter of the subject alone.
    let turn: Int
    /// By strategy, in the order of the task's shares, and of each its combinations.
    let items: [Int]
  }

  /// - Parameters:
  ///   - subjects: in the order of inputs and places.
  ///   - missingIsFinal: the teacher is a pure function, so asking again gives nothing more.
  ///   - prompts: how many the template has to choose from.
  public init(
    _ manifest: Manifest, subjects: [Subject], task: any TaskDefinition, missingIsFinal: Bool,
    prompts: Int = 1
  ) {
    let expand = manifest.expanded(prompts: prompts)
    self.manifest = manifest
    self.task = task
    self.missingIsFinal = missingIsFinal
    let samples = manifest.expand?.samplesPerPrompt
    steering = manifest.mix.map { MixSteering($0, seed: manifest.sampling.seed ?? 0) }
    slotsPerPrompt = Self.slotsPerPrompt(manifest, task)
    let strategies = task.shares(of: 2, strategy: manifest.strategy, turn: 0).map(\.strategy)
    let expansions = expand?.expansions(seed: manifest.sampling.seed ?? 0) ?? [.none]
    combinations = expansions.count
    let perSubject =
      manifest.perSection
      ?? (samples == nil ? task.perSubject.map { $0 * expansions.count } : nil)
    aim = manifest.count ?? (perSubject == nil && samples == nil ? Self.standardCount : nil)
    wanted = manifest.sample == nil ? aim : nil
    ceiling = min(
      perSubject ?? Int.max,
      samples.map { $0 * strategies.count * expansions.count } ?? Int.max)
    var items: [PlanItem] = []
    var owners: [Int] = []
    self.subjects = subjects.enumerated().map { index, subject in
      let first = items.count
      for strategy in strategies {
        items += expansions.map {
          PlanItem(subject: subject, strategy: strategy, expansion: $0)
        }
      }
      owners += (first..<items.count).map { _ in index }
      let turn = ItemKey(subject.keyParts).digest.prefix64 >> 32
      return PlannedSubject(
        weight: subject.weight, turn: Int(turn), items: Array(first..<items.count))
    }
    self.items = items
    self.owners = owners
    quotas = subjects.map { _ in 0 }
    slots = items.map { _ in 0 }
  }

  /// Fewer than usual where so many rows would not fit into an answer, or into a batch.
  private static func slotsPerPrompt(_ manifest: Manifest, _ task: any TaskDefinition) -> Int {
    if task.entry.rowUse == .additions { return 1 }
    let most = min(
      slotsPerPrompt, task.rowsPerPrompt ?? slotsPerPrompt, manifest.batch ?? slotsPerPrompt)
    guard let limit = manifest.sampling.maxTokens, let each = task.tokensPerRow else { return most }
    return max(1, min(most, limit / each))
  }

  /// What is asked first: all that the plan begins with, or as much as a batch may have.
  public mutating func firstRound() -> [Asking] {
    waiting.append(beginning())
    return take([])
  }

  /// What the plan begins with, whatever its rounds; empty where there are no subjects.
  public mutating func beginning() -> [Asking] {
    let ceilings = subjects.map { _ in ceiling }
    let growth =
      aim.map { Allocation.spread($0, over: subjects.map(\.weight), ceilings: ceilings) }
      ?? ceilings
    var all = grow(growth)
    let total = aim ?? slotCount
    steer { [items] in $0.plan(&all, items, besides: [], of: total) }
    wholeSlotCount = slotCount
    guard let sample = manifest.sample else { return all }
    all = SampleChoice.choose(
      all, items, early: 0..<unsteeredCount(all), atLeast: sample,
      seed: manifest.sampling.seed ?? 0)
    slotCount = all.reduce(0) { $0 + $1.slots.count }
    return all
  }

  /// How many of a plan's first askings stay as they are, whatever comes of any: where a mix is steered
  /// from round to round, those of the first one.
  private func unsteeredCount(_ all: [Asking]) -> Int {
    guard manifest.isSteered else { return all.count }
    var queue = AskingQueue()
    queue.append(all)
    return queue.take(manifest.batch).count
  }

  /// What is asked next: open slots again, as far as the manifest wants it and attempts are left; and
  /// where a number is wanted, new slots of subjects that have given all they were asked for.
  ///
  /// - Parameters:
  ///   - open: the slots that stayed open in the round before, in plan order.
  ///   - kept: records kept so far.
  /// - Returns: empty where the plan has come to its end.
  public mutating func nextRound(after open: [OpenSlot], kept: Int) -> [Asking] {
    steering?.judge(last, open: open)
    last = []
    guard manifest.sample == nil else { return [] }
    var again: [OpenSlot] = []
    for slot in open {
      let isFinal = slot.isMissing && missingIsFinal
      let isWanted = manifest.askAgain.contains { slot.rejections.contains($0) }
      if isWanted && !isFinal && slot.attempt + 1 < manifest.maxAttempts {
        again.append(slot)
      } else if isWanted || !slot.rejections.isDisjoint(with: [.dropped, .missing]) {
        exhausted.insert(slot.item)
      } else {
        accidents[slot.item, default: 0] += 1
        if accidents[slot.item] == manifest.maxAttempts { exhausted.insert(slot.item) }
      }
    }
    let askings = retries(again)
    let planned = kept + again.count + waiting.slotCount
    if let wanted, wanted > planned {
      let growth = Allocation.spread(
        wanted - planned, over: subjects.map(\.weight),
        ceilings: subjects.indices.map { index in
          let isAlive = subjects[index].items.contains { !exhausted.contains($0) }
          return isAlive ? ceiling - quotas[index] : 0
        })
      var new = grow(growth)
      steer { [items] in $0.plan(&new, items, besides: askings, of: wanted) }
      waiting.append(new)
    }
    return take(askings)
  }

  /// A round: what is asked again, and of what waits as much as a batch leaves room for.
  private mutating func take(_ again: [Asking]) -> [Asking] {
    if manifest.sample != nil {
      last = waiting.take(nil)
      return last
    }
    let slots = again.reduce(0) { $0 + $1.slots.count }
    var round = again + waiting.take(manifest.batch.map { $0 - slots })
    let total = wanted ?? slotCount
    steer { [items] in $0.steer(&round, again: again.count, items, of: total) }
    last = round
    return last
  }

  /// Does something with what steers a mix; nothing without one.
  private mutating func steer(_ body: (inout MixSteering) -> Void) {
    guard var steering else { return }
    body(&steering)
    self.steering = steering
  }

  /// How far the mix is met by what was kept; empty without one, and for a sample, which promises no shares.
  public var balance: [MixBalance] {
    guard let steering, manifest.sample == nil else { return [] }
    return zip(steering.mix.axes, steering.kept).map {
      MixBalance($0, of: wanted ?? slotCount, kept: $1)
    }
  }

  /// The values of the mix that take the most words; empty without one.
  public var longestMix: [Int] { manifest.mix?.longest ?? [] }

  /// The most slots that the plan can come to have, whatever is answered.
  ///
  /// Where a number is wanted, each slot that stays empty for good gives way to a new one. An item has
  /// fewer than `max_attempts` of those and goes on; what it has when it is exhausted came to it in the
  /// `max_attempts` rounds before, in each no more than its subject's share, by weight, of the number
  /// wanted, rounded up. Added up over subjects in the order of their end, such shares make at most the
  /// logarithm of all weight over the least, and one.
  public var mostSlots: Int {
    guard let wanted else { return slotCount }
    let weights = subjects.map(\.weight).filter { $0 > 0 }
    guard let least = weights.min() else { return slotCount }
    let ratio = weights.reduce(0, +) / least + 1
    let logarithm = Int.bitWidth - ratio.leadingZeroBitCount
    let attempts = manifest.maxAttempts
    let strategies = items.count / subjects.count
    let all = items.count * wanted
    // In batches an item may have grown for many rounds before it is known to be exhausted.
    let last =
      manifest.batch == nil
      ? min(all, attempts * strategies * (wanted * (logarithm + 1) + subjects.count)) : all
    let most = wanted + items.count * (attempts - 1) + last
    let (limit, isNone) = ceiling.multipliedReportingOverflow(by: subjects.count)
    return max(slotCount, isNone ? most : min(most, limit))
  }

  /// Adds slots to subjects and asks for them.
  private mutating func grow(_ growth: [Int]) -> [Asking] {
    var askings: [Asking] = []
    for (index, more) in growth.enumerated() where more > 0 {
      let subject = subjects[index]
      let before = shares(of: quotas[index], subject)
      quotas[index] += more
      let after = shares(of: quotas[index], subject)
      var shares = zip(after, before).map { $0 - $1 }
      // What an exhausted item cannot take, another one of the subject gets.
      if let heir = subject.items.indices.first(where: { !exhausted.contains(subject.items[$0]) }) {
        for place in shares.indices where exhausted.contains(subject.items[place]) {
          shares[heir] += shares[place]
          shares[place] = 0
        }
      }
      for (item, share) in zip(subject.items, shares) where share > 0 {
        askings += ask(item, slots[item]..<slots[item] + share)
        slots[item] += share
      }
    }
    return askings
  }

  private func shares(of quota: Int, _ subject: PlannedSubject) -> [Int] {
    let shares = task.shares(of: quota, strategy: manifest.strategy, turn: subject.turn)
    return combinations == 1
      ? shares.map(\.slots) : shares.flatMap { spread($0.slots, from: subject.turn) }
  }

  /// Slots of a strategy over its combinations, as evenly as can be; which of them begins is a matter
  /// of the subject alone.
  private func spread(_ slots: Int, from turn: Int) -> [Int] {
    (0..<combinations).map { place in
      let rank = (place + turn) % combinations
      return slots / combinations + (rank < slots % combinations ? 1 : 0)
    }
  }

  private mutating func ask(_ item: Int, _ range: Range<Int>) -> [Asking] {
    stride(from: range.lowerBound, to: range.upperBound, by: slotsPerPrompt).flatMap { first in
      runs(item, first..<min(first + slotsPerPrompt, range.upperBound))
    }.map { part in
      let place = slotCount + 1
      slotCount += part.count
      return Asking(item: item, slots: part, attempt: 0, place: place)
    }
  }

  /// One prompt goes to one teacher.
  private func runs(_ item: Int, _ slots: Range<Int>) -> [Range<Int>] {
    manifest.pool?.runs(slots, of: items[item].key, seed: manifest.sampling.seed ?? 0) ?? [slots]
  }

  /// Neighbouring slots at the same attempt are asked for together.
  private func retries(_ open: [OpenSlot]) -> [Asking] {
    var askings: [Asking] = []
    for slot in open {
      if let last = askings.last, last.item == slot.item, last.slots.upperBound == slot.ordinal,
        last.attempt == slot.attempt + 1, last.slots.count < slotsPerPrompt, last.mix == slot.mix,
        runs(slot.item, last.slots.lowerBound..<slot.ordinal + 1).count == 1
      {
        askings[askings.count - 1] = Asking(
          item: last.item, slots: last.slots.lowerBound..<slot.ordinal + 1,
          attempt: last.attempt, place: last.place, mix: last.mix)
      } else {
        askings.append(
          Asking(
            item: slot.item, slots: slot.ordinal..<slot.ordinal + 1, attempt: slot.attempt + 1,
            place: slot.place, mix: slot.mix))
      }
    }
    return askings
  }
}

extension Manifest {
  /// Whether what is planned may be given other values of the mix while it waits for its round.
  fileprivate var isSteered: Bool { mix != nil && batch != nil }

  /// Raised whenever the same plan would give another sample; nil where it is none. Since 2 a sample of a
  /// plan that is steered begins with what no steering changes.
  public var sampleRevision: Int? { sample.map { _ in isSteered ? 2 : 1 } }
}
