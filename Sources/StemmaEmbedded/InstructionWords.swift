import StemmaRecord

/// A content in words: every wording drawn, nothing put together yet.
struct InstructionWords {
  let sceneAsk: String
  /// What the response adds on account of the scene; nil where it would lead to nothing.
  let tieIn: String?
  /// Whether the tie-in leads over to the remarks, and does not follow them.
  let leads: Bool
  let remarks: [(ask: String, give: String)]
  private(set) var form: InstructionForm
  private(set) var formAsk: String
  let isTaskFirst: Bool
  /// The answer that is lacking, what is asked about it, and what is found.
  let draft: String?
  let request: String
  let verdict: String?
  let closing: String

  private static let requests = [
    "Say what it lacks and put it right.", "Find what is missing and write the answer in full.",
    "What is wrong with it? Give a better one.",
  ]
  private static let gaps = [
    "One thing is missing:", "The answer goes in the right direction but leaves this out:",
    "What it does not say is this:",
  ]
  private static let completions = [
    "In full it reads as follows.", "Here is the whole answer.", "Complete, it should be this.",
  ]
  private static let weakDrafts = [
    "It depends.", "I would have to look that up.", "That is hard to say in general.",
    "Somebody else will know.",
  ]
  private static let refusals = [
    "The answer does not take up the task at all. A better one follows.",
    "Nothing in it answers the task. It should be this instead.",
    "It puts the task off. Here is an answer that can be used.",
  ]
  private static let closings = [
    "Does this answer what you wanted to know?",
    "Is there a part of it that you would like to go into?", "What will you use it for?",
  ]

  /// - Parameter draws: one for each place that has wordings, always in the same order.
  init(
    _ variation: InstructionVariation, _ scene: InstructionPhrase, _ content: InstructionContent,
    seed: InstructionSeed, domain: InstructionDomain, rules: InstructionRules,
    table: WordingTable, draws: inout Draws
  ) {
    func pick(_ wordings: [String]) -> String {
      let allowed = rules.allowed(wordings)
      return allowed[table.place(draws.next(), of: allowed.count)]
    }
    sceneAsk = domain.filled(pick(scene.asks))
    var form = rules.form(content.form, number: content.number)
    if form == .terms, seed.terms.isEmpty { form = .apart }
    if form == .summary, seed.parts.count < 2 { form = .paragraph }
    if form == .paragraph, seed.isBlock { form = .apart }
    self.form = form
    leads = variation == .deepen
    let tieIn = pick(scene.gives)
    let isRunning = !form.isList && ![.labels, .remarksFirst, .apart].contains(form)
    self.tieIn = leads && !isRunning ? nil : tieIn
    remarks = content.remarks.map { number in
      let phrase = InstructionRemarks.all[number]
      return (pick(phrase.asks), pick(phrase.gives))
    }
    formAsk = pick(form.asks)
    isTaskFirst = table.place(draws.next(), of: 2) == 1
    closing = pick(Self.closings)
    request = pick(Self.requests)
    let gap = pick(Self.gaps)
    let completion = pick(Self.completions)
    let weakDraft = pick(Self.weakDrafts)
    let refusal = pick(Self.refusals)
    guard variation == .review else {
      draft = nil
      verdict = nil
      return
    }
    guard seed.parts.count > 1 else {
      draft = weakDraft
      verdict = refusal
      return
    }
    var kept = seed.parts
    let missing = kept.remove(at: content.number / 7 % kept.count)
    draft = Wording.join(kept)
    verdict = Wording.join([gap, missing, completion])
  }

  /// The same without labels, greetings and whatever else a form adds.
  func inPlainForm(isBlock: Bool, _ rules: InstructionRules) -> InstructionWords {
    var words = self
    words.form = rules.form(isBlock ? .remarksFirst : .paragraph, number: 0)
    words.formAsk = rules.allowed(words.form.asks)[0]
    return words
  }
}
