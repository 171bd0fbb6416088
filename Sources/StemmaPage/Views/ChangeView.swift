import StemmaRecord
import StemmaStatistics

/// Records as the template `change` shows them: one that changed side by side, word by word.
struct ChangeView {
  /// At most so many scalars of a text are shown, and of what is the same so many beside a change.
  let textLimit: Int
  let besideLimit: Int
  let fieldLimit: Int

  /// For a page that is to be printed.
  static let short = ChangeView(textLimit: 200, besideLimit: 45, fieldLimit: 4)

  func values(_ word: String, _ change: RecordComparison.Change) -> Values {
    guard let record = change.after ?? change.before else { return [:] }
    var values: Values = ["word": word, "id": Shown.beginning(record.id.text, 64)]
    if let origin = record.origin { values["place"] = Shown.beginning(Self.place(origin), 160) }
    guard let before = change.before?.row, let after = change.after?.row else {
      values["isPair"] = false
      values["only"] = "Text"
      let fields = RowDifference.forReading(record.row)
      values["texts"] = fields.prefix(fieldLimit).map { key, value in
        text(key, [side([(.same, value.shownText)], isWide: false)])
      }
      if let remark = remark(fields.count) { values["remark"] = remark }
      return values
    }
    values["isPair"] = true
    let differences = RowDifference.changed(before, after)
    let same = RowDifference.forReading(after).filter { before[$0.key] == $0.value }
    let texts =
      same.map { key, value in text(key, [side([(.same, value.shownText)], isWide: true)]) }
      + differences.map { field, words in
        text(
          field,
          [WordDifference.Kind.added, .removed].map { other in
            side(words.parts.filter { $0.kind != other }.map { ($0.kind, $0.text) }, isWide: false)
          })
      }
    // What changed comes before what did not, where not all can be shown.
    let order = Array(texts.suffix(differences.count) + texts.prefix(same.count))
    values["texts"] = Array(order.prefix(fieldLimit))
    if differences.isEmpty { values["remark"] = "It reads the same; its section was edited." }
    if let remark = remark(order.count) { values["remark"] = remark }
    return values
  }

  private func remark(_ fields: Int) -> String? {
    fields > fieldLimit ? "\(Shown.count(fields - fieldLimit, "field")) more." : nil
  }

  static func place(_ origin: Origin) -> String {
    var parts = [origin.input] + origin.headingPath
    if case .seed(let name) = origin.place { parts.append(name) }
    return (parts + [origin.strategy]).joined(separator: " / ")
  }

  private func text(_ field: String, _ sides: [Values]) -> Values {
    ["field": Shown.beginning(field, 80), "sides": sides]
  }

  /// One version's words; what is long is cut in its middle or at its end.
  private func side(_ parts: [(kind: WordDifference.Kind, text: String)], isWide: Bool) -> Values {
    var shown: [Values] = []
    var left = textLimit
    var hidden = 0
    func endGap() {
      if hidden > 0 { shown.append(["gap": Shown.count(hidden, "character")]) }
      hidden = 0
    }
    func add(_ kind: WordDifference.Kind, _ text: String) {
      guard !text.isEmpty else { return }
      endGap()
      let key = kind == .same ? "same" : kind == .removed ? "gone" : "fresh"
      shown.append([key: text])
    }
    for (place, part) in parts.enumerated() {
      let length = part.text.unicodeScalars.count
      let isBetween = part.kind == .same && parts.count > 1 && length > 2 * besideLimit + 30
      if isBetween {
        let head = place == 0 ? 0 : besideLimit
        let tail = place == parts.count - 1 ? 0 : besideLimit
        add(.same, Self.head(part.text, head))
        hidden += length - head - tail
        add(.same, Shown.end(part.text, tail))
        left -= head + tail
      } else if length > max(left, 40) {
        let head = max(left, 40)
        add(part.kind, Self.head(part.text, head))
        hidden += length - head
        left = 0
      } else {
        add(part.kind, part.text)
        left -= length
      }
      if left <= 0 {
        hidden += parts[(place + 1)...].reduce(0) { $0 + $1.text.unicodeScalars.count }
        break
      }
    }
    endGap()
    return ["parts": shown, "wide": isWide]
  }

  private static func head(_ text: String, _ limit: Int) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.prefix(limit)))
  }
}
