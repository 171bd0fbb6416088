import StemmaHistory
import StemmaLineage
import StemmaRecord

extension Store {
  /// Reads everything the store holds and checks it: packs against their names, objects against
  /// their ids, history against its hashes, and that every version finds all it is made of.
  ///
  /// - Parameters:
  ///   - width: how many threads look at a pack's objects.
  ///   - progress: told the packs read so far and their number.
  public func verify(
    width: Int = 1, progress: (_ done: Int, _ of: Int) -> Void = { _, _ in }
  ) throws(StoreError) -> VerificationReport {
    var verification = Verification(self, width: width)
    return try verification.run(progress)
  }
}

/// One pass over a store.
private struct Verification {
  private let store: Store
  private let width: Int
  private var report = VerificationReport()
  /// Objects that lie whole in some pack, by id.
  private var whole: Set<ObjectPrefix> = []
  /// Damaged objects, and the pack each lies in.
  private var broken: [ObjectPrefix: String] = [:]
  /// The damages found in packs; their versions, and an object's whole id, are known only once
  /// those are walked.
  private var found: [(file: String, object: ObjectPrefix?, what: String)] = []
  /// By receipt, what it reaches that is not whole, and what it was made from.
  private var walked: [ObjectID: (lost: Set<ObjectID>, parents: [ObjectID])] = [:]
  /// For each object that is missing or damaged, the versions that need it.
  private var needing: [ObjectID: [String]] = [:]
  /// Whole ids of objects of which some copy is damaged, as far as a version reaches them.
  private var ids: [ObjectPrefix: ObjectID] = [:]

  init(_ store: Store, width: Int) {
    self.store = store
    self.width = width
  }

  mutating func run(
    _ progress: (Int, Int) -> Void
  ) throws(StoreError) -> VerificationReport {
    // A collection beside this may put a new pack in the place of one that was not read yet.
    var seen: Set<String> = []
    while true {
      let names = try store.layout.packNames().filter { !seen.contains($0) }
      if names.isEmpty { break }
      for name in names {
        try checkPack(name)
        seen.insert(name)
        progress(seen.count, max(seen.count, names.count))
      }
    }
    report.objects = whole.count + broken.count
    try checkVersions()
    for item in found {
      let id = item.object.flatMap { ids[$0] }
      report.damages.append(
        Damage(
          file: item.file, object: id?.description ?? item.object?.description, what: item.what,
          versions: id.flatMap { needing[$0] } ?? []))
    }
    for (id, versions) in needing.sorted(by: { $0.key < $1.key }) where broken[id.prefix] == nil {
      report.damages.append(
        Damage(
          file: "packs", object: id.description, what: "The object is in no pack.",
          versions: versions))
    }
    try checkHistory()
    try checkIndex()
    try checkJournals()
    return report
  }

  // MARK: Packs

  private mutating func checkPack(_ name: String) throws(StoreError) {
    let file = "packs/\(name.prefix(2))/\(name).pack"
    let reader: FileReader
    do throws(StoreError) {
      reader = try FileReader(store.layout.pack(name))
    } catch {
      if error.isGone { return }
      throw error
    }
    let objects: [PackedObject]
    let digest: Result<String, StoreError>
    let blocks: [PackCheck.Result]
    do throws(StoreError) {
      let pack = try PackReader(name, in: store.layout)
      objects = try pack.objects()
      // Where both fail, the check says more.
      let check = PackCheck(pack, objects).begin(width: width)
      digest = Self.digest(of: reader)
      blocks = try check.results()
    } catch {
      if error.isGone { return }
      report.packs += 1
      found.append((file, nil, error.whatHappened))
      return
    }
    report.packs += 1
    let isNamedRight = try digest.get() == name
    var damaged = 0
    for (object, isWhole) in zip(objects, blocks.joined()) {
      if isWhole {
        whole.insert(object.prefix)
      } else {
        damaged += 1
        broken[object.prefix] = file
        found.append((file, object.prefix, "The object is damaged."))
      }
    }
    if !isNamedRight && damaged == 0 {
      found.append(
        (file, nil, "The file's bytes are not what its name says; each object found is whole."))
    }
  }

  /// SHA-256 of a file's bytes.
  private static func digest(of reader: FileReader) -> Result<String, StoreError> {
    var digest = FileDigest()
    do throws(StoreError) {
      while let bytes = try reader.next() {
        bytes.withUnsafeBytes { digest.update($0) }
      }
    } catch {
      return .failure(error)
    }
    return .success(digest.finish())
  }

  // MARK: Versions

  private mutating func checkVersions() throws(StoreError) {
    let hurt = Set(broken.keys)
    broken = broken.filter { !whole.contains($0.key) }
    for dataset in try store.datasets() {
      guard let versions = try? store.versions(of: dataset) else { continue }
      for version in versions {
        report.versions += 1
        for id in lost(version.receipt, hurt) { needing[id, default: []].append(version.name) }
      }
    }
  }

  /// The objects that are not whole of those a receipt reaches, what it was made from included.
  private mutating func lost(_ receipt: ObjectID, _ hurt: Set<ObjectPrefix>) -> Set<ObjectID> {
    var lost: Set<ObjectID> = []
    var seen: Set<ObjectID> = [receipt]
    var waiting = [receipt]
    while let next = waiting.popLast() {
      let found = walked[next] ?? walk(next, hurt)
      walked[next] = found
      lost.formUnion(found.lost)
      for parent in found.parents where seen.insert(parent).inserted { waiting.append(parent) }
    }
    return lost
  }

  /// A receipt alone; each is walked once, however many descend from it.
  private mutating func walk(
    _ receipt: ObjectID, _ hurt: Set<ObjectPrefix>
  ) -> (lost: Set<ObjectID>, parents: [ObjectID]) {
    var lost: Set<ObjectID> = []
    var named: [ObjectPrefix: ObjectID] = [:]
    let parents = store.visitObjects(ofAlone: receipt) { id, _ in
      if !whole.contains(id.prefix) { lost.insert(id) }
      if hurt.contains(id.prefix) { named[id.prefix] = id }
    }
    ids.merge(named) { first, _ in first }
    return (lost, parents)
  }

  // MARK: History and index

  private mutating func checkHistory() throws(StoreError) {
    let history = store.history
    let damages = try Store.wrapped { () throws(HistoryError) in try history.verify() }
    for damage in damages {
      report.damages.append(
        Damage(
          file: "history.git/" + damage.file, object: Self.object(in: damage.file),
          what: damage.error.whatHappened, versions: damage.owners.map(Self.name)))
    }
  }

  /// A loose object's id, from the file it lies in.
  private static func object(in file: String) -> String? {
    guard file.hasPrefix("objects/") else { return nil }
    return file.dropFirst("objects/".count).filter { $0 != "/" }
  }

  private static func name(_ owner: HistoryDamage.Owner) -> String {
    let ref = owner.ref.split(separator: "/").dropFirst().joined(separator: "/")
    let name = ref.hasPrefix("heads/") ? String(ref.dropFirst("heads/".count)) : ref
    return owner.number.map { "\(name)@\($0)" } ?? name
  }

  private mutating func checkJournals() throws(StoreError) {
    for run in try store.unfinishedRuns() {
      if run.damagedBytes > 0 {
        let whole = run.answers + run.failures
        report.damages.append(
          Damage(
            file: run.journal, object: nil,
            what: "\(run.damagedBytes) bytes of the journal cannot be read; "
              + "\(whole) exchanges can.", versions: []))
      }
      if run.damagedBatchBytes > 0 {
        report.damages.append(
          Damage(
            file: "\(run.folder)/\(RunFolder.submissionsName)", object: nil,
            what: "\(run.damagedBatchBytes) bytes of the list of batches cannot be read.",
            versions: []))
      }
    }
  }

  private mutating func checkIndex() throws(StoreError) {
    for problem in try store.indexProblems() {
      report.damages.append(
        Damage(file: "lineage.sqlite", object: nil, what: problem, versions: []))
    }
  }
}
