import Glibc
import StemmaRecord

/// A key to a service. It is put into one header and shown nowhere: not by its description, not by a
/// mirror, not in what a server sends back.
struct APIKey: Sendable {
  private let secret: String

  /// - Returns: nil for what no header can carry, and for what is empty.
  init?(_ text: String) {
    guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
    secret = text
  }

  /// The key itself, for the header.
  func header(_ dialect: any Dialect) -> (name: String, value: String) {
    dialect.keyHeader(secret)
  }

  /// The key itself, for the environment of a program that sends it.
  var variable: String { secret }

  private static let mark = "[key]"
  /// What is shorter is no secret, such as the `none` or `EMPTY` that local servers are given: it may
  /// stand in any answer, and an answer must not change with the key.
  private static let leastSecretBytes = 12

  var isSecret: Bool { secret.utf8.count >= Self.leastSecretBytes }

  /// Texts in JSON in texts in JSON are looked into so deep.
  private static let depth = 8

  /// The text with each occurrence of the key replaced, also of one that JSON's escapes hide.
  func redacted(_ text: String) -> String {
    guard isSecret else { return text }
    let bytes = Array(text.utf8)
    let clean = redacted(bytes)
    return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
  }

  /// The bytes with each occurrence of the key replaced, also of one that JSON's escapes hide: whoever
  /// reads the text that they hold, or the JSON that this holds in turn, finds no key.
  func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard isSecret else { return bytes }
    var level = UnescapedBytes(bytes)
    var found = places(in: level)
    if mayBeHidden(in: bytes) {
      for _ in 0..<Self.depth where level.unescape() { found += places(in: level) }
    }
    guard !found.isEmpty else { return bytes }
    var clean: [UInt8] = []
    var done = 0
    for place in found.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      // What one level shows, the next does too.
      if place.lowerBound >= done {
        clean += bytes[done..<place.lowerBound]
        clean += Self.mark.utf8
      }
      done = max(done, place.upperBound)
    }
    return clean + bytes[done...]
  }

  /// Where the key stands in the original bytes.
  private func places(in level: UnescapedBytes) -> [Range<Int>] {
    var places: [Range<Int>] = []
    var start = 0
    while let found = Self.find(secret, in: level.bytes, from: start) {
      start = found + secret.utf8.count
      places.append(level.place(of: found)..<level.place(of: start))
    }
    return places
  }

  /// Any escape of a letter, however deep, shows the beginning of one; marks have shorter ones.
  private func mayBeHidden(in bytes: [UInt8]) -> Bool {
    guard bytes.contains(UInt8(ascii: "\\")) else { return false }
    return secret.utf8.contains { "\"\\/".utf8.contains($0) }
      || Self.find("\\u00", in: bytes, from: 0) != nil
  }

  private static func find(_ word: String, in bytes: [UInt8], from start: Int) -> Int? {
    var word = word
    return word.withUTF8 { secret in
      bytes.withUnsafeBytes { bytes in
        guard let base = bytes.baseAddress, let word = secret.baseAddress else { return nil }
        var place = start
        while bytes.count - place >= secret.count {
          let room = bytes.count - place - secret.count + 1
          guard let found = memchr(base + place, Int32(word[0]), room) else { return nil }
          place = UnsafeRawPointer(found) - base
          if memcmp(found, word, secret.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }
}

extension APIKey: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  var description: String { Self.mark }
  var debugDescription: String { Self.mark }
  var customMirror: Mirror { Mirror(self, children: [:]) }
}

extension APIKey? {
  /// As with a key; without one nothing is to be hidden.
  func redacted(_ text: String) -> String { self?.redacted(text) ?? text }

  func redacted(_ bytes: [UInt8]) -> [UInt8] { self?.redacted(bytes) ?? bytes }
}
