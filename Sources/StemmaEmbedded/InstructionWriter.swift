import StemmaRecord

/// Puts a seed, a scene and remarks together as an instruction and its response.
struct InstructionWriter {
  let seed: InstructionSeed
  let rules: InstructionRules
  private let table: WordingTable
  private let domain: InstructionDomain

  init(_ seed: InstructionSeed, domain: String?, rules: InstructionRules, table: WordingTable) {
    self.seed = seed
    self.rules = rules
    self.table = table
    self.domain = InstructionDomain(domain)
  }

  /// How much of a content is said.
  struct Extent {
    let remarks: Int
    let hasTieIn: Bool
    /// So many parts of the response at most.
    var parts = Int.max

    /// The usual one first, then shorter ones, then longer ones.
    static func all(parts: Int) -> [Extent] {
      let shorter = [
        Extent(remarks: 1, hasTieIn: true), Extent(remarks: 1, hasTieIn: false),
        Extent(remarks: 0, hasTieIn: false),
      ]
      let cut = (1..<max(1, parts)).reversed().map {
        Extent(remarks: 0, hasTieIn: false, parts: $0)
      }
      let longer = (3...(2 + InstructionContent.spareRemarks)).map {
        Extent(remarks: $0, hasTieIn: true)
      }
      return [usual] + shorter + cut + longer
    }

    static let usual = Extent(remarks: 2, hasTieIn: true)
  }

  /// - Parameter draws: always used alike, whatever the constraints.
  func row(
    _ variation: InstructionVariation, _ scene: InstructionPhrase, _ content: InstructionContent,
    draws: inout Draws
  ) -> (instruction: String, response: String) {
    let words = InstructionWords(
      variation, scene, content, seed: seed, domain: domain, rules: rules, table: table,
      draws: &draws)
    guard !rules.checked.isEmpty else { return text(words, .usual) }
    let plain = words.inPlainForm(isBlock: seed.isBlock, rules)
    for extent in Extent.all(parts: seed.parts.count) {
      for words in [words, plain] {
        let row = text(words, extent)
        if rules.areKept(row.instruction, row.response) { return row }
      }
    }
    return text(words, .usual)
  }

  private func text(
    _ words: InstructionWords, _ extent: Extent
  ) -> (instruction: String, response: String) {
    (instruction(words, extent), response(words, extent))
  }

  // MARK: Instructions

  private func instruction(_ words: InstructionWords, _ extent: Extent) -> String {
    var asks = ""
    for (ask, _) in words.remarks.prefix(extent.remarks) { asks += " " + ask }
    if extent.remarks > 0 || words.form.isList { asks += " " + words.formAsk }
    if !rules.stated.isEmpty { asks += " " + rules.stated }
    var text = ""
    text.reserveCapacity(seed.instruction.utf8.count + 512)
    if let draft = words.draft {
      text += words.sceneAsk + " The task was:\n" + seed.instruction + "\n\nThe answer was:\n"
      text += draft + "\n\n" + words.request + asks
      return text
    }
    let isBlock = seed.instruction.utf8.contains(0x0A)
    let gap = isBlock ? "\n\n" : " "
    if words.isTaskFirst {
      text += seed.instruction + gap + words.sceneAsk + asks
    } else {
      text += words.sceneAsk + gap + seed.instruction
      text += isBlock && !asks.isEmpty ? "\n\n" + asks.dropFirst() : asks
    }
    return text
  }

  // MARK: Responses

  private func response(_ words: InstructionWords, _ extent: Extent) -> String {
    var notes: [String] = words.remarks.prefix(extent.remarks).map(\.give)
    if extent.hasTieIn, let tieIn = words.tieIn {
      notes.insert(tieIn, at: words.leads ? 0 : notes.count)
    }
    let parts = Array(seed.parts.prefix(extent.parts))
    let result = extent.parts >= seed.parts.count ? seed.response : Wording.join(parts)
    var text = body(words, parts: parts, result: result, notes: notes)
    let missing = rules.mentioned.filter { !text.lowercased().contains($0) }
    if !missing.isEmpty { text += "\n\nKey terms: " + missing.joined(separator: ", ") + "." }
    return text
  }

  private func body(
    _ words: InstructionWords, parts: [String], result: String, notes: [String]
  ) -> String {
    let gap = seed.isBlock ? "\n\n" : " "
    let remarks = notes.joined(separator: " ")
    let lead = words.verdict.map { $0 + gap } ?? ""
    let plain = lead + result + (remarks.isEmpty ? "" : gap + remarks)
    switch words.form {
    case .paragraph: return plain
    case .bullets, .numbers: return list(words, parts: parts, notes: notes)
    case .labels: return labelled(words, result: result, notes: notes)
    case .remarksFirst: return remarks.isEmpty ? plain : remarks + "\n\n" + lead + result
    case .message: return "Hello,\n\n" + plain + "\n\nKind regards"
    case .apart:
      return remarks.isEmpty ? plain : lead + result + "\n\nRemarks: " + remarks
    case .task: return "Task: " + seed.instruction + "\n\n" + plain
    case .terms: return plain + "\n\nKey terms: " + seed.terms.joined(separator: ", ") + "."
    case .summary: return plain + "\n\nIn short: " + parts[0]
    case .question: return plain + " " + words.closing
    }
  }

  private func list(_ words: InstructionWords, parts: [String], notes: [String]) -> String {
    var text = words.verdict.map { $0 + "\n" } ?? ""
    var points = notes
    if seed.isBlock {
      text += parts[0] + "\n"
    } else {
      points = parts + notes
    }
    for (index, point) in points.enumerated() {
      if !text.isEmpty, index > 0 || seed.isBlock { text += "\n" }
      text += words.form == .bullets ? "- " : "\(index + 1). "
      text += point
    }
    return text
  }

  private func labelled(_ words: InstructionWords, result: String, notes: [String]) -> String {
    var text = words.verdict.map { "Verdict: " + $0 + "\n" } ?? ""
    text += seed.isBlock ? "Answer:\n" : "Answer: "
    text += result
    for (index, note) in notes.enumerated() {
      text += (seed.isBlock && index == 0 ? "\n\n" : "\n")
      text += (index == 0 ? "Remark: " : "Further remark: ") + note
    }
    return text
  }
}
