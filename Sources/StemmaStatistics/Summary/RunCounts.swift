import StemmaText

/// Counts the runs of one to four words in texts: all of them, how many different ones there are, and
/// how many came before in the same record.
struct RunCounts: Sendable {
  static let longest = 4

  private(set) var runs = [Int](repeating: 0, count: longest)
  /// Of four words.
  private(set) var repeated = 0
  /// One sketch after another, by the runs' length.
  private var registers = [UInt8](repeating: 0, count: longest * HyperLogLog.registerCount)
  private var repetition = Repetition()

  init() {}

  mutating func add(_ words: HashedWords) {
    repetition.begin(words.words.count)
    var (one, two, three, four, again) = (0, 0, 0, 0, 0)
    registers.withUnsafeMutableBufferPointer { registers in
      guard let base = registers.baseAddress else { return }
      words.forEachRun { length, hash in
        HyperLogLog.add(hash, to: base + (length &- 1) &* HyperLogLog.registerCount)
        switch length {
        case 1: one &+= 1
        case 2: two &+= 1
        case 3: three &+= 1
        default:
          four &+= 1
          if repetition.insert(hash) { again &+= 1 }
        }
      }
    }
    for (place, count) in [one, two, three, four].enumerated() { runs[place] += count }
    repeated += again
  }

  mutating func merge(_ other: RunCounts) {
    for place in runs.indices { runs[place] += other.runs[place] }
    repeated += other.repeated
    for place in registers.indices {
      registers[place] = max(registers[place], other.registers[place])
    }
  }

  /// How many different runs of each length, estimated.
  var distinct: [Int] {
    (0..<Self.longest).map { length in
      let start = length * HyperLogLog.registerCount
      return HyperLogLog.estimate(registers[start..<start + HyperLogLog.registerCount])
    }
  }
}
