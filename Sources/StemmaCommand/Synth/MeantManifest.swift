import StemmaRecord

/// A manifest written for what a command's arguments mean.
struct MeantManifest {
  private var lines: [String]

  /// - Parameter command: the command as it was typed, for a comment.
  init(of command: String, dataset: String, task: String) {
    lines = [
      "# What `\(Terminal.visible(command))` means.", "stemma: 1",
      "dataset: \(CanonicalJSON.text(.string(dataset)))", "task: \(task)",
    ]
  }

  /// Text that ends in a line end.
  var text: String { lines.joined(separator: "\n") + "\n" }

  /// - Parameter value: nothing is written where it is nil.
  mutating func add(_ name: String, _ value: JSONValue?) {
    guard let value else { return }
    lines.append("\(name): \(CanonicalJSON.text(value))")
  }

  /// - Parameter value: as YAML has it, such as a number.
  mutating func add(_ name: String, plain value: String?) {
    guard let value else { return }
    lines.append("\(name): \(value)")
  }

  mutating func add(_ name: String, _ members: [(name: String, plain: String?)]) {
    let there = members.compactMap { member in member.plain.map { "\(member.name): \($0)" } }
    guard !there.isEmpty else { return }
    lines.append("\(name): {\(there.joined(separator: ", "))}")
  }

  /// One file under `inputs`, whatever its name is made of.
  mutating func addInput(_ kind: InputKind, _ name: String) {
    let escaped = name.flatMap { "*?[".contains($0) ? "[\($0)]" : String($0) }
    lines += [
      "inputs:", "  \(kind.rawValue): \(CanonicalJSON.text(.array([.string(String(escaped))])))",
    ]
  }
}
