/// What is asked of the dashboard, taken apart. There are no files behind it: a path is a list of names.
public struct PageRequest: Hashable, Sendable {
  /// Decoded; without `.json` at its end, and without empty names.
  public let path: [String]
  /// Decoded; of a name that stands twice the first value.
  public let query: [String: String]
  /// Whether the page's JSON is wanted: it ends in `.json`, or JSON alone is accepted.
  public let wantsJSON: Bool
  /// The address of the same as JSON.
  public let jsonAddress: String

  /// Longer addresses are refused, in bytes.
  static let lengthLimitBytes = 8192

  /// - Parameters:
  ///   - target: as it stands in the request's first line, such as `/runs?still=1`.
  ///   - accept: what the asker can read; empty for anything.
  /// - Returns: nil where it is too long, no path, or not UTF-8 when decoded.
  init?(target: String, accept: String) {
    guard target.utf8.count <= Self.lengthLimitBytes, target.hasPrefix("/"),
      // To a browser, two of them begin another site's address.
      !target.hasPrefix("//")
    else { return nil }
    let halves = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    // A name may end in `.json` itself, and is then written with `%2E`.
    let suffix = ".json"
    let isJSON = halves[0].hasSuffix(suffix)
    let raw = isJSON ? halves[0].dropLast(suffix.count) : halves[0]
    var path: [String] = []
    for part in raw.split(separator: "/") {
      guard let name = Self.decoded(part) else { return nil }
      path.append(name)
    }
    var query: [String: String] = [:]
    for part in halves.count > 1 ? halves[1].split(separator: "&") : [] {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = Self.decoded(sides[0], isQuery: true),
        let value = Self.decoded(sides.count > 1 ? sides[1] : "", isQuery: true)
      else { return nil }
      if query[name] == nil { query[name] = value }
    }
    self.path = path == ["index"] ? [] : path
    self.query = query
    wantsJSON = isJSON || (accept.contains("application/json") && !accept.contains("text/html"))
    let base = self.path.isEmpty ? "/index" : String(raw)
    jsonAddress = base + suffix + (halves.count > 1 ? "?\(halves[1])" : "")
  }

  /// - Returns: nil where an escape is cut short or what it makes is not UTF-8.
  private static func decoded(_ text: Substring, isQuery: Bool = false) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%") {
        guard let high = rest.popFirst().flatMap(digit), let low = rest.popFirst().flatMap(digit)
        else { return nil }
        bytes.append(high << 4 | low)
      } else {
        bytes.append(isQuery && byte == UInt8(ascii: "+") ? UInt8(ascii: " ") : byte)
      }
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
  }
}
