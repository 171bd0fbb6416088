import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaText

/// The texts in files that filters name, as a version keeps them: a JSON array, so that what they
/// are does not hang on a file's form.
public enum FilterTexts {
  /// What is kept of a file.
  ///
  /// - Throws: `BenchmarkError` that names the first line that cannot be read, or says that there is
  ///   no text.
  public static func content(of file: BenchmarkFile) throws(BenchmarkError) -> [UInt8] {
    let texts = try file.texts().map { JSONValue.string($0.text) }
    guard !texts.isEmpty else { throw .noTexts(files: [file.name]) }
    return CanonicalJSON.bytes(.array(texts))
  }

  /// The texts of what is kept.
  static func texts(of content: [UInt8]) -> [String] {
    ((try? JSONReader.read(content))?.array ?? []).compactMap(\.string)
  }

  /// What a version keeps, by its id.
  ///
  /// - Throws: `StoreError` where something is not there, or damaged.
  static func kept(_ names: [String], in store: Store) throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in names {
      guard let id = ObjectID(name) else { continue }
      contents[name] = try store.content(of: id, .text)
    }
    return contents
  }
}
