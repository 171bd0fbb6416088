/// A line that a document tells its reader to type.
enum TypedLine: Equatable {
  /// To be run here.
  case run(String)
  /// Sets up the machine or builds; not run here, but its target must exist.
  case make(target: String)
  case build(product: String)
  /// Changes the machine; not run here.
  case setUp
  /// Waits for somebody at a terminal or in a browser; the command's own tests play that.
  case session

  init(_ line: String) {
    let words = line.split(separator: " ").map(String.init)
    switch words.first {
    case "make" where words.count == 2: self = .make(target: words[1])
    case "swift" where words.dropFirst().first == "build":
      let product = words.firstIndex(of: "--product").map { words[$0 + 1] }
      self = .build(product: product ?? "stemma")
    case "git" where words.dropFirst().first == "clone": self = .setUp
    case "apt-get", "sudo": self = .setUp
    case "stemma" where words.dropFirst().first == "serve": self = .session
    case "stemma" where words.dropFirst().first == "review" && Self.isSession(words):
      self = .session
    default: self = .run(Self.withoutGraphviz(line))
    }
  }

  private static func isSession(_ words: [String]) -> Bool {
    let others: Set = ["--apply", "--publish", "--export-decisions", "--discard", "--help"]
    return others.isDisjoint(with: words)
  }

  /// Graphviz may be missing: a line is run up to where it would be called.
  private static func withoutGraphviz(_ line: String) -> String {
    let parts = line.split(separator: "|")
    let kept = parts.prefix { $0.split(separator: " ").first != "dot" }
    return kept.joined(separator: "|")
  }
}
