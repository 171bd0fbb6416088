/// The identity of one place where records come from, such as a section × strategy.
///
/// It holds nothing that moves when something else is inserted.
public struct ItemKey: Hashable, Sendable {
  /// What the key was made from, as a canonical JSON object's hash.
  public let digest: ObjectID

  /// - Parameter parts: everything that tells the item apart from all others of its dataset.
  public init(_ parts: JSONObject) {
    digest = ObjectID(of: .plan, CanonicalJSON.bytes(.object(parts)))
  }

  /// The key of a record that is known by nothing but what it says.
  ///
  /// - Parameter row: canonical JSON.
  public init(row: some Sequence<UInt8>) {
    var hash = ObjectHasher(.plan)
    hash.update("row ".utf8)
    hash.update(row)
    digest = hash.finish()
  }
}

/// A record's id. For what stemma makes: 24 hexadecimal digits of item key and ordinal; for what was
/// imported, the field the user named.
public struct RecordID: Hashable, Sendable, CustomStringConvertible {
  public let text: String

  public init(_ text: String) { self.text = text }

  /// - Parameter ordinal: the slot's place within its item, before any filter.
  public init(item: ItemKey, ordinal: Int) {
    var hash = ObjectHasher(.plan)
    hash.update(item.digest.bytes)
    hash.update(" slot \(ordinal)".utf8)
    text = hash.finish().hex(bytes: 12)
  }

  public var description: String { text }

  /// Whether a shell and a terminal take it as it stands.
  public var isPlainWord: Bool {
    text.utf8.first != UInt8(ascii: "-")
      && text.utf8.allSatisfy {
        switch $0 {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"),
          UInt8(ascii: "-"):
          true
        default: false
        }
      }
  }

  public static func == (left: RecordID, right: RecordID) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  public func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }
}
