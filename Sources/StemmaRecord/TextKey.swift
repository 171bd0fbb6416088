/// A text as its bytes; Swift's own `==` would join canonically equivalent ones, and keep whichever
/// came first. In the order of its bytes.
public struct TextKey: Hashable, Comparable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (left: TextKey, right: TextKey) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }

  public static func < (left: TextKey, right: TextKey) -> Bool {
    left.text.precedesByBytes(right.text)
  }

  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
