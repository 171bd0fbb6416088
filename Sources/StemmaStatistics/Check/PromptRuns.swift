import StemmaText

/// Runs of words of prompts' texts, to find in rows.
public struct PromptRuns: Sendable {
  /// So many words in a row are no chance.
  static let width = 8

  private let runs: Set<UInt64>

  /// - Parameter texts: of a template; what is filled in, between braces, parts them.
  public init(_ texts: [String]) {
    let parts = texts.flatMap { $0.split(whereSeparator: { "{}\n".contains($0) }).map(String.init) }
    let words = HashedWords(of: parts)
    var runs: Set<UInt64> = []
    for place in parts.indices { words.forEachRun(of: Self.width, in: place) { runs.insert($0) } }
    self.runs = runs
  }

  func overlaps(_ words: HashedWords, texts: Int) -> Bool {
    guard !runs.isEmpty else { return false }
    var isFound = false
    for place in 0..<texts where !isFound {
      words.forEachRun(of: Self.width, in: place) { if runs.contains($0) { isFound = true } }
    }
    return isFound
  }
}
