import StemmaRecord

/// A tree's bytes, as git defines them, for what stemma keeps in one: plain files, no folders.
///
/// - Source: gitformat: for each entry `100644`, space, name, NUL, 20 bytes of id; in byte order.
struct TreeFormat {
  /// Why bytes are not such a tree.
  enum Refusal: Error {
    /// Not a tree at all.
    case unreadable
    /// A tree, but with this entry: a link, a folder, a program, or a name that leads elsewhere.
    case entry(String)
  }

  private static let mode = Array("100644 ".utf8)

  let entries: [String: GitName]

  init(_ entries: [String: GitName]) {
    self.entries = entries
  }

  var bytes: [UInt8] {
    var out: [UInt8] = []
    let ordered = entries.map { (name: Array($0.key.utf8), id: $0.value) }
      .sorted { $0.name.lexicographicallyPrecedes($1.name) }
    for entry in ordered {
      out += Self.mode
      out += entry.name
      out.append(0)
      out += entry.id.bytes
    }
    return out
  }

  init(reading bytes: [UInt8]) throws(Refusal) {
    var found: [String: GitName] = [:]
    var last: ArraySlice<UInt8> = []
    var rest = bytes[...]
    while !rest.isEmpty {
      guard let space = rest.firstIndex(of: 0x20),
        let end = rest[space...].firstIndex(of: 0), rest.endIndex - end > 20,
        let id = GitName(bytes: rest[(end + 1)...(end + 20)])
      else { throw .unreadable }
      let name = rest[(space + 1)..<end]
      let shown = String(decoding: name, as: UTF8.self)
      guard rest[...space].elementsEqual(Self.mode), let text = StrictUTF8.text(name),
        Self.isPlain(text), last.isEmpty || last.lexicographicallyPrecedes(name)
      else { throw .entry(shown) }
      found[text] = id
      last = name
      rest = rest[(end + 21)...]
    }
    entries = found
  }

  /// Whether a name can stand in a tree and means a file in it and nothing else.
  ///
  /// Wider than needed on purpose: `.git` in any spelling is refused by `git fsck`, and control
  /// characters have no business in a file's name.
  static func isPlain(_ name: String) -> Bool {
    guard !name.isEmpty, name.utf8.count <= 255, !name.hasPrefix(".") else { return false }
    return name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x2f && $0 != 0x5c && $0 < 0x7f }
      && !name.lowercased().hasPrefix("git~")
  }
}
