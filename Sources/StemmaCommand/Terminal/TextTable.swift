/// Cells set out in columns.
enum TextTable {
  /// - Parameters:
  ///   - rows: as many cells each.
  ///   - left: the columns that begin at their left; the others end at their right.
  static func lines(_ rows: [[String]], left: Set<Int>) -> [String] {
    guard let first = rows.first else { return [] }
    let widths = first.indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let gap = String(repeating: " ", count: widths[column] - cell.count)
        line += (column == 0 ? "" : "  ") + (left.contains(column) ? cell + gap : gap + cell)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }
}
