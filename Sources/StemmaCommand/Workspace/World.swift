import Glibc
import StemmaRecord

/// What only the command may look at: environment, working folder, clock, host.
enum World {
  /// - Returns: nil where the variable is not set.
  static func environment(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// - Throws: `InputError.noWorkingFolder` where it was removed.
  static func workingFolder() throws(InputError) -> String {
    guard let path = getcwd(nil, 0) else { throw .noWorkingFolder }
    defer { free(path) }
    return String(cString: path)
  }

  /// Seconds since 1970, UTC.
  static func seconds() -> Int64 { milliseconds() / 1000 }

  static func milliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// The machine's processors that are switched on, at least 1.
  static func processors() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  /// Sixteen bytes that nobody may foretell, for the key of a store's digests.
  static func drawnKey() -> [UInt8] {
    var system = SystemRandomNumberGenerator()
    return (0..<16).map { _ in system.next() }
  }

  private static func host() -> String {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return "unknown" }
    return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  /// What is true of this occasion only; kept with a version, never hashed into its receipt.
  static func occasion() -> JSONObject {
    [
      "host": .string(host()), "startedAt": .string(UTCTime.text(seconds())),
      "stemma": .string(Stemma.version),
    ]
  }
}
