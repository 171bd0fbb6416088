/// Where pages of the dashboard are.
enum PageAddress {
  static func dataset(_ name: String) -> String { "/datasets/\(encoded(name))" }

  /// - Parameter name: such as `coffee@1`.
  static func version(_ name: String) -> String { "/versions/\(encoded(name))" }

  /// - Parameter from: the first record's place, from 1.
  static func records(of version: String, from: Int = 1, find: String = "") -> String {
    var query: [String] = []
    if from > 1 { query.append("from=\(from)") }
    if !find.isEmpty { query.append("find=\(encoded(find))") }
    let path = "\(self.version(version))/records"
    return query.isEmpty ? path : "\(path)?\(query.joined(separator: "&"))"
  }

  /// - Parameter place: from 1.
  static func record(_ place: Int, of version: String) -> String {
    "\(self.version(version))/records/\(place)"
  }

  static func comparison(_ before: String, _ after: String) -> String {
    "/compare?before=\(encoded(before))&after=\(encoded(after))"
  }

  static func lineage(_ name: String) -> String { "/lineage/\(encoded(name))" }

  /// As RFC 3986 wants it within a path or a query. What ends in `.json` would be taken for a page's
  /// JSON, so that its dot is written as a number.
  private static func encoded(_ text: String) -> String {
    let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_~@.".utf8)
    let digits = Array("0123456789ABCDEF")
    let dot = text.hasSuffix(".json") ? UInt8(ascii: ".") : 0
    return text.utf8.map { byte in
      plain.contains(byte) && byte != dot
        ? String(Unicode.Scalar(byte)) : "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
    }.joined()
  }
}
