import StemmaRecord
import StemmaText

/// Says how probable texts are by what they were made from: a model of bytes that has read the source,
/// and nothing else. The question it does not heed: a row that is wrong as a whole would bring its answer's
/// words along in it.
///
/// A byte's probability after those before it is the share it has after the same five bytes in what was
/// read, mixed with its share after four, and so on down to none, and to all bytes being equal; the more
/// kinds of bytes followed, the more the shorter context counts (Witten and Bell 1991, "The zero-frequency
/// problem", method C). Texts are compared in their normal form. The stock phrase with which it says that it
/// does not know it has by heart, at three bits a character. All of that is computed in integers.
struct EmbeddedScale {
  private static let order = 5
  /// Probabilities are integers of this many binary digits.
  private static let digits = 40
  /// What a character of the stock phrase takes, in bits.
  private static let stockBits = 3
  private static let stock = "I don't know."

  private let read: [UInt8]
  /// For each byte the places behind it.
  private var places: [[Int32]] = Array(repeating: [], count: 256)

  init(_ subject: Subject) {
    let texts =
      switch subject {
      case .section(let section): section.headingPath + [section.text]
      case .seed(let seed): [seed.instruction, seed.response]
      case .row: [subject.sourceText]
      }
    read = Array(texts.map { NormalForm($0).bytes + [0x20] }.joined())
    for (place, byte) in read.enumerated() { places[Int(byte)].append(Int32(place + 1)) }
  }

  /// - Returns: `LogProbabilities` of each text.
  func answer(about continuations: [String]) -> Answer {
    let values = continuations.map { text in
      let bare = text.drop { $0 == " " }
      return bare.utf8.elementsEqual(Self.stock.utf8)
        ? -FixedLogarithm.nats(bits: Self.stockBits * text.scalarCount)
        : millionths(of: NormalForm(text).bytes)
    }
    guard let probabilities = LogProbabilities(millionths: values) else {
      preconditionFailure("no text is that long")
    }
    return Answer(text: probabilities.text)
  }

  private func millionths(of text: [UInt8]) -> Int {
    var sum = Int128(0)
    var before: [UInt8] = [0x20]
    for byte in text {
      sum += Int128(FixedLogarithm.binary(probability(of: byte, after: before)))
      sum -= Int128(Self.digits << FixedLogarithm.digits)
      before.append(byte)
      if before.count > Self.order { before.removeFirst() }
    }
    return FixedLogarithm.millionths(sum)
  }

  /// - Returns: at least 1 of 2^40.
  private func probability(of byte: UInt8, after before: [UInt8]) -> UInt64 {
    var probability = UInt64(1) << (Self.digits - 8)
    func mix(_ count: Int, of all: Int, kinds: Int) {
      probability =
        ((UInt64(count) << Self.digits) + UInt64(kinds) * probability) / UInt64(all + kinds)
    }
    mix(places[Int(byte)].count, of: read.count, kinds: places.count { !$0.isEmpty })
    var found: [Int32] = []
    for length in 1...max(1, before.count) {
      let last = before[before.count - length]
      if length == 1 {
        found = places[Int(last)]
      } else {
        found.removeAll { Int($0) < length || read[Int($0) - length] != last }
      }
      found.removeAll { Int($0) == read.count }
      guard !found.isEmpty else { break }
      var seen: (UInt64, UInt64, UInt64, UInt64) = (0, 0, 0, 0)
      var count = 0
      for place in found {
        let next = read[Int(place)]
        if next == byte { count += 1 }
        let bit = UInt64(1) << UInt64(next & 63)
        switch next >> 6 {
        case 0: seen.0 |= bit
        case 1: seen.1 |= bit
        case 2: seen.2 |= bit
        default: seen.3 |= bit
        }
      }
      let kinds =
        seen.0.nonzeroBitCount + seen.1.nonzeroBitCount + seen.2.nonzeroBitCount
        + seen.3.nonzeroBitCount
      mix(count, of: found.count, kinds: kinds)
    }
    return max(1, probability)
  }
}
