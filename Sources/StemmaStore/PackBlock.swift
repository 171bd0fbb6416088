import StemmaRecord
import Synchronization

/// A block that has been unpacked.
final class PackBlock: Sendable {
  private let kinds: [ObjectKind]
  private let ends: [Int]
  private let bytes: [UInt8]
  private let asked: Mutex<Asked>

  private enum Asked {
    case never, once
    /// The ids of all objects.
    case all([ObjectID])
  }

  /// - Parameter followsReading: whether it lies behind a block that was read whole, so that it is likely
  ///   to be read whole as well.
  init(_ head: PackFormat.BlockHead, _ bytes: [UInt8], followsReading: Bool) {
    asked = Mutex(followsReading ? .once : .never)
    kinds = head.objects.map(\.kind)
    var end = 0
    ends = head.objects.map { object in
      end += object.length
      return end
    }
    self.bytes = bytes
  }

  var count: Int { kinds.count }
  var sizeBytes: Int { bytes.count }

  func kind(_ index: Int) -> ObjectKind { kinds[index] }

  func content(_ index: Int) -> [UInt8] {
    bytes.withUnsafeBytes { Array(object(index, in: $0)) }
  }

  /// The object's id, by what it holds.
  ///
  /// Who asks for two of a block is likely to read all of it: then they are hashed together, where that
  /// is faster.
  func id(_ index: Int) -> ObjectID {
    let ids: [ObjectID]? = asked.withLock { asked in
      switch asked {
      case .all(let ids): return ids
      case .once where ObjectID.isFasterTogether:
        let ids = Self.ids(of: [self])[0]
        asked = .all(ids)
        return ids
      case .never, .once:
        asked = .once
        return nil
      }
    }
    if let ids { return ids[index] }
    return bytes.withUnsafeBytes { ObjectID(of: kinds[index], object(index, in: $0)) }
  }

  /// Whether the ids of all its objects were computed.
  var wasRead: Bool {
    asked.withLock { asked in
      if case .all = asked { return true }
      return false
    }
  }

  /// The ids of all objects of some blocks, by what they hold.
  static func ids(of blocks: [PackBlock]) -> [[ObjectID]] {
    blocks.map(\.bytes)[...].withEachBytes { raws in
      let objects = zip(blocks, raws).flatMap { block, raw in
        block.kinds.indices.map { (kind: block.kinds[$0], content: block.object($0, in: raw)) }
      }
      let ids: [ObjectID]
      if let kind = objects.first?.kind, objects.allSatisfy({ $0.kind == kind }) {
        ids = ObjectID.each(of: kind, objects.map(\.content))
      } else {
        ids = objects.map { ObjectID(of: $0.kind, $0.content) }
      }
      var start = 0
      return blocks.map { block in
        defer { start += block.count }
        return Array(ids[start..<start + block.count])
      }
    }
  }

  private func object(_ index: Int, in raw: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: raw[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }
}
