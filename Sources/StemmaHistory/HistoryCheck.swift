import CLibgit2

/// The walk behind `History.verify()`: every reachable object is read once.
struct HistoryCheck {
  private var damages: [String: HistoryDamage] = [:]
  /// What is wrong with an object and what hangs from it; empty where all is well.
  private var verdicts: [GitName: [HistoryError]] = [:]
  private var walked: Set<GitName> = []
  /// All refs, damaged ones included.
  private var known: Set<String> = []
  /// The complete branches, oldest first, by ref.
  private var branches: [String: [GitName]] = [:]
  /// Where tags say that a commit stands. Only used where its branch cannot be counted.
  private var numbersByTag: [String: [GitName: Int]] = [:]

  mutating func run(_ handle: borrowing GitHandle) -> [HistoryDamage] {
    let (names, packedReadable) = handle.refNames()
    if !packedReadable {
      note(.refDamaged(file: "packed-refs", reason: "git cannot read it"), nil)
    }
    known = Set(names)
    let targets = targets(of: names, handle)
    for (ref, target) in targets { learn(tag: ref, target) }
    for (ref, target) in targets where !ref.hasPrefix("refs/tags/") {
      walk(ref, from: target, handle)
    }
    for (ref, target) in targets where ref.hasPrefix("refs/tags/") {
      walk(ref, from: target, handle)
      compare(tag: ref, target)
    }
    checkLayout(HistoryLayout(folder: handle.folder), branches: names)
    return damages.values.sorted { $0.file < $1.file }
  }

  private mutating func targets(
    of names: [String], _ handle: borrowing GitHandle
  ) -> [(ref: String, target: GitName)] {
    var found: [(String, GitName)] = []
    for name in names {
      do throws(HistoryError) {
        if let target = try handle.target(ofRef: name) { found.append((name, target.name)) }
      } catch {
        note(error, HistoryDamage.Owner(ref: name, number: nil))
      }
    }
    return found
  }

  // MARK: Commits

  private mutating func walk(
    _ ref: String, from head: GitName, _ handle: borrowing GitHandle
  ) {
    var chain: [(commit: GitName, tree: GitName)] = []
    var others: [GitName] = []
    var broken: (commit: GitName, error: HistoryError)?
    var next: GitName? = head
    let isTag = ref.hasPrefix("refs/tags/")
    while let commit = next, !(isTag && walked.contains(commit)) {
      do throws(HistoryError) {
        let format = try handle.format(ofCommit: commit)
        chain.append((commit, format.tree))
        others += format.parents.dropFirst()
        next = format.parents.first
      } catch {
        broken = (commit, error)
        next = nil
      }
    }
    if broken == nil && !isTag { branches[ref] = chain.reversed().map(\.commit) }
    if let broken { note(broken.error, owner(ref, broken.commit, isTag ? nil : 0)) }
    for (index, link) in chain.enumerated() {
      walked.insert(link.commit)
      let place = broken == nil && !isTag ? chain.count - index : nil
      for error in check(tree: link.tree, handle) {
        note(error, owner(ref, link.commit, place))
      }
    }
    // Stemma makes no merges; somebody with git might.
    for parent in others where !walked.contains(parent) {
      walk("refs/tags/", from: parent, handle)
    }
  }

  private func owner(_ ref: String, _ commit: GitName, _ place: Int?) -> HistoryDamage.Owner {
    if let place, place > 0 { return HistoryDamage.Owner(ref: ref, number: place) }
    if let (branch, number) = Self.version(inTag: ref) {
      return HistoryDamage.Owner(ref: branch, number: number)
    }
    return HistoryDamage.Owner(ref: ref, number: numbersByTag[ref]?[commit])
  }

  private mutating func check(
    tree: GitName, _ handle: borrowing GitHandle
  ) -> [HistoryError] {
    if let known = verdicts[tree] { return known }
    var errors: [HistoryError] = []
    do throws(HistoryError) {
      for (_, blob) in try handle.entries(ofTree: tree).sorted(by: { $0.key < $1.key }) {
        errors += check(blob: blob.name, handle)
      }
    } catch {
      errors = [error]
    }
    verdicts[tree] = errors
    return errors
  }

  private mutating func check(
    blob: GitName, _ handle: borrowing GitHandle
  ) -> [HistoryError] {
    if let known = verdicts[blob] { return known }
    var errors: [HistoryError] = []
    do throws(HistoryError) {
      _ = try handle.object(blob, as: .blob)
    } catch {
      errors = [error]
    }
    verdicts[blob] = errors
    return errors
  }

  // MARK: Tags and layout

  private mutating func learn(tag ref: String, _ target: GitName) {
    guard let (branch, number) = Self.version(inTag: ref) else { return }
    numbersByTag[branch, default: [:]][target] = number
  }

  /// Compares a tag with the place on the branch that it names.
  private mutating func compare(tag ref: String, _ target: GitName) {
    guard let (branch, number) = Self.version(inTag: ref) else { return }
    // A branch that is there but cannot be counted has been named already.
    guard let commits = branches[branch] ?? (known.contains(branch) ? nil : []),
      number > commits.count || commits[number - 1] != target
    else { return }
    let reason =
      number > commits.count
      ? "\(branch) has only \(commits.count) versions"
      : "\(branch) has \(commits[number - 1].hex) in this place, not \(target.hex)"
    note(
      .refDamaged(file: ref, reason: reason), HistoryDamage.Owner(ref: branch, number: number))
  }

  /// The branch and number that a tag such as `refs/tags/coffee@3` stands for.
  private static func version(inTag ref: String) -> (branch: String, number: Int)? {
    guard ref.hasPrefix("refs/tags/"), let at = ref.lastIndex(of: "@"),
      let number = Int(ref[ref.index(after: at)...]), number > 0
    else { return nil }
    return ("refs/heads/\(ref[..<at].dropFirst("refs/tags/".count))", number)
  }

  private mutating func checkLayout(_ layout: HistoryLayout, branches names: [String]) {
    if !layout.configIsSound {
      note(.fileDamaged(file: "config", reason: "it is not as stemma writes it"), nil)
    }
    let heads = names.filter { $0.hasPrefix("refs/heads/") }
    guard let named = layout.headRef else {
      note(.fileDamaged(file: "HEAD", reason: "it names no branch"), nil)
      return
    }
    if !heads.isEmpty && !heads.contains(named) {
      note(.fileDamaged(file: "HEAD", reason: "it names \(named), which is not there"), nil)
    }
  }

  private mutating func note(_ error: HistoryError, _ owner: HistoryDamage.Owner?) {
    let file = error.file ?? ""
    var damage = damages[file] ?? HistoryDamage(file: file, error: error, owners: [])
    if let owner, !damage.owners.contains(owner) {
      damage.owners = (damage.owners + [owner]).sorted()
    }
    damages[file] = damage
  }
}
