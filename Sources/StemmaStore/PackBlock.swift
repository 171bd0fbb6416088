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
    case often([ObjectID])
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
      case .often(let ids): return ids
      case .once where ObjectID.isFasterTogether:
        let ids = allIDs()
        asked = .often(ids)
        return ids
      case .never, .once:
        asked = .once
        return nil
      }
    }
    if let ids { return ids[index] }
    return bytes.withUnsafeBytes { ObjectID(of: kinds[index], object(index, in: $0)) }
  }

  /// Whether all its ids were wanted.
  var wasRead: Bool {
    asked.withLock { asked in
      if case .often = asked { return true }
      return false
    }
  }

  /// The ids of all its objects, by what they hold.
  func ids() -> [ObjectID] {
    asked.withLock { asked in
      if case .often(let ids) = asked { return ids }
      let ids = allIDs()
      asked = .often(ids)
      return ids
    }
  }

  private func allIDs() -> [ObjectID] {
    bytes.withUnsafeBytes { raw in
      let objects = kinds.indices.map { object($0, in: raw) }
      guard let kind = kinds.first, kinds.allSatisfy({ $0 == kind }) else {
        return zip(kinds, objects).map { ObjectID(of: $0, $1) }
      }
      return ObjectID.each(of: kind, objects)
    }
  }

  private func object(_ index: Int, in raw: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: raw[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }
}
