import StemmaRecord

/// A version's name as users write it.
public struct VersionName: Hashable, Sendable {
  public enum Selector: Hashable, Sendable {
    case number(Int)
    /// So many versions before the newest.
    case head(before: Int)
    /// The first digits of the receipt's digest, at least four.
    case receipt(prefix: String)
    /// A name that `stemma tag` gave.
    case tag(String)
  }

  public let dataset: String
  public let selector: Selector

  /// - Parameter text: `name@3`, `name@head`, `name@head~1`, `name@sha256:ab12…`, `name@tag`; `name`
  ///   alone means its head.
  public init(_ text: String) throws(StoreError) {
    let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
    guard let name = parts.first, DatasetName.isValid(String(name)) else {
      throw .malformedVersionName(text)
    }
    dataset = String(name)
    guard parts.count == 2 else {
      selector = .head(before: 0)
      return
    }
    guard let selector = Self.selector(String(parts[1])) else { throw .malformedVersionName(text) }
    self.selector = selector
  }

  private static func selector(_ text: String) -> Selector? {
    if text == "head" { return .head(before: 0) }
    if text.hasPrefix("head~") {
      return number(text.dropFirst("head~".count)).map { .head(before: $0) }
    }
    if text.hasPrefix("sha256:") {
      let digits = text.dropFirst("sha256:".count)
      let isHex = digits.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
      }
      return (4...64).contains(digits.utf8.count) && isHex ? .receipt(prefix: String(digits)) : nil
    }
    if let number = number(text[...]), number > 0 { return .number(number) }
    return TagName.isValid(text) ? .tag(text) : nil
  }

  private static func number(_ digits: Substring) -> Int? {
    guard digits.utf8.count <= 9, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(digits)
  }
}
