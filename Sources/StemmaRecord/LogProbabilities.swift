/// How probable a teacher finds texts that might follow a prompt.
///
/// This, and no floating-point number, is what is recorded.
public struct LogProbabilities: Hashable, Sendable {
  /// For each text the natural logarithm of its probability, in millionths: at most 0, and at least
  /// -2^53.
  public let millionths: [Int]

  /// - Returns: nil where a value is out of range.
  public init?(millionths: [Int]) {
    guard millionths.allSatisfy({ (-(1 << 53)...0).contains($0) }) else { return nil }
    self.millionths = millionths
  }

  /// As an answer has it: canonical JSON.
  public var text: String {
    CanonicalJSON.text(["millionths": .array(millionths.map { .integer($0) })])
  }

  /// Reads what `text` wrote.
  ///
  /// - Returns: nil for anything else.
  public init?(_ text: String) {
    guard let object = (try? JSONReader.read(Array(text.utf8), depthLimit: 4))?.object,
      object.members.count == 1, let values = object["millionths"]?.array
    else { return nil }
    let millionths = values.compactMap(\.integer)
    guard millionths.count == values.count else { return nil }
    self.init(millionths: millionths)
  }
}
