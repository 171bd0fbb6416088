import CRE2

/// A regular expression as RE2 has it: matched in a time linear in the text's length, whatever the
/// pattern, and in bounded memory.
final class Pattern: Sendable {
  /// What cannot be compiled, and why.
  struct Failure: Error {
    let reason: String
  }

  /// Program and automaton take no more, in bytes.
  private static let mostMemory: Int64 = 8 << 20
  /// RE2 lets any number of threads use it.
  private nonisolated(unsafe) let compiled: OpaquePointer

  /// - Throws: `Failure` where the pattern is none, or takes too much memory.
  init(_ pattern: String) throws(Failure) {
    var error = [CChar](repeating: 0, count: 256)
    let made = pattern.withCString {
      cre2_make($0, pattern.utf8.count, Self.mostMemory, &error, error.count)
    }
    guard let made else {
      let text = error.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      throw Failure(reason: String(decoding: text, as: UTF8.self))
    }
    compiled = made
  }

  deinit { cre2_free(compiled) }

  /// Whether it matches anywhere in a text.
  func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return false }
      return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
        cre2_has(compiled, $0, bytes.count)
      }
    }
  }

  /// The first match at an offset or after it.
  func first(in text: [UInt8], from: Int) -> Range<Int>? {
    text.withUnsafeBytes { bytes -> Range<Int>? in
      guard let start = bytes.baseAddress, from <= bytes.count else { return nil }
      var (lower, upper) = (0, 0)
      let isFound = cre2_find(
        compiled, start.assumingMemoryBound(to: CChar.self), bytes.count, from, &lower, &upper)
      return isFound ? lower..<upper : nil
    }
  }
}
