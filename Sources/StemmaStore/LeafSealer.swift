public import StemmaRecord
import Synchronization

/// Leaves of a sequence, one behind the other in one buffer.
public struct LeafBatch: Sendable {
  /// What the first leaf has from the buffer before.
  public let beginning: [UInt8]
  public let bytes: ByteBuffer
  /// Where each leaf ends in `bytes`; each begins where the one before it ends, the first at 0.
  public let ends: [Int]
  /// How many entries each leaf holds.
  public let counts: [Int]

  public init(beginning: [UInt8], bytes: ByteBuffer, ends: [Int], counts: [Int]) {
    precondition(ends.count == counts.count, "each leaf has an end and a count")
    self.beginning = beginning
    self.bytes = bytes
    self.ends = ends
    self.counts = counts
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

/// Names and packs leaves, beside others that do the same.
final class LeafSealer: LeafSealing {
  private let store: Store
  private let dictionary: FrameDictionary
  /// Whether the index lists anything that leaves could be found in.
  private let asksIndex: Bool
  /// Compressors that no thread uses.
  private let idle = Mutex<[Compressor]>([])

  init(_ store: Store, _ dictionary: FrameDictionary, asksIndex: Bool) {
    self.store = store
    self.dictionary = dictionary
    self.asksIndex = asksIndex
  }

  func seal(_ batch: LeafBatch, isThorough: Bool) throws(StoreError) -> SealedLeaves {
    let compressor = idle.withLock { $0.popLast() } ?? Compressor(dictionary)
    defer { idle.withLock { $0.append(compressor) } }
    var children: [SequenceChild] = []
    var blocks: [UInt8] = []
    blocks.reserveCapacity(batch.bytes.count / Self.usualRatio)
    var objects: [PackedObject] = []
    var block = BlockBuilder()
    func endBlock() {
      guard !block.isEmpty else { return }
      objects += block.objects(at: blocks.count)
      block.finish(with: compressor, into: &blocks)
    }
    try batch.withLeaves { leaves throws(StoreError) in
      let ids = ObjectID.each(of: .leaf, leaves)
      for (index, (id, leaf)) in zip(ids, leaves).enumerated() {
        precondition(leaf.count <= StoreLayout.objectLimitBytes, "the leaf rule bounds leaves")
        children.append(SequenceChild(id: id, count: batch.counts[index]))
        if try store.keeps(id, isThorough: isThorough && asksIndex) { continue }
        if block.isFull || BlockBuilder.isLarge(leaf.count) { endBlock() }
        block.add(.leaf, id, lying: leaf)
      }
      endBlock()
    }
    return SealedLeaves(children: children, blocks: blocks, objects: objects)
  }

  /// Blocks are so much smaller than their leaves as a rule, or more.
  private static let usualRatio = 3
}
