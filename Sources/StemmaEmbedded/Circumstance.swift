import StemmaRecord
import StemmaText

/// The terms that parts of a passage go on about: what is said of the rest of the world there, holds
/// when they are used.
struct Circumstance {
  /// What questions about it begin with; the second stands before "when", the third before what a
  /// heading names.
  private static let openings = ["When using ", "With ", regarding]
  private static let regarding = "Regarding "

  /// By block, the term as questions name it: `the option "--force"`.
  private let terms: [Int: String]
  /// The term of the whole passage.
  private let outer: String?
  /// Blocks that begin with a term of their own which could not be read.
  private let others: Set<Int>

  init(_ entries: EntryReader.Found, _ term: String?, _ asker: EntryAsker) {
    others = entries.others
    terms = entries.terms.mapValues { asker.phrase($0.name, $0.kind) }
    outer = term.map { term in
      let headings = asker.scope.headings.filter { EntryReader.headingTerm($0) != term }
      return asker.phrase(term, EntryKinds.kind(of: term, explained: [], under: headings))
    }
  }

  /// The term that a block is about; nil where it is about none.
  func term(ofBlock block: Int) -> String? {
    terms[block] ?? (others.contains(block) ? nil : outer)
  }

  /// The question with its circumstance, where it does not name that or another option.
  static func question(_ question: String, with term: String?) -> String {
    guard let term, let first = question.utf8.first, (0x41...0x5A).contains(first),
      !question.hasPrefix("Which "), !question.lowercased().contains(bare(term).lowercased()),
      !question.contains(" --"), !question.contains(" \"-")
    else { return question }
    let opening = openings[question.hasPrefix("When ") ? 1 : 0]
    return opening + term + ", " + String(UnicodeScalar(first | 0x20)) + question.dropFirst()
  }

  /// The question with a heading's topic before it, where it has no circumstance yet.
  static func question(_ question: String, regarding topic: String) -> String {
    guard parts(of: question) == nil, let first = question.utf8.first,
      (0x41...0x5A).contains(first), !question.lowercased().contains(topic.lowercased())
    else { return question }
    return regarding + topic + ", " + String(UnicodeScalar(first | 0x20)) + question.dropFirst()
  }

  /// Whether a word is the term's name.
  static func isNamed(_ lower: String, in term: String) -> Bool {
    bare(term).lowercased().hasSameBytes(as: lower)
  }

  /// The name alone.
  private static func bare(_ term: String) -> Substring {
    let last = term.split(separator: " ").last ?? ""
    return last.utf8.count > 2 && last.first == "\"" ? last.dropFirst().dropLast() : last
  }

  /// The question's circumstance, with its comma, and the rest; nil where it has none.
  static func parts(of question: String) -> (opening: Substring, rest: Substring)? {
    guard openings.contains(where: question.hasPrefix), let comma = question.firstIndex(of: ","),
      question[comma...].hasPrefix(", ")
    else { return nil }
    return (question[..<comma], question[question.index(comma, offsetBy: 2)...])
  }
}
