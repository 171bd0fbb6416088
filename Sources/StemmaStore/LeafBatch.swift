public import StemmaRecord

/// Leaves of a sequence, one behind the other in one buffer.
public struct LeafBatch: Sendable {
  /// What the first leaf has from the buffer before.
  public let beginning: [UInt8]
  public let bytes: ByteBuffer
  /// Where each leaf ends in `bytes`; each begins where the one before it ends, the first at 0.
  public let ends: [Int]
  /// How many entries each leaf holds.
  public let counts: [Int]
  /// The leaves' ids; nil until they are named.
  public private(set) var ids: [ObjectID]?

  public init(beginning: [UInt8], bytes: ByteBuffer, ends: [Int], counts: [Int]) {
    precondition(ends.count == counts.count, "each leaf has an end and a count")
    self.beginning = beginning
    self.bytes = bytes
    self.ends = ends
    self.counts = counts
  }

  /// Names the leaves while `bytes` are added to a digest that is beside leaves.
  public mutating func name(
    adding bytes: UnsafeRawBufferPointer, to digest: inout AccompaniedDigest
  ) {
    ids = withLeaves { digest.update(bytes, naming: $0) }
  }

  /// The leaves' contents, as copies.
  var contents: [[UInt8]] { withLeaves { $0.map { Array($0) } } }

  /// Calls `body` with what each leaf holds.
  func withLeaves<Value, Failure>(
    _ body: ([UnsafeRawBufferPointer]) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let all = bytes.bytes
    // The first leaf lies in two buffers; all others are where they are.
    let first = beginning + all[..<(ends.first ?? 0)]
    let result: Result<Value, Failure> = first.withUnsafeBytes { first in
      let others = zip(ends, ends.dropFirst()).map { start, end in
        UnsafeRawBufferPointer(rebasing: all[start..<end])
      }
      do throws(Failure) {
        return .success(try body(ends.isEmpty ? [] : [first] + others))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }
}

/// Leaves that are named and, where the store has them not, packed: ready to be written.
public struct SealedLeaves: Sendable {
  /// For the tree above them.
  public let children: [SequenceChild]
  let blocks: [UInt8]
  /// The blocks counted from the first byte of `blocks`.
  let objects: [PackedObject]
}
