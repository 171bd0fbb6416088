import StemmaRecord

/// A commit's bytes, as git defines them.
///
/// Written by hand: author and committer are always stemma, the time zone always UTC, so equal
/// inputs give equal bytes whatever the machine's settings.
/// - Source: gitformat: `tree`, `parent`, `author`, `committer`, an empty line, the message.
struct CommitFormat {
  static let signature = "stemma <stemma@localhost>"

  let tree: GitName
  /// None for a first commit; stemma itself never writes more than one.
  let parents: [GitName]
  let moment: HistoryMoment
  let message: String

  init(tree: GitName, parents: [GitName], moment: HistoryMoment, message: String) {
    self.tree = tree
    self.parents = parents
    self.moment = moment
    self.message = message
  }

  var bytes: [UInt8] {
    var text = "tree \(tree.hex)\n"
    for parent in parents { text += "parent \(parent.hex)\n" }
    let who = "\(Self.signature) \(moment.secondsSinceEpoch) +0000"
    text += "author \(who)\ncommitter \(who)\n\n\(message)"
    return Array(text.utf8)
  }

  /// Reads a commit, stemma's or one that the user made with git.
  ///
  /// - Returns: nil where the bytes are no commit with UTF-8 text.
  init?(_ bytes: [UInt8]) {
    guard let end = bytes.firstRange(of: [0x0a, 0x0a]),
      let header = StrictUTF8.text(bytes[..<end.lowerBound]),
      let message = StrictUTF8.text(bytes[end.upperBound...])
    else { return nil }
    var tree: GitName?
    var parents: [GitName] = []
    var moment: HistoryMoment?
    for line in header.split(separator: "\n", omittingEmptySubsequences: false) {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      switch words.first {
      case "tree":
        guard words.count == 2, tree == nil else { return nil }
        tree = GitName(String(words[1]))
      case "parent":
        guard words.count == 2, let parent = GitName(String(words[1])) else { return nil }
        parents.append(parent)
      case "committer":
        guard words.count >= 3, let seconds = Int64(words[words.count - 2]) else { return nil }
        moment = HistoryMoment(secondsSinceEpoch: seconds)
      default: break
      }
    }
    guard let tree, let moment else { return nil }
    self.init(tree: tree, parents: parents, moment: moment, message: message)
  }
}
