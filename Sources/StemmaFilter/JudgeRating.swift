import StemmaRecord

/// What a judge says of one row.
public struct JudgeRating: Hashable, Sendable {
  /// By `RatingScale.parts`.
  private let points: [Int]

  /// 0...10.
  public var total: Int { points.reduce(0, +) }

  /// - Returns: nil where a part is missing, or outside its range.
  init?(json: JSONValue) {
    guard let points = RatingScale.points(in: json) else { return nil }
    self.points = points
  }

  /// An answer that rates a row asked about alone.
  public var alone: String {
    var rating: JSONObject = ["id": 1]
    for (part, value) in zip(RatingScale.parts, points) { rating[part.name] = .integer(value) }
    return CanonicalJSON.text(["ratings": [.object(rating)]])
  }

  // MARK: Reading

  private static let limitBytes = 1 << 20
  private static let tries = 64

  /// Reads a judge's answer; words around it do no harm.
  ///
  /// - Parameter count: how many rows it was asked about.
  /// - Returns: a rating for each; nil for a row that was passed over, rated twice or not as asked.
  public static func ratings(in answer: String, count: Int) -> [JudgeRating?] {
    var ratings: [JudgeRating?] = Array(repeating: nil, count: count)
    var seen: Set<Int> = []
    for element in elements(of: answer) {
      guard let id = element["id"].flatMap({ $0.integer ?? $0.string.flatMap { Int($0) } }),
        (1...count).contains(id)
      else { continue }
      ratings[id - 1] = seen.insert(id).inserted ? JudgeRating(json: element) : nil
    }
    return ratings
  }

  private static func elements(of answer: String) -> [JSONValue] {
    let bytes = Array(answer.utf8)
    guard bytes.count <= limitBytes else { return [] }
    var position = 0
    var tried = 0
    while position < bytes.count, tried < tries {
      guard bytes[position] == UInt8(ascii: "{") || bytes[position] == UInt8(ascii: "[") else {
        position += 1
        continue
      }
      tried += 1
      guard let (value, end) = try? JSONReader.readPart(bytes, from: position, depthLimit: 8) else {
        position += 1
        continue
      }
      if let list = value["ratings"]?.array ?? value.array { return list }
      if value["id"] != nil { return [value] }
      position = end
    }
    return []
  }
}
