public import StemmaRecord
import Synchronization

/// The exchanges that versions were made from, found by their keys.
///
/// It is made from the transcripts whenever it is wanted; a leaf that versions share is read once. It
/// holds the first half of each key, and the number of the leaf it stands in.
public final class Transcripts: Sendable {
  private let source: any ObjectSource
  private let leaves: [ObjectID]
  private let places: [ObjectPrefix: UInt32]
  /// The leaf read last: neighbours are asked for one after another.
  private let last = Mutex<(leaf: UInt32, content: LeafEntries)?>(nil)

  /// Those of one version, failures included.
  public convenience init(of receipt: Receipt, from source: any ObjectSource) throws(StoreError) {
    try self.init([receipt.roots.transcript], from: source, forOthers: false)
  }

  /// - Parameters:
  ///   - roots: of two exchanges to one question the first one counts.
  ///   - forOthers: other runs are to be served: failures do not count, and what cannot be read is
  ///     passed over; `verify` names it.
  init(
    _ roots: [ObjectID], from source: any ObjectSource, forOthers: Bool
  ) throws(StoreError) {
    self.source = source
    var leaves: [ObjectID] = []
    var seen: Set<ObjectID> = []
    var places: [ObjectPrefix: UInt32] = [:]
    for root in roots {
      do throws(StoreError) {
        for leaf in try SequenceReader(root, from: source).leaves()
        where seen.insert(leaf.id).inserted {
          let content = try Self.content(of: leaf.id, source)
          for entry in content.entries {
            guard let key = ObjectID(hex: content.bytes[entry.key].dropFirst().dropLast()) else {
              throw .objectMalformed(leaf.id, .leaf)
            }
            guard places[key.prefix] == nil,
              !forOthers || JournalFrame.isAnswered(content.bytes[entry.content])
            else { continue }
            places[key.prefix] = UInt32(leaves.count)
          }
          leaves.append(leaf.id)
        }
      } catch {
        guard forOthers else { throw error }
      }
    }
    self.leaves = leaves
    self.places = places
  }

  /// Questions with an exchange.
  public var count: Int { places.count }

  /// - Returns: what was exchanged about a question, canonical JSON; nil where nothing was.
  public func content(of key: TranscriptKey) throws(StoreError) -> ArraySlice<UInt8>? {
    guard let number = places[key.digest.prefix] else { return nil }
    let leaf = try content(of: number)
    let text = Array("\"\(key)\"".utf8)
    return leaf.entries.first { leaf.bytes[$0.key].elementsEqual(text) }
      .map { leaf.bytes[$0.content] }
  }

  private func content(of number: UInt32) throws(StoreError) -> LeafEntries {
    if let last = last.withLock({ $0 }), last.leaf == number { return last.content }
    let content = try Self.content(of: leaves[Int(number)], source)
    last.withLock { $0 = (number, content) }
    return content
  }

  private static func content(
    of leaf: ObjectID, _ source: any ObjectSource
  ) throws(StoreError) -> LeafEntries {
    guard let entries = LeafEntries(try source.content(of: leaf, .leaf)) else {
      throw .objectMalformed(leaf, .leaf)
    }
    return entries
  }
}

extension Store {
  /// What the answers of all versions can serve other runs with; a dataset's newest versions first.
  ///
  /// - Parameter first: the dataset whose own answers come before those of others.
  public func transcripts(first: String) throws(StoreError) -> Transcripts {
    var roots: [ObjectID] = []
    var seen: Set<ObjectID> = []
    for dataset in [first] + (try datasets()).filter({ $0 != first }) {
      guard let versions = try? versions(of: dataset) else { continue }
      for version in versions.reversed() where seen.insert(version.receipt).inserted {
        guard let receipt = try? receipt(version.receipt), receipt.grade == .recorded,
          seen.insert(receipt.roots.transcript).inserted
        else { continue }
        roots.append(receipt.roots.transcript)
      }
    }
    return try Transcripts(roots, from: self, forOthers: true)
  }
}
