/// Numbers as a row of bars, for a terminal; where it is none, nobody draws any.
enum Sparkline {
  private static let steps = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

  /// Counts, the greatest as high as a line; none where there is nothing to count.
  static func bars(_ counts: [Int]) -> String {
    let most = counts.max() ?? 0
    return counts.map { count in
      count == 0 || most == 0 ? " " : steps[min(7, count * 8 / most)]
    }.joined()
  }

  /// How numbers go up and down between the least and the greatest of them; nil is a gap.
  ///
  /// - Returns: empty where all are the same.
  static func course(_ values: [Double?]) -> String {
    let known = values.compactMap { $0 }
    guard let least = known.min(), let most = known.max(), least < most else { return "" }
    return values.map { value in
      value.map { steps[Int(((($0 - least) / (most - least)) * 7).rounded())] } ?? " "
    }.joined()
  }

  /// Sets a picture behind each line, all at the same column; the first line is a heading.
  static func beside(_ lines: [String], _ pictures: [String]) -> [String] {
    let width = lines.map(\.count).max() ?? 0
    return lines.prefix(1)
      + zip(lines.dropFirst(), pictures).map { line, picture in
        picture.isEmpty
          ? line : line + String(repeating: " ", count: width - line.count) + "  " + picture
      }
  }
}
