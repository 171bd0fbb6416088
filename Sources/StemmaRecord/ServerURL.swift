/// Where a server is: `http` or `https`, a host, perhaps a port and a path; nothing else.
public struct ServerURL: Hashable, Sendable, CustomStringConvertible {
  public let isSecure: Bool
  /// In lower case; an IPv6 address without its brackets.
  public let host: String
  /// 1...65535; the scheme's own where none was given.
  public let port: Int
  /// Begins with a slash where it is not empty, and ends with none.
  public let path: String

  /// - Returns: nil for any other scheme, for names and passwords, queries and fragments, and for what
  ///   is not printable ASCII.
  public init?(_ text: String) {
    guard text.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>^`{}|".utf8.contains($0) }),
      let colon = text.firstRange(of: "://")
    else { return nil }
    switch text[..<colon.lowerBound].lowercased() {
    case "http": isSecure = false
    case "https": isSecure = true
    default: return nil
    }
    let rest = text[colon.upperBound...]
    guard !rest.contains(where: { $0 == "?" || $0 == "#" || $0 == "@" }) else { return nil }
    let slash = rest.firstIndex(of: "/") ?? rest.endIndex
    var path = rest[slash...]
    while path.hasSuffix("/") { path.removeLast() }
    self.path = String(path)
    guard let (host, port) = Self.authority(rest[..<slash]) else { return nil }
    self.host = host
    self.port = port ?? (isSecure ? 443 : 80)
  }

  private static func authority(_ text: Substring) -> (host: String, port: Int?)? {
    var host = text
    var tail = Substring()
    if text.hasPrefix("[") {
      guard let end = text.firstIndex(of: "]") else { return nil }
      host = text[text.index(after: text.startIndex)..<end]
      tail = text[text.index(after: end)...]
      guard !host.isEmpty, host.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." })
      else { return nil }
    } else {
      let colon = text.firstIndex(of: ":") ?? text.endIndex
      (host, tail) = (text[..<colon], text[colon...])
      guard !host.isEmpty, host.allSatisfy({ $0.isLetter || $0.isNumber || "-._".contains($0) })
      else { return nil }
    }
    guard !tail.isEmpty else { return (host.lowercased(), nil) }
    let digits = tail.dropFirst()
    guard tail.first == ":", digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let port = Int(digits), (1...65_535).contains(port)
    else { return nil }
    return (host.lowercased(), port)
  }

  /// Scheme, host and port alone.
  public var origin: String {
    let name = host.contains(":") ? "[\(host)]" : host
    let isUsual = port == (isSecure ? 443 : 80)
    return "\(isSecure ? "https" : "http")://\(name)\(isUsual ? "" : ":\(port)")"
  }

  /// Whether it is this machine by its name or number, whatever a name service says.
  public var isLoopback: Bool {
    if ["localhost", "::1"].contains(host) { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
  }

  public var description: String { origin + path }

  /// What was to be an address, made fit for an error: without name, password, query and fragment.
  public static func shown(_ text: String) -> String {
    let end = text.firstIndex { $0 == "?" || $0 == "#" } ?? text.endIndex
    let start = text[..<end].lastIndex(of: "@") ?? text.startIndex
    let marks = (start > text.startIndex ? "…" : "", end < text.endIndex ? "…" : "")
    return marks.0 + String(text[start..<end]).onOneLine(limit: 96) + marks.1
  }
}
