import StemmaRecord
import StemmaRun

/// Whether money may be spent: asked of whoever sits at the terminal, or given beforehand.
struct Consent {
  /// With --yes.
  let isGiven: Bool
  /// Whether words for people may be written.
  let canAsk: Bool

  /// - Throws: `ConsentError` where it is not given.
  func ask(_ forecast: SpendingForecast) throws {
    if let open = forecast.abandoned { try askToAbandon(open) }
    guard forecast.mustBeAgreed, !isGiven else { return }
    let most = forecast.most?.description
    guard isSomebodyThere else { throw ConsentError.spendingUnconfirmed(most) }
    for line in CostReport.lines(forecast) { Terminal.error(line) }
    let question = most.map { "Spend up to \($0)?" } ?? "Spend an amount that is not known?"
    guard Terminal.confirm(question) else { throw ConsentError.spendingDeclined }
  }

  private var isSomebodyThere: Bool {
    canAsk && Terminal.inputIsTerminal && Terminal.errorIsTerminal
  }

  /// What was submitted is paid for, and nobody gives it up without a word.
  private func askToAbandon(_ open: SpendingForecast.OpenBatches) throws {
    let error = ConsentError.batchesAbandoned(open.batches, questions: open.questions)
    if isGiven { return Terminal.error("warning: \(error.whatHappened)") }
    guard isSomebodyThere else { throw error }
    Terminal.error(error.whatHappened)
    guard Terminal.confirm("Give them up?") else { throw ConsentError.spendingDeclined }
  }
}
