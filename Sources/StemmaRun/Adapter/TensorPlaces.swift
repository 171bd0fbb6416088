import StemmaRecord

/// Where the tensors of a file of weights stand: each as long as its type and shape say, one behind the
/// other from the head on.
struct TensorPlaces {
  private var all: [(name: String, bytes: Range<Int>)] = []
  private var names: Set<[UInt8]> = []

  /// More tensors than any adapter has.
  static let limit = 1 << 17

  /// The bits of one number of each type that safetensors has.
  private static let bits = [
    "BOOL": 8, "U8": 8, "I8": 8, "U16": 16, "I16": 16, "U32": 32, "I32": 32, "U64": 64, "I64": 64,
    "F4": 4, "F6_E2M3": 6, "F6_E3M2": 6, "F8_E4M3": 8, "F8_E4M3FNUZ": 8, "F8_E5M2": 8,
    "F8_E5M2FNUZ": 8, "F8_E8M0": 8, "F16": 16, "BF16": 16, "F32": 32, "F64": 64, "C64": 64,
  ]

  var count: Int { all.count }

  /// Where the last one ends, from the end of the head.
  var endBytes: Int { all.map(\.bytes.upperBound).max() ?? 0 }

  /// - Parameter bytes: from the end of the head.
  /// - Returns: what is wrong with it; nil where it is as long as it should be, or of a type that is not
  ///   known.
  mutating func add(_ name: String, type: String, shape: [Int], _ bytes: Range<Int>) -> String? {
    guard names.insert(Array(name.utf8)).inserted else { return "stands there twice" }
    all.append((name, bytes))
    guard let bits = Self.bits[type] else { return nil }
    var size = bits
    for length in shape {
      let (product, isTooLarge) = size.multipliedReportingOverflow(by: length)
      guard !isTooLarge else { return "is larger than any file" }
      size = product
    }
    guard size % 8 == 0, size / 8 == bytes.count else {
      return "has \(bytes.count) bytes, and of \(type) \(shape) it would have \((size + 7) / 8)"
    }
    return nil
  }

  /// The first tensor that does not begin where the one before it ends.
  func misplaced() -> (name: String, reason: String)? {
    var end = 0
    let ordered = all.sorted {
      ($0.bytes.lowerBound, $0.bytes.upperBound) < ($1.bytes.lowerBound, $1.bytes.upperBound)
    }
    for (name, bytes) in ordered {
      if bytes.lowerBound < end {
        return (name, "shares \(end - bytes.lowerBound) bytes with another one")
      }
      if bytes.lowerBound > end {
        return (name, "has \(bytes.lowerBound - end) bytes before it that are no tensor's")
      }
      end = bytes.upperBound
    }
    return nil
  }
}
