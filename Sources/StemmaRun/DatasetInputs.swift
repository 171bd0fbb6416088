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

  /// The seeds or rows that the versions' records are, read from the store alone.
  ///
  /// - Parameter task: whoever takes them; nil where the version is of a task that is not known.
  static func subjects(
    of parents: [Receipt.Parent], for task: TaskEntry?, from store: Store
  ) throws -> [Subject] {
    var subjects: [Subject] = []
    for parent in parents {
      let receipt = try store.receipt(parent.receipt)
      let sequence = try store.records(of: receipt)
      let records = try sequence.leaves().flatMap { try sequence.records(of: $0.id) }
      guard task?.rowUse != nil else {
        subjects += try SeedReader().seeds(of: records, dataset: parent.dataset).map(Subject.seed)
        continue
      }
      let grounds = try Subjects(of: receipt, in: store)
      subjects += try TableReader().rows(of: records, dataset: parent.dataset) { record in
        grounds.subject(of: record).flatMap { $0.section ?? $0.row?.section }
      }.map(Subject.row)
    }
    return subjects
  }
}
