import StemmaRecord

/// What one slot's record is about: a scene, remarks and a form, all by number.
///
/// The contents of a variation are numbered, the plainest first, and each slot has a number of its
/// own, so that no two slots of an item have the same content. Temperature widens the window of
/// numbers that are shuffled, top-p narrows it; at temperature 0 they come in their order.
struct InstructionContent {
  let number: Int
  let scene: Int
  /// Different ones; the first two are the content's own, the others for where more are needed.
  let remarks: [Int]
  let form: InstructionForm

  static let remarkCount = InstructionRemarks.all.count
  /// So many more remarks than two are ready.
  static let spareRemarks = 4

  /// - Parameter number: below `count(scenes:)`.
  init(number: Int, scenes: Int) {
    self.number = number
    let forms = InstructionForm.allCases
    let first = number % scenes
    let second = number / scenes % Self.remarkCount
    let third = number / (scenes * Self.remarkCount) % forms.count
    let fourth = number / (scenes * Self.remarkCount * forms.count)
    // Each number has its content, and neighbours differ in everything.
    scene = first
    let remark = (second + 5 * first) % Self.remarkCount
    form = forms[(third + first + second) % forms.count]
    let other = (fourth + 7 * first + 3 * second + third) % (Self.remarkCount - 1)
    var remarks = [remark, other < remark ? other : other + 1]
    var next = remark
    while remarks.count < 2 + Self.spareRemarks {
      next = (next + 7) % Self.remarkCount
      if !remarks.contains(next) { remarks.append(next) }
    }
    self.remarks = remarks
  }

  static func count(scenes: Int) -> Int {
    scenes * remarkCount * (remarkCount - 1) * InstructionForm.allCases.count
  }
}

/// The order in which an item's slots get their contents.
struct InstructionOrder {
  private let count: Int
  private let window: Int
  private let factor: Int
  private let seed: UInt64
  private let item: ItemKey

  /// Primes, each larger than any window.
  private static let factors = [
    1_000_003, 1_299_709, 1_611_623, 1_999_993, 2_750_159, 3_497_861, 4_256_233, 5_800_079,
  ]
  /// A slot's next attempts take numbers from other parts of the order.
  private static let attempts = 10

  init(count: Int, choice: Choice, seed: UInt64, item: ItemKey) {
    self.count = count
    self.seed = seed
    self.item = item
    let share = choice.temperature / 2 * choice.topP / 1_000_000
    window = max(1, min(count, count * share / 1_000_000))
    var draws = Draws(seed: seed, item: item, slot: -1)
    factor = Self.factors[Int(draws.below(UInt64(Self.factors.count)))]
  }

  /// - Returns: nil where all contents are used up.
  func number(slot: Int, attempt: Int) -> Int? {
    guard slot < count else { return nil }
    let place = (slot + attempt * (count / Self.attempts)) % count
    let start = place / window * window
    let size = min(window, count - start)
    guard size > 1 else { return start }
    var draws = Draws(seed: seed, item: item, slot: -2 - start / window)
    let shift = Int(draws.below(UInt64(size)))
    return start + ((place - start) * factor + shift) % size
  }
}
