import Glibc
import StemmaRecord

/// What only the command may look at: environment, working folder, clock, host.
struct World: Sendable {
  let environment: @Sendable (String) -> String?
  let workingFolder: @Sendable () -> String

  static let current = World(
    environment: { name in getenv(name).map { String(cString: $0) } },
    workingFolder: {
      guard let path = getcwd(nil, 0) else { return "." }
      defer { free(path) }
      return String(cString: path)
    })

  /// Seconds since 1970, UTC.
  func seconds() -> Int64 { milliseconds() / 1000 }

  func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// The processors that may run this process.
  func processors() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  private func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// What is true of this occasion only; kept with a version, never hashed into its receipt.
  func occasion() -> JSONObject {
    [
      "host": .string(host()), "startedAt": .string(UTCTime.text(seconds())),
      "stemma": .string(Stemma.version),
    ]
  }
}

/// Times as RFC 3339 writes them, in UTC.
enum UTCTime {
  /// - Parameter seconds: since 1970.
  /// - Returns: such as `2026-01-31T08:15:00Z`.
  static func text(_ seconds: Int64) -> String {
    var time = time_t(seconds)
    var parts = tm()
    gmtime_r(&time, &parts)
    func two(_ number: Int32) -> String { number < 10 ? "0\(number)" : String(number) }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday))"
      + "T\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec))Z"
  }
}
