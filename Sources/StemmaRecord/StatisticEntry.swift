/// A statistic, or a kind of them, as expectations name it.
public struct StatisticEntry: Hashable, Sendable {
  /// What stands between `prefix` and `suffix`.
  public enum Subject: Sendable {
    /// Nothing: it is one statistic of the whole version.
    case version
    /// A field of rows, such as `answer` or `messages[].content`.
    case field
    /// A filter's name.
    case filter
    /// The name of one of several teachers.
    case teacher
    /// An axis of the manifest's mix.
    case mix
  }

  public let subject: Subject
  public let prefix: String
  public let suffix: String

  public init(_ subject: Subject, prefix: String, suffix: String = "") {
    self.subject = subject
    self.prefix = prefix
    self.suffix = suffix
  }

  /// The statistic's name.
  ///
  /// - Parameter name: the field's, filter's, teacher's or axis'; empty for one of the version.
  public func name(of name: String = "") -> String { prefix + name + suffix }

  /// Whether a name is one of these.
  ///
  /// - Parameter names: the fields, filters, teachers or axes there are; what is nested in a field is the field's.
  public func matches(_ name: String, among names: [String]) -> Bool {
    let bytes = Array(name.utf8)
    guard subject != .version else { return name.hasSameBytes(as: prefix) }
    guard bytes.count > prefix.utf8.count + suffix.utf8.count,
      bytes.starts(with: prefix.utf8), bytes.reversed().starts(with: suffix.utf8.reversed())
    else { return false }
    let middle = bytes.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
    return names.contains { known in
      guard middle.starts(with: known.utf8) else { return false }
      let rest = middle.dropFirst(known.utf8.count).first
      let isNested = rest == UInt8(ascii: ".") || rest == UInt8(ascii: "[")
      return rest == nil || subject == .field && isNested
    }
  }
}
