import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("dictionaries by trial")
struct DictionaryTrainingTests {
  private let words = [
    "tide", "harbour", "lantern", "winter", "keel", "gull", "rope", "salt", "pier",
  ]

  /// Leaves of some records each, that share words and no more.
  private func leaves(_ count: Int, seed: UInt64) -> [[UInt8]] {
    var dice = Dice(seed)
    return (0..<count).map { number in
      var text = ""
      for record in 0..<5 {
        text += #"["r\#(number)-\#(record)",{"row":{"question":"Which of them is it?","answer":""#
        for _ in 0..<60 { text += (words.randomElement(using: &dice) ?? "") + " " }
        text += "\"}}]\n"
      }
      return Array(text.utf8)
    }
  }

  private func noise(_ count: Int, bytes: Int) -> [[UInt8]] {
    var dice = Dice(9)
    return (0..<count).map { _ in
      (0..<bytes).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }
  }

  /// What other leaves take in blocks.
  private func packed(_ leaves: [[UInt8]], _ dictionary: FrameDictionary) -> Int {
    let compressor = Compressor(dictionary)
    var frames: [UInt8] = []
    for start in stride(from: 0, to: leaves.count, by: 6) {
      Array(leaves[start..<min(start + 6, leaves.count)].joined()).withUnsafeBytes {
        compressor.compress($0, into: &frames)
      }
    }
    return frames.count
  }

  @Test("a dictionary makes leaves smaller that it has not seen, the same one each time")
  func worth() {
    let samples = leaves(400, seed: 1)
    let best = DictionaryTraining(samples).best(packBytes: 100 << 20)
    #expect(best.bytes == DictionaryTraining(samples).best(packBytes: 100 << 20).bytes)
    let others = leaves(200, seed: 2)
    #expect(packed(others, best) < packed(others, FrameDictionary([])))
  }

  @Test("a pack that holds little has no larger dictionary than one that holds much")
  func size() {
    let samples = leaves(200, seed: 3)
    let sizes = [1 << 18, 1 << 22, 1 << 28].map {
      DictionaryTraining(samples).best(packBytes: $0).bytes.count
    }
    #expect(sizes == sizes.sorted())
    #expect(sizes[0] < sizes[2])
  }

  @Test(
    "one huge leaf among small ones does not hide what they have in common", arguments: [0, 1, 200])
  func huge(place: Int) {
    var samples = leaves(200, seed: 4)
    samples.insert(contentsOf: noise(1, bytes: 20 << 20), at: place)
    let best = DictionaryTraining(samples).best(packBytes: 100 << 20)
    let others = leaves(200, seed: 5)
    #expect(packed(others, best) < packed(others, FrameDictionary([])))
  }

  @Test(
    "what has nothing in common has no dictionary, and neither has what is too little to learn from"
  )
  func none() {
    let few = [[], [[]], [[1, 2, 3]], noise(1, bytes: 3 << 20), noise(200, bytes: 3000)]
    for samples in few {
      #expect(DictionaryTraining(samples).best(packBytes: 100 << 20).bytes.isEmpty)
    }
  }
}
