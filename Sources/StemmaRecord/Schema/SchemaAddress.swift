/// An address of a schema: a URI reference, taken apart and put together as RFC 3986 has it.
struct SchemaAddress {
  private var scheme: Substring?
  private var authority: Substring?
  private var path: Substring
  private var query: Substring?
  private(set) var fragment: Substring?

  init(_ text: String) {
    var rest = text[...]
    if let hash = rest.utf8.firstIndex(of: UInt8(ascii: "#")) {
      fragment = rest[rest.utf8.index(after: hash)...]
      rest = rest[..<hash]
    }
    if let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) {
      query = rest[rest.utf8.index(after: mark)...]
      rest = rest[..<mark]
    }
    if let colon = rest.utf8.firstIndex(of: UInt8(ascii: ":")),
      !rest[..<colon].isEmpty, !rest[..<colon].utf8.contains(UInt8(ascii: "/"))
    {
      scheme = rest[..<colon]
      rest = rest[rest.utf8.index(after: colon)...]
    }
    if rest.utf8.starts(with: "//".utf8) {
      rest = rest.dropFirst(2)
      let end = rest.utf8.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
      authority = rest[..<end]
      rest = rest[end...]
    }
    path = rest
  }

  /// The address without its fragment.
  var document: String {
    (scheme.map { "\($0):" } ?? "") + (authority.map { "//\($0)" } ?? "") + path
      + (query.map { "?\($0)" } ?? "")
  }

  /// The fragment's bytes with percent-encoding undone; empty where there is none.
  var decodedFragment: [UInt8] {
    let bytes = Array((fragment ?? "").utf8)
    var out: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.count,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        out.append(byte)
        index += 3
      } else {
        out.append(bytes[index])
        index += 1
      }
    }
    return out
  }

  /// What this reference means in a document of the given address (RFC 3986, 5.2.2).
  func resolved(against base: String) -> SchemaAddress {
    guard scheme == nil else { return self }
    let base = SchemaAddress(base)
    var result = self
    result.scheme = base.scheme
    guard authority == nil else { return result }
    result.authority = base.authority
    if path.isEmpty {
      result.path = base.path
      if query == nil { result.query = base.query }
    } else if path.utf8.first != UInt8(ascii: "/") {
      var folder = base.path[...]
      while let last = folder.utf8.last, last != UInt8(ascii: "/") { folder.removeLast() }
      if folder.isEmpty, base.authority != nil { folder = "/" }
      result.path = Self.withoutDots(folder + path)
    } else {
      result.path = Self.withoutDots(path)
    }
    return result
  }

  private static func withoutDots(_ path: Substring) -> Substring {
    var kept: [Substring] = []
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    for (index, part) in parts.enumerated() {
      let isLast = index == parts.count - 1
      switch part {
      case ".": if isLast { kept.append("") }
      case "..":
        if kept.count > 1 || kept.first.map({ !$0.isEmpty }) == true { kept.removeLast() }
        if isLast { kept.append("") }
      default: kept.append(part)
      }
    }
    return kept.joined(separator: "/")[...]
  }
}
