import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("blocks")
struct BlockBuilderTests {
  @Test(
    "a block is the same whether its objects are copied or lie where they are", arguments: 0..<20)
  func lying(seed: UInt64) {
    var dice = Dice(seed)
    let bytes = (0..<20_000).map { _ in UInt8.random(in: 0x61...0x64, using: &dice) }
    let dictionary = FrameDictionary(Array(bytes.prefix(4_000)))
    let (one, another) = (Compressor(dictionary), Compressor(dictionary))
    var (copied, lying) = (BlockBuilder(), BlockBuilder())
    var (fromCopied, fromLying): ([UInt8], [UInt8]) = ([], [])
    bytes.withUnsafeBytes { raw in
      var start = 0
      while start < raw.count {
        let end = min(raw.count, start + Int.random(in: 0...3_000, using: &dice))
        let object = UnsafeRawBufferPointer(rebasing: raw[start..<end])
        let id = ObjectID(of: .leaf, object)
        copied.add(.leaf, id, object)
        if Bool.random(using: &dice) {
          lying.add(.leaf, id, lying: object)
        } else {
          lying.add(.leaf, id, object)
        }
        // What is left out between two objects is no part of the block.
        start = end + (Int.random(in: 0..<4, using: &dice) == 0 ? 100 : 0)
        #expect(lying.isFull == copied.isFull)
        if copied.isFull || start >= raw.count {
          #expect(lying.objects(at: 7) == copied.objects(at: 7))
          copied.finish(with: one, into: &fromCopied)
          lying.finish(with: another, into: &fromLying)
        }
      }
    }
    #expect(fromLying == fromCopied)
    #expect(!fromCopied.isEmpty)
  }

  @Test("an empty object says nothing about where the next ones lie")
  func empty() {
    let bytes = Array("what stands before it, and the object".utf8)
    let compressor = Compressor(FrameDictionary([]))
    var (copied, lying) = (BlockBuilder(), BlockBuilder())
    var (fromCopied, fromLying): ([UInt8], [UInt8]) = ([], [])
    bytes.withUnsafeBytes { raw in
      for range in [0..<0, 26..<30, 30..<30, 30..<raw.count] {
        let object = UnsafeRawBufferPointer(rebasing: raw[range])
        let id = ObjectID(of: .leaf, object)
        copied.add(.leaf, id, object)
        lying.add(.leaf, id, lying: object)
      }
      copied.finish(with: compressor, into: &fromCopied)
      lying.finish(with: compressor, into: &fromLying)
    }
    #expect(fromLying == fromCopied)
  }
}
