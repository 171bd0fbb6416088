import ArgumentParser
import StemmaRecord
import StemmaStore

/// What a shell offers for an argument. Where there is no store, or something is wrong with it,
/// nothing is offered and nothing said.
enum Completions {
  static let manifest = CompletionKind.file(extensions: ["yaml", "yml"])

  static let dataset = CompletionKind.custom { words, _, begun in
    (try? store(words))?.names(begun) { _ in [] } ?? []
  }

  static let version = CompletionKind.custom { words, _, begun in
    (try? store(words))?.names(begun) { $0 } ?? []
  }

  /// The store that the line names so far, else the one that a command would find.
  private static func store(_ words: [String]) throws -> Store {
    var options = StoreOptions()
    options.json = false
    options.store = nil
    for (word, next) in zip(words, words.dropFirst() + [""]) {
      if word == "--store" { options.store = next }
      if word.hasPrefix("--store=") { options.store = String(word.dropFirst("--store=".count)) }
    }
    return try options.open()
  }
}

extension Store {
  /// Names that begin so: datasets, or versions once the dataset is clear.
  ///
  /// - Parameter versions: given a dataset's versions; returns those to be offered.
  fileprivate func names(_ begun: String, versions: ([String]) -> [String]) -> [String] {
    guard let datasets = try? datasets() else { return [] }
    let dataset = begun.prefix { $0 != "@" }
    let isClear = begun.utf8.contains(0x40)
    let fitting = datasets.filter { isClear ? $0 == dataset : $0.hasPrefix(dataset) }
    var names = isClear ? [] : fitting
    for dataset in fitting where isClear || fitting.count == 1 {
      let count = (try? self.versions(of: dataset).count) ?? 0
      let tags = (try? tags()[dataset]?.keys.sorted()) ?? []
      names += versions(
        (["head"] + tags + (0..<count).reversed().map { String($0 + 1) }).map { "\(dataset)@\($0)" }
      )
    }
    return names.filter { $0.hasPrefix(begun) }
  }
}
