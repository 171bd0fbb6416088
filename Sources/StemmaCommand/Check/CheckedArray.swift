import StemmaStatistics

/// Finds what is at fault between an array's elements: each is held back until what follows shows whether
/// its comma is missing, or too much.
struct CheckedArray {
  /// Whether a comma follows it is nil where that is not known.
  private var held: (reading: CheckReading, hasComma: Bool?)?
  private var hasEnded = false

  /// - Returns: readings to which nothing is to be added, in the lines' order.
  mutating func take(_ line: CheckedLine) -> [CheckReading] {
    guard let marks = line.marks else { return line.reading.map { [$0] } ?? [] }
    func broken(_ words: String) -> CheckReading {
      CheckReading(broken: words, at: line.place, side: line.side)
    }
    guard !hasEnded else { return [broken("the array has ended before it")] }
    var done: [CheckReading] = []
    let commas = [marks.isAfterComma, line.reading == nil && marks.isBeforeComma == true]
    for isThere in commas where isThere {
      if held != nil, held?.hasComma != true {
        held?.hasComma = true
      } else {
        done += release() + [broken("there is nothing before the comma")]
      }
    }
    if let reading = line.reading {
      if held?.hasComma == false { held?.reading.note(brokenAround: "no comma follows it") }
      done += release()
      held = (reading, marks.isBeforeComma)
    }
    if marks.isLast {
      done += end(isWhole: true)
      hasEnded = true
    }
    return done
  }

  /// - Parameter isWhole: whether the array was closed.
  /// - Returns: the last reading, if there is one.
  mutating func end(isWhole: Bool) -> [CheckReading] {
    if isWhole, held?.hasComma == true {
      held?.reading.note(brokenAround: "no element follows its comma")
    }
    return release()
  }

  private mutating func release() -> [CheckReading] {
    defer { held = nil }
    return held.map { [$0.reading] } ?? []
  }
}
