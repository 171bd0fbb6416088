import StemmaDocument
import StemmaExperiment
import StemmaRecord
import StemmaStore

/// Versions of datasets as inputs: found by name, read by receipt.
struct DatasetInputs {
  let parents: [Receipt.Parent]

  /// Each parent with its receipt's digest, as a manifest may name it.
  var names: [String] { parents.map { "\($0.dataset)@\($0.receipt)" } }

  /// Finds the versions that a manifest names.
  init(_ names: [String], in store: Store?) throws {
    guard let first = names.first else {
      parents = []
      return
    }
    guard let store else { throw RunError.noStoreForDatasets(first) }
    var parents: [Receipt.Parent] = []
    for name in names {
      let version = try Self.version(name, in: store)
      guard !parents.contains(where: { $0.dataset == version.dataset }) else {
        throw RunError.duplicateInput(version.dataset)
      }
      parents.append(Receipt.Parent(dataset: version.dataset, receipt: version.receipt))
    }
    self.parents = parents
  }

  private static func version(_ name: String, in store: Store) throws -> Version {
    do throws(StoreError) {
      return try store.version(name)
    } catch {
      let dataset = name.split(separator: "@").first.map(String.init) ?? name
      switch error {
      case .unknownDataset(_, let known):
        let nearest = NearestName.of(dataset, among: known).map {
          $0 + name.dropFirst(dataset.count)
        }
        throw RunError.noSuchVersion(
          name, reason: error.whatHappened, nearest: nearest)
      case .unknownVersion, .ambiguousVersion:
        throw RunError.noSuchVersion(
          name, reason: error.whatHappened, nearest: "\(dataset)@head")
      default: throw error
      }
    }
  }

  /// The seeds that the versions' records are, read from the store alone.
  static func subjects(of parents: [Receipt.Parent], from store: Store) throws -> [Subject] {
    var subjects: [Subject] = []
    for parent in parents {
      let records = try store.records(of: try store.receipt(parent.receipt))
      let rows = try records.leaves().flatMap { try records.records(of: $0.id) }
      subjects += try SeedReader().seeds(of: rows, dataset: parent.dataset).map(Subject.seed)
    }
    return subjects
  }
}
