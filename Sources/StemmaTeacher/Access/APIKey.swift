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

  private static let mark = "[key]"
  /// What is shorter is no secret, such as the `none` or `EMPTY` that local servers are given: it may
  /// stand in any answer, and an answer must not change with the key.
  private static let leastSecretBytes = 12

  private var isSecret: Bool { secret.utf8.count >= Self.leastSecretBytes }

  /// The text with each occurrence of the key replaced.
  func redacted(_ text: String) -> String {
    guard isSecret, text.utf8.count >= secret.utf8.count, text.firstRange(of: secret) != nil else {
      return text
    }
    return text.replacing(secret, with: Self.mark)
  }

  /// The bytes with each occurrence of the key replaced.
  func redacted(_ bytes: [UInt8]) -> [UInt8] {
    guard isSecret, var start = find(in: bytes, from: 0) else { return bytes }
    var clean: [UInt8] = []
    var done = 0
    while true {
      clean += bytes[done..<start]
      clean += Self.mark.utf8
      done = start + secret.utf8.count
      guard let next = find(in: bytes, from: done) else { return clean + bytes[done...] }
      start = next
    }
  }

  /// The value with each occurrence of the key in its texts and names replaced.
  func redacted(_ value: JSONValue) -> JSONValue {
    switch value {
    case .string(let text): return .string(redacted(text))
    case .array(let values): return .array(values.map { redacted($0) })
    case .object(let object):
      var clean = JSONObject()
      for (key, value) in object.members { clean[redacted(key)] = redacted(value) }
      return .object(clean)
    case .null, .bool, .integer, .number: return value
    }
  }

  private func find(in bytes: [UInt8], from start: Int) -> Int? {
    var secret = secret
    return secret.withUTF8 { secret in
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
