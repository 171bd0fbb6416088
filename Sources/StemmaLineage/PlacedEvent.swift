import StemmaRecord

/// An event with its place on the events branch: 1 is the oldest.
struct PlacedEvent: Sendable {
  let place: Int64
  let event: EventRow
}

extension PlacedEvent: SealedRow {
  static let table = SealedTable.event

  init?(_ columns: [SealedValue]) {
    guard columns.count == 6, let place = columns[0].integer, let commit = columns[1].text,
      let kind = columns[2].text, let seconds = columns[4].integer, let body = columns[5].blob
    else { return nil }
    let subject: ObjectID?
    if case .null = columns[3] {
      subject = nil
    } else {
      guard let id = columns[3].id else { return nil }
      subject = id
    }
    self.place = place
    event = EventRow(commit: commit, kind: kind, subject: subject, seconds: seconds, body: body)
  }

  var columns: [SealedValue] {
    [
      .integer(place), .text(event.commit), .text(event.kind),
      event.subject.map { .blob($0.bytes) } ?? .null, .integer(event.seconds), .blob(event.body),
    ]
  }

  static func precedes(_ left: PlacedEvent, _ right: PlacedEvent) -> Bool {
    left.place < right.place
  }
}
