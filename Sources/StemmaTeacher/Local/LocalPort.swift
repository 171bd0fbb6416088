import Glibc

/// A port of 127.0.0.1, and who has it.
struct LocalPort: Hashable, Sendable {
  let number: Int

  /// One on which nobody listens now, though somebody may in a moment; nil where there is none.
  static func free() -> LocalPort? {
    let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | O_CLOEXEC, 0)
    guard listener >= 0 else { return nil }
    defer { close(listener) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    return withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { raw in
        guard bind(listener, raw, length) == 0, getsockname(listener, raw, &length) == 0 else {
          return nil
        }
        return LocalPort(number: Int(UInt16(bigEndian: pointer.pointee.sin_port)))
      }
    }
  }

  enum Holder {
    case nobody
    /// A process of the session that was asked about.
    case session
    /// Another process of this user.
    case others
    /// Somebody whom this user may not look at.
    case unknown
  }

  /// Who listens there, as `/proc` tells it.
  func holder(of session: pid_t) -> Holder {
    let sockets = ["tcp", "tcp6"].flatMap { listeners("/proc/net/\($0)") }
    guard !sockets.isEmpty else { return .nobody }
    let targets = Set(sockets.map { "socket:[\($0)]" })
    var isOfOthers = false
    for name in Self.names(in: "/proc") {
      guard let process = pid_t(name), Self.holds(process, oneOf: targets) else { continue }
      if getsid(process) == session { return .session }
      isOfOthers = true
    }
    return isOfOthers ? .others : .unknown
  }

  /// The sockets that listen at the port, by their numbers; `table` has a line each, with the local
  /// address second, the state fourth and the number tenth.
  private func listeners(_ table: String) -> [String] {
    guard let file = fopen(table, "re") else { return [] }
    defer { fclose(file) }
    let digits = String(number, radix: 16, uppercase: true)
    let end = ":" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    var found: [String] = []
    var buffer = [CChar](repeating: 0, count: 512)
    while fgets(&buffer, Int32(buffer.count), file) != nil {
      let words = Self.text(buffer).split(whereSeparator: \.isWhitespace)
      guard words.count > 9, words[3] == "0A", words[1].hasSuffix(end) else { continue }
      found.append(String(words[9]))
    }
    return found
  }

  private static func holds(_ process: pid_t, oneOf targets: Set<String>) -> Bool {
    let folder = "/proc/\(process)/fd"
    return names(in: folder).contains { name in
      var target = [CChar](repeating: 0, count: 64)
      let count = readlink("\(folder)/\(name)", &target, target.count - 1)
      return count > 0 && targets.contains(text(target))
    }
  }

  private static func text(_ bytes: [CChar]) -> String {
    String(decoding: bytes.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      names.append(
        withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        })
    }
    return names
  }
}
