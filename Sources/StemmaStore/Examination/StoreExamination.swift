import CZstd
import Glibc
import StemmaHistory
import StemmaLineage
import StemmaRecord

/// Looks at a store's surroundings and its health, without reading all of it as `verify` does.
public struct StoreExamination {
  private let layout: StoreLayout
  /// Seconds since 1970, as the clock has it.
  private let now: Int64

  /// The libraries that the store stands on, and their versions.
  public static var libraries: [(name: String, version: String)] {
    [
      ("libgit2", History.libraryVersion), ("libzstd", String(cString: ZSTD_versionString())),
      ("SQLite", Lineage.libraryVersion),
    ]
  }

  public init(at path: String, now: Int64) {
    layout = StoreLayout(root: path)
    self.now = now
  }

  /// - Parameter isLockedOut: tells whether *another process* finds the file locked; nil where it
  ///   could not be tried.
  public func findings(isLockedOut: (_ path: String) -> Bool?) -> [Finding] {
    let disk = DiskExamination(layout)
    var findings = [format(), disk.permissions(), disk.fileSystem(), disk.space()]
    findings.append(disk.locks(isLockedOut))
    findings.append(leftovers())
    guard findings[0].status != .problem else { return findings }
    do throws(StoreError) {
      let store = try Store(at: layout.root)
      findings += [try history(store), try index(store), try clock(store)]
    } catch {
      findings.append(
        Finding(
          "store", .problem, "It cannot be opened: \(error.whatHappened)",
          nextStep: error.nextStep))
    }
    return findings
  }

  private func format() -> Finding {
    do throws(StoreError) {
      try layout.check()
      return .ok("format", String(StoreLayout.format.dropLast()))
    } catch {
      return Finding("format", .problem, error.whatHappened, nextStep: error.nextStep)
    }
  }

  /// Locks, unfinished files and packs taken out, whose owners are gone.
  private func leftovers() -> Finding {
    let leftovers = Leftovers(layout)
    let temporary = (try? leftovers.temporary().count) ?? 0
    let runs = (try? leftovers.runs().count) ?? 0
    let trash = (try? leftovers.trash().count) ?? 0
    let what =
      "\(temporary) unfinished files, \(runs) folders of runs and \(trash) packs in the trash"
    guard temporary + runs + trash > 0 else { return .ok("leftovers", "none") }
    return Finding(
      "leftovers", .warning, "\(what) are of no use any more.", nextStep: "stemma gc")
  }

  private func history(_ store: Store) throws(StoreError) -> Finding {
    let refs = try Store.wrapped { () throws(HistoryError) in try store.history.refs() }
    let damaged = refs.filter { $0.value == nil }.keys.sorted()
    let unreadable = try store.damagedDatasets()
    guard damaged.isEmpty && unreadable.isEmpty else {
      let names = Set(damaged + unreadable.map { Indexing.branches + $0 }).sorted()
      return Finding(
        "history", .problem, "These cannot be read: \(names.joined(separator: ", ")).",
        nextStep: "stemma verify")
    }
    let locks = try Self.locks(below: layout.history, depth: 4)
    guard locks.isEmpty else {
      return Finding(
        "history", .warning,
        "A lock of git's is there: \(locks.joined(separator: ", ")). The next command that writes "
          + "removes it, unless git is at work.", nextStep: nil)
    }
    return .ok("history", "\(try store.datasets().count) datasets")
  }

  /// The names of git's own lock files; objects have none.
  private static func locks(below folder: String, depth: Int) throws(StoreError) -> [String] {
    var found: [String] = []
    for name in try Files.list(folder) where name != "objects" {
      let path = "\(folder)/\(name)"
      if Files.isFolder(path) {
        if depth > 0 { found += try locks(below: path, depth: depth - 1) }
      } else if name.hasSuffix(".lock") {
        found.append(name)
      }
    }
    return found
  }

  private func index(_ store: Store) throws(StoreError) -> Finding {
    let problems = try store.indexProblems()
    guard let first = problems.first else { return .ok("index", "whole and up to date") }
    return Finding("index", .problem, first, nextStep: "stemma reindex")
  }

  /// The clock against what the history says was done last.
  private func clock(_ store: Store) throws(StoreError) -> Finding {
    var newest: Int64 = 0
    for dataset in try store.datasets() {
      newest = max(newest, (try? store.head(of: dataset)?.seconds) ?? 0)
    }
    let ahead = newest - now
    guard ahead > Self.clockSlackSeconds else {
      return .ok("clock against history", "not behind the newest version")
    }
    return Finding(
      "clock against history", .warning,
      "The newest version was published \(ahead) seconds from now, says its date.",
      nextStep: "Set the clock. Versions keep their order whatever it says.")
  }

  private static let clockSlackSeconds: Int64 = 300
}
