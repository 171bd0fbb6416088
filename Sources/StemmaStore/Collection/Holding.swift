import StemmaHistory
import StemmaRecord

/// What one version or dataset alone holds on to: it would be free if that were not there.
public struct Holding: Hashable, Sendable {
  /// Such as `coffee@3`, or `coffee` for all of the dataset's versions together.
  public let name: String
  public let objects: Int
  public let sizeBytes: Int
}

/// Attributes every object to the version, or the dataset, that alone reaches it.
struct Attribution {
  private enum Owner: Hashable {
    case version(Int)
    case dataset(String)
    case several
  }

  private let graph: ObjectGraph
  private var owners: [ObjectPrefix: Owner] = [:]
  private var versions: [(dataset: String, number: Int)] = []

  init(_ graph: ObjectGraph) {
    self.graph = graph
  }

  /// Adds a version and all it leads to.
  mutating func add(_ dataset: String, _ number: Int, _ roots: [ObjectID]) {
    versions.append((dataset, number))
    var waiting = roots.map(\.prefix)
    while let id = waiting.popLast() {
      guard let next = graph.children[id] else { continue }
      let joined = join(owners[id])
      // What lies behind was joined when this owner was: nothing changes there either.
      if owners[id] == joined { continue }
      owners[id] = joined
      waiting += next
    }
  }

  /// The owner together with the version that is being added.
  private func join(_ owner: Owner?) -> Owner {
    let new = versions.count - 1
    switch owner {
    case nil: return .version(new)
    case .version(let old)?:
      if old == new { return .version(new) }
      let dataset = versions[old].dataset
      return dataset == versions[new].dataset ? .dataset(dataset) : .several
    case .dataset(let dataset)?:
      return dataset == versions[new].dataset ? .dataset(dataset) : .several
    case .several?: return .several
    }
  }

  /// First the datasets, then the versions.
  func holdings() -> (datasets: [Holding], versions: [Holding]) {
    var byDataset: [String: (objects: Int, bytes: Int)] = [:]
    var byVersion: [Int: (objects: Int, bytes: Int)] = [:]
    for (id, owner) in owners {
      let size = graph.inventory.size(of: id)
      var dataset: String?
      if case .version(let place) = owner {
        byVersion[place, default: (0, 0)].objects += 1
        byVersion[place, default: (0, 0)].bytes += size
        dataset = versions[place].dataset
      }
      if case .dataset(let name) = owner { dataset = name }
      if let dataset {
        byDataset[dataset, default: (0, 0)].objects += 1
        byDataset[dataset, default: (0, 0)].bytes += size
      }
    }
    let datasets = Set(versions.map(\.dataset)).sorted().map { name in
      let sum = byDataset[name] ?? (0, 0)
      return Holding(name: name, objects: sum.objects, sizeBytes: sum.bytes)
    }
    return (
      datasets,
      versions.indices.map { place in
        let sum = byVersion[place] ?? (0, 0)
        let version = versions[place]
        return Holding(
          name: "\(version.dataset)@\(version.number)", objects: sum.objects,
          sizeBytes: sum.bytes)
      }
    )
  }
}
