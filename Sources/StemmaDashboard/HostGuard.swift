/// Which names a request may call this machine by. A page from elsewhere whose name leads here would send
/// its own.
struct HostGuard: Sendable {
  private let names: Set<String>
  private let takesAddresses: Bool

  /// - Parameter host: what is listened on.
  init(host: String) {
    let own = host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
    names = ["localhost", "127.0.0.1", "[::1]", own.lowercased()]
    // Who listens for other machines may be called by any number; only a name can be made to lead here.
    takesAddresses = !Self.isLoopback(host)
  }

  /// Whether only this machine is reached by it.
  static func isLoopback(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host == "[::1]"
      || (host.hasPrefix("127.") && isAddress(host))
  }

  /// - Parameter authority: a host, with or without a port.
  func admits(_ authority: String) -> Bool {
    guard let name = Self.name(authority.lowercased()) else { return false }
    return names.contains(name) || (takesAddresses && Self.isAddress(name))
  }

  /// - Returns: nil where it is no host, or its port no number.
  private static func name(_ authority: String) -> String? {
    let end: String.Index
    if authority.hasPrefix("[") {
      guard let close = authority.firstIndex(of: "]") else { return nil }
      end = authority.index(after: close)
    } else {
      end = authority.firstIndex(of: ":") ?? authority.endIndex
    }
    let port = authority[end...]
    guard port.isEmpty || (port.hasPrefix(":") && isNumber(port.dropFirst(), upTo: .max)) else {
      return nil
    }
    return String(authority[..<end])
  }

  private static func isAddress(_ name: String) -> Bool {
    if name.hasPrefix("["), name.hasSuffix("]") {
      return name.dropFirst().dropLast().allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts.allSatisfy { isNumber($0, upTo: 255) }
  }

  /// Digits alone: no sign.
  private static func isNumber(_ text: Substring, upTo limit: UInt16) -> Bool {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } && UInt16(text).map { $0 <= limit } ?? false
  }
}
