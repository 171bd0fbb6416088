import StemmaRecord
import StemmaRun
import StemmaStore

/// Goes through records with somebody at the terminal. Every decision is kept as it is made.
struct ReviewSession {
  enum Ending {
    /// All were gone through, and a version is wanted.
    case publish
    /// The decisions are kept, to go on later.
    case later
  }

  let records: [ReviewScreen.Item]
  let screen: ReviewScreen
  let check: RowCheck
  let pending: PendingReview
  private let keyboard = Keyboard()
  private var index: Int
  /// For the record on the screen, until it is decided about.
  private var note: String?

  init(
    _ records: [ReviewScreen.Item], _ screen: ReviewScreen, _ check: RowCheck,
    _ pending: PendingReview
  ) {
    self.records = records
    self.screen = screen
    self.check = check
    self.pending = pending
    index = records.firstIndex { pending[$0.id] == nil } ?? records.count
  }

  private enum Step {
    case next, back, stay, quit
  }

  /// - Throws: `CancellationError` where it was interrupted; whatever was decided is kept.
  mutating func run() throws -> Ending {
    while true {
      guard index < records.count else {
        switch try ending() {
        case .next, .quit: return .later
        case .stay: return .publish
        case .back: index = max(0, records.count - 1)
        }
        continue
      }
      try show()
      var step = Step.stay
      while case .stay = step {
        guard let key = try keyboard.key() else { return .later }
        step = try act(on: key)
      }
      note = nil
      switch step {
      case .next: index += 1
      case .back: index = max(0, index - 1)
      case .stay: break
      case .quit: return .later
      }
    }
  }

  private func show() throws {
    let lines = try screen.lines(
      records[index], place: "\(index + 1)/\(records.count)", pending[records[index].id],
      note: note)
    for line in lines { Terminal.error(line) }
  }

  private mutating func act(on key: UInt8) throws -> Step {
    let id = records[index].id
    switch key {
    case UInt8(ascii: "a"): return try decide(.accept)
    case UInt8(ascii: "r"): return try decide(.reject)
    case UInt8(ascii: "e"):
      guard let row = try edited() else {
        try show()
        return .stay
      }
      return try decide(.edit, row)
    case UInt8(ascii: "n"): try askForNote()
    case UInt8(ascii: "u"):
      try pending.undo(id)
      try show()
    case UInt8(ascii: "s"): return .next
    case UInt8(ascii: "b"): return .back
    case UInt8(ascii: "q"): return .quit
    default: break
    }
    return .stay
  }

  private func decide(_ word: ReviewDecision.Word, _ row: JSONObject? = nil) throws -> Step {
    let id = records[index].id
    try pending.decide(
      ReviewDecision(record: id, word: word, row: row, note: note ?? pending[id]?.note))
    return .next
  }

  /// A note belongs to a decision: to the one there is, or the next.
  private mutating func askForNote() throws {
    Terminal.replaceLine("note: ")
    guard let line = try keyboard.line() else { return }
    let text = String(String.UnicodeScalarView(line.unicodeScalars.prefix(DecisionList.noteLimit)))
    note = text.isEmpty ? nil : text
    let id = records[index].id
    if let decision = pending[id] {
      try pending.decide(
        ReviewDecision(record: id, word: decision.word, row: decision.row, note: note))
    }
    try show()
  }

  /// Lets the row be edited until it is as the task wants it, or no longer wanted.
  ///
  /// - Returns: nil where it is to stay as it is.
  private func edited() throws -> JSONObject? {
    let record = try screen.record(records[index])
    let before = pending[record.id]?.row ?? record.row
    var text = IndentedJSON.bytes(.object(before))
    while true {
      let fault: String
      do {
        text = try keyboard.lend { try Editor.edit(text, suffix: ".json") }
        if let row = (try? JSONReader.read(text))?.object {
          guard row != before else { return nil }
          guard let found = check.fault(of: row, for: record.id) else { return row }
          fault = "The row \(found). \(check.wanted)"
        } else {
          fault = "This is not a JSON object."
        }
      } catch let error as InputError {
        fault = "\(error.whatHappened) \(error.nextStep)"
      }
      Terminal.error("error: \(Terminal.visible(fault))")
      Terminal.error("[e]dit again, any other key to leave it as it was")
      guard try keyboard.key() == UInt8(ascii: "e") else { return nil }
    }
  }

  /// Asks what is to become of the decisions.
  ///
  /// - Returns: `stay` to publish.
  private func ending() throws -> Step {
    let undecided = records.count { pending[$0.id] == nil }
    Terminal.error("")
    Terminal.error("\(pending.count) decided, \(undecided) of these \(records.count) open")
    guard pending.count > 0 else { return .quit }
    Terminal.error("[p]ublish a new version  [b]ack  [q]uit, to go on later")
    while let key = try keyboard.key() {
      switch key {
      case UInt8(ascii: "p"): return .stay
      case UInt8(ascii: "b"): return .back
      case UInt8(ascii: "q"): return .quit
      default: break
      }
    }
    return .quit
  }
}
