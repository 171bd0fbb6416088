public import StemmaRecord
import StemmaText

/// Holds rows against what datasets are checked for, one after another.
///
/// It takes some 450 bytes a row: a sketch of each to find near ones by, digests, and its place's name.
public struct DataCheck: Sendable {
  /// Of all that is kept of a kind, no more than this: shapes, beginnings, system prompts.
  private static let kindLimit = 1 << 16
  /// So few rows say nothing of balance, edge cases and beginnings.
  private static let fewRows = 20
  private static let nearness = Millionths(count: 900_000)
  /// A row is compared with so many of one band of its sketch at most.
  private static let mostAlike = 256
  private static let leakNearness = Millionths(count: 800_000)
  /// More different system prompts than this are no matter of intent.
  private static let systemLimit = 50

  private let exampleLimit: Int
  private var rows = 0
  private var totals: [CheckLine: Int] = [:]
  private var faults: [CheckLine: Int] = [:]
  private var examples: [CheckLine: [CheckVerdict.Example]] = [:]

  private var places = ChunkedArray<CheckPlace>()
  private var seenRows: [UInt64: UInt32] = [:]
  private var seenQuestions: [UInt64: UInt32] = [:]
  private var near = NearDuplicates(threshold: Self.nearness, mostAlike: Self.mostAlike)
  private var nearPlaces = ChunkedArray<UInt32>()
  private var sides = SideNeighbours(threshold: Self.leakNearness)
  private var sidePlaces = ChunkedArray<UInt32>()
  private var hasSides = false

  private var shapes: [RowShape: (count: Int, first: [UInt32])] = [:]
  private var conversations = 0
  private var systems: [UInt64: Int] = [:]
  private var firstWithoutSystem: [UInt32] = []
  private var firstWithSystem: [UInt32] = []
  private var lengths: [String: LengthCheck] = [:]
  private var openings: [TextKey: Int] = [:]
  private var openingCount = 0
  private var categories = ByName<CategoryCounts>()
  private var edges = 0

  /// - Parameter exampleLimit: how many examples of each line are kept.
  public init(exampleLimit: Int = 5) { self.exampleLimit = exampleLimit }

  // MARK: Adding

  public mutating func add(_ reading: CheckReading) {
    let number = UInt32(truncatingIfNeeded: places.count)
    places.append(reading.place)
    for line in reading.applies { totals[line, default: 0] += 1 }
    for (line, what) in reading.faults { fault(line, reading.place, what) }
    guard reading.isRow else { return }
    rows += 1
    if let shape = reading.shape { add(shape, number) }
    let isRepeated = addRow(reading, number)
    addSketch(reading, number, isRepeated: isRepeated)
    addSystem(reading, number)
    for length in reading.lengths {
      lengths[length.role, default: LengthCheck()].add(length.scalars, number)
    }
    for opening in reading.openings.map({ TextKey($0) }) {
      openingCount += 1
      if openings[opening] != nil || openings.count < Self.kindLimit {
        openings[opening, default: 0] += 1
      }
    }
    for (field, value) in reading.categories {
      if categories[field] != nil || categories.count < Self.kindLimit {
        categories[field, default: CategoryCounts()].add(value)
      }
    }
    if reading.isEdge { edges += 1 }
  }

  private mutating func fault(_ line: CheckLine, _ place: CheckPlace?, _ what: String) {
    faults[line, default: 0] += 1
    example(line, place, what)
  }

  private mutating func example(_ line: CheckLine, _ place: CheckPlace?, _ what: String) {
    guard examples[line]?.count ?? 0 < exampleLimit else { return }
    examples[line, default: []].append(CheckVerdict.Example(place: place, what: what))
  }

  private mutating func add(_ shape: RowShape, _ number: UInt32) {
    guard shapes[shape] != nil || shapes.count < Self.kindLimit else { return }
    var known = shapes[shape] ?? (0, [])
    known.count += 1
    if known.first.count < exampleLimit { known.first.append(number) }
    shapes[shape] = known
  }

  /// - Returns: whether the row came before.
  private mutating func addRow(_ reading: CheckReading, _ number: UInt32) -> Bool {
    if let before = seenRows[reading.row] {
      fault(.exactDuplicates, reading.place, "it repeats \(places[Int(before)])")
      return true
    }
    seenRows[reading.row] = number
    guard let question = reading.question else { return false }
    if let before = seenQuestions[question] {
      fault(.questions, reading.place, "\(places[Int(before)]) asks the same")
    } else {
      seenQuestions[question] = number
    }
    return false
  }

  private mutating func addSketch(_ reading: CheckReading, _ number: UInt32, isRepeated: Bool) {
    guard let sketch = reading.sketch else { return }
    if let side = reading.side, side != .none {
      hasSides = true
      sides.add(sketch, isHeldOut: side.isHeldOut)
      sidePlaces.append(number)
    }
    guard !isRepeated else { return }
    let compact = CompactSketch(sketch)
    if let found = near.nearest(to: compact) {
      let before = places[Int(nearPlaces[found.number])]
      let share = Millionths(count: found.similarity)
      fault(.nearDuplicates, reading.place, "it is near \(before): \(share)")
    } else {
      // Of those that are alike one is enough to find the others by.
      near.insert(compact)
      nearPlaces.append(number)
    }
  }

  private mutating func addSystem(_ reading: CheckReading, _ number: UInt32) {
    guard reading.isConversation || reading.system != nil else { return }
    conversations += 1
    guard let system = reading.system else {
      if firstWithoutSystem.count < exampleLimit { firstWithoutSystem.append(number) }
      return
    }
    if systems[system] != nil || systems.count < Self.kindLimit { systems[system, default: 0] += 1 }
    if firstWithSystem.count < exampleLimit { firstWithSystem.append(number) }
  }

  // MARK: Finishing

  /// - Parameters:
  ///   - limits: which share of each line's rows may be at fault, in parts per million.
  ///   - skipped: lines that nobody wants to hear of.
  ///   - documented: whether statistics stand beside the rows; nil where that cannot be known.
  public func verdicts(
    limits: [CheckLine: Int] = [:], without skipped: Set<CheckLine> = [], documented: Bool?
  ) -> [CheckVerdict] {
    var copy = self
    copy.finishShapes()
    copy.finishSystems()
    copy.finishLengths()
    copy.finishOpenings(limit: limits[.openings] ?? CheckLine.openings.standardLimit)
    copy.finishBalance()
    copy.finishSides()
    if rows >= 5 * Self.fewRows {
      copy.totals[.edgeCases] = 1
      if edges == 0 {
        copy.fault(.edgeCases, nil, "no question is about an error, a limit or a case that is odd")
      }
    }
    if let documented {
      copy.totals[.statistics] = 1
      if !documented {
        copy.fault(.statistics, nil, "no dataset_info.txt and no README.md beside it")
      }
    }
    return CheckLine.allCases.map { line in
      let total = copy.totals[line] ?? 0
      let faults = copy.faults[line] ?? 0
      let limit = limits[line] ?? line.standardLimit
      let isOver = faults > 0 && faults * 1_000_000 > limit * total
      return CheckVerdict(
        line: line, word: skipped.contains(line) || total == 0 ? .skipped : isOver ? .fail : .pass,
        faults: faults, total: total, limit: limit, examples: copy.examples[line] ?? [])
    }
  }

  private mutating func finishShapes() {
    let common = shapes.max { left, right in
      (left.value.count, right.value.first.first ?? 0)
        < (right.value.count, left.value.first.first ?? 0)
    }?.key
    guard let common else { return }
    let bad = shapes.compactMap { shape, known in
      shape.fault(beside: common).map { (what: $0, count: known.count, first: known.first) }
    }
    for (what, count, first) in bad.sorted(by: { ($0.first.first ?? 0) < ($1.first.first ?? 0) }) {
      faults[.schema, default: 0] += count
      for number in first { example(.schema, places[Int(number)], what) }
    }
  }

  /// Whoever is in the minority is at fault.
  private mutating func finishSystems() {
    let with = systems.values.reduce(0, +)
    let without = conversations - with
    if with > 0, without > 0 {
      faults[.systemPrompts, default: 0] += min(with, without)
      let isLacking = without <= with
      for number in isLacking ? firstWithoutSystem : firstWithSystem {
        example(
          .systemPrompts, places[Int(number)],
          isLacking ? "it has none, and others have" : "it has one, and others have none")
      }
    }
    if systems.count > Self.systemLimit, with < 20 * systems.count {
      fault(.systemPrompts, nil, "there are \(systems.count) different ones")
    }
  }

  private mutating func finishLengths() {
    totals[.lengthOutliers] = lengths.values.reduce(0) { $0 + $1.histogram.count }
    for (role, check) in lengths.sorted(by: { $0.key < $1.key }) {
      let outliers = check.outliers
      faults[.lengthOutliers, default: 0] += outliers.count
      for (number, scalars) in outliers.examples {
        example(
          .lengthOutliers, places[Int(number)],
          "the \(role) has \(scalars) characters, the middle one \(outliers.median)")
      }
    }
  }

  /// - Parameter limit: from which share on one opening is a fault, in parts per million.
  private mutating func finishOpenings(limit: Int) {
    guard openingCount >= Self.fewRows else {
      totals[.openings] = 0
      return
    }
    totals[.openings] = openingCount
    let common = openings.max { ($0.value, $1.key) < ($1.value, $0.key) }
    guard let common, common.value * 1_000_000 > limit * openingCount else { return }
    faults[.openings] = common.value
    example(.openings, nil, "\(common.value) of \(openingCount) begin «\(common.key.text)»")
  }

  /// A value is out of line with less than a fifth of an even share.
  private mutating func finishBalance() {
    for (field, counts) in categories {
      let kinds = counts.kindCount
      guard !counts.isOverflowing, kinds > 1, counts.total >= Self.fewRows,
        counts.total >= 5 * kinds
      else { continue }
      totals[.balance, default: 0] += kinds
      for (value, count) in counts.counts where count * kinds * 5 < counts.total {
        fault(
          .balance, nil,
          "\(count) of \(counts.total) have `\(field)` «\(value.onOneLine(limit: 60))», of \(kinds) values"
        )
      }
    }
  }

  private mutating func finishSides() {
    guard hasSides else { return }
    let pairs = sides.pairs()
    totals[.splitLeakage] = sidePlaces.count
    for pair in pairs {
      fault(
        .splitLeakage, places[Int(sidePlaces[pair.heldOut])],
        "it is held out, and near \(places[Int(sidePlaces[pair.training])]) of training: "
          + "\(Millionths(count: pair.similarity))")
    }
  }
}
