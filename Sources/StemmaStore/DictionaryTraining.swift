import CZstd

/// Learns what a pack's objects have in common, by trial: what serves best differs from one kind of text to
/// the next by a tenth.
struct DictionaryTraining {
  /// About so many bytes of samples are looked at, spread over all of them.
  private static let lookedBytes = 1 << 20
  /// Of each sample no more than so much: one that is huge tells little of the others.
  private static let sampleLimit = 64 << 10

  /// How a dictionary is learnt: its size, and that of the segments of samples that it is put together from.
  private struct Way {
    let sizeBytes: Int
    let segmentBytes: UInt32
  }

  /// See CONTRIBUTING.md: texts made of the same few sentences want a small dictionary, prose a large one.
  private static let ways = [8, 10, 16, 64].flatMap { kilobytes in
    [512, 1024].map { Way(sizeBytes: kilobytes << 10, segmentBytes: $0) }
  }

  /// What is learnt from, every other sample, one behind the other.
  private let learnt: [UInt8]
  private let sizes: [Int]
  /// What is packed to see what came of it.
  private let blocks: [[UInt8]]

  init(_ samples: [[UInt8]]) {
    let samples = samples.map { $0.prefix(Self.sampleLimit) }
    let total = samples.reduce(0) { $0 + $1.count }
    let step = max(1, (total + Self.lookedBytes / 2) / Self.lookedBytes)
    var learnt: [UInt8] = []
    var sizes: [Int] = []
    var blocks: [[UInt8]] = [[]]
    for (number, place) in stride(from: 0, to: samples.count, by: step).enumerated() {
      if number % 2 == 0 {
        learnt += samples[place]
        sizes.append(samples[place].count)
        continue
      }
      if blocks[blocks.count - 1].count >= PackFormat.blockBytes { blocks.append([]) }
      blocks[blocks.count - 1] += samples[place]
    }
    self.learnt = learnt
    self.sizes = sizes
    self.blocks = blocks
  }

  /// - Parameter packBytes: what the pack is likely to hold: a larger dictionary has to be worth its own
  ///   size.
  /// - Returns: the dictionary by which the pack becomes smallest, which may be none.
  func best(packBytes: Int) -> FrameDictionary {
    // Whoever waits for it has no other work yet; each way takes some megabytes while it is tried.
    let tried = Parallel.map(Self.ways, width: 2, atOnce: 1) { way in
      let dictionary = FrameDictionary(train(way))
      return (dictionary, cost(of: dictionary, packBytes))
    }
    let none = FrameDictionary([])
    return tried.reduce((none, cost(of: none, packBytes))) { $1.1 < $0.1 ? $1 : $0 }.0
  }

  /// - Returns: empty where the samples are too few.
  private func train(_ way: Way) -> [UInt8] {
    var parameters = ZDICT_fastCover_params_t()
    parameters.k = way.segmentBytes
    parameters.d = 8
    parameters.f = 20
    parameters.accel = 1
    return [UInt8](unsafeUninitializedCapacity: way.sizeBytes) { out, count in
      let made = ZDICT_trainFromBuffer_fastCover(
        out.baseAddress, way.sizeBytes, learnt, sizes, UInt32(sizes.count), parameters)
      count = ZDICT_isError(made) == 0 ? made : 0
    }
  }

  /// What a pack of so many bytes would take, by what the samples take that were not learnt from; in bytes
  /// times theirs.
  private func cost(of dictionary: FrameDictionary, _ packBytes: Int) -> Int {
    let compressor = Compressor(dictionary)
    var packed = 0
    var frame: [UInt8] = []
    for block in blocks {
      block.withUnsafeBytes { compressor.compress($0, into: &frame) }
      packed += frame.count
      frame.removeAll(keepingCapacity: true)
    }
    let tested = blocks.reduce(0) { $0 + $1.count }
    return dictionary.bytes.count * tested + packed * packBytes
  }
}
