import StemmaRecord

/// A response's JSON, read although some server writes numbers that JSON does not know.
enum LenientJSON {
  private static let depthLimit = 64

  /// - Returns: the value, null in place of each bare word that is no JSON: `NaN`, `-Infinity`, and what
  ///   no double holds, such as `-1e999`; nil where it is no JSON otherwise.
  static func read(_ response: [UInt8]) -> JSONValue? {
    strictly(response) ?? strictly(withoutWords(response))
  }

  private static func strictly(_ bytes: some Collection<UInt8>) -> JSONValue? {
    try? JSONReader.read(bytes, depthLimit: depthLimit, roundsNumbers: true)
  }

  /// - Returns: a response with null in place of each bare word that is no JSON.
  static func withoutWords(_ response: [UInt8]) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(response.count)
    var place = 0
    while place < response.count {
      let start = place
      switch response[place] {
      case UInt8(ascii: "\""):
        place = textEnd(in: response, from: place)
        plain += response[start..<place]
      case let byte where isMark(byte):
        plain.append(byte)
        place += 1
      default:
        place =
          response[start...].firstIndex { isMark($0) || $0 == UInt8(ascii: "\"") }
          ?? response.count
        let word = response[start..<place]
        plain += strictly(word) == nil ? Array("null".utf8)[...] : word
      }
    }
    return plain
  }

  /// Behind the quotation mark that ends a text.
  private static func textEnd(in response: [UInt8], from start: Int) -> Int {
    var place = start + 1
    while place < response.count, response[place] != UInt8(ascii: "\"") {
      place += response[place] == UInt8(ascii: "\\") ? 2 : 1
    }
    return min(place + 1, response.count)
  }

  /// What stands between values: brackets, commas, colons, spaces.
  private static func isMark(_ byte: UInt8) -> Bool {
    "{}[],: \t\r\n".utf8.contains(byte)
  }
}
