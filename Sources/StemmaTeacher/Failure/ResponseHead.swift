/// What is looked at of a response before its body: the status and a few headers.
struct ResponseHead: Equatable {
  let status: Int
  /// Names in lower case.
  private let headers: [(name: String, value: String)]

  /// - Parameter headers: in the response's order; those of no interest are left out.
  init(status: Int, headers: some Sequence<(name: String, value: String)>) {
    self.status = status
    self.headers = headers.compactMap { name, value in
      guard Self.mayMatter(name) else { return nil }
      return (name.lowercased(), value)
    }
  }

  /// Quick to say no: this is asked of every header of every response.
  private static func mayMatter(_ name: String) -> Bool {
    switch name.utf8.first.map({ $0 | 0x20 }) {
    case UInt8(ascii: "x"), UInt8(ascii: "a"), UInt8(ascii: "r"): true
    case UInt8(ascii: "d"): name.utf8.count == 4
    case UInt8(ascii: "l"): name.utf8.count == 8
    case UInt8(ascii: "c"): name.utf8.count == 12
    default: false
    }
  }

  /// - Parameter name: in lower case.
  /// - Returns: the first header's value of this name.
  subscript(name: String) -> String? { headers.first { $0.name == name }?.value }

  static func == (left: ResponseHead, right: ResponseHead) -> Bool {
    left.status == right.status
      && left.headers.elementsEqual(right.headers) { $0 == $1 }
  }

  /// Whether it may say what the service still allows.
  var hasAllowances: Bool {
    headers.contains {
      $0.name.hasPrefix("x-ratelimit-") || $0.name.hasPrefix("anthropic-ratelimit-")
    }
  }
}
