import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore
import StemmaText

/// The benchmarks a user names: files, or versions where there is no such file.
struct Benchmarks {
  private let names: [String]
  /// All files together have no more bytes.
  static let limitBytes = 256 << 20

  /// - Parameter names: paths, or names of versions.
  init(_ names: [String]) { self.names = names }

  /// - Throws: `InputError` and `BenchmarkError` for files, `StoreError` for versions.
  func index(_ store: Store, _ rule: ContaminationRule) throws -> BenchmarkIndex {
    var texts: [BenchmarkText] = []
    var left = Self.limitBytes
    var seen: Set<String> = []
    for name in names where seen.insert(name).inserted {
      if !Paths.exists(name), name.utf8.contains(UInt8(ascii: "@")) {
        let version = try store.version(name)
        texts += try ContaminationSearch.texts(of: version, store)
      } else {
        let limit = min(left, FileAccess.documentLimitBytes)
        let bytes = try FileAccess.read(name, limitBytes: limit)
        left -= bytes.count
        texts += try BenchmarkFile(name: name, bytes: bytes).texts()
      }
    }
    let index = BenchmarkIndex(texts, rule: rule)
    guard !index.entries.isEmpty else { throw BenchmarkError.noTexts(files: names) }
    return index
  }
}
