import StemmaRecord
import StemmaRun

/// Whether money may be spent: asked of whoever sits at the terminal, or given beforehand.
struct Consent {
  /// With --yes.
  let isGiven: Bool
  /// Whether words for people may be written.
  let canAsk: Bool

  /// - Throws: `InputError` where it is not given.
  func ask(_ forecast: SpendingForecast) throws {
    guard forecast.mustBeAgreed, !isGiven else { return }
    let most = forecast.most?.description
    guard canAsk, Terminal.inputIsTerminal, Terminal.errorIsTerminal else {
      throw InputError.spendingUnconfirmed(most)
    }
    for line in CostReport.lines(forecast) { Terminal.error(line) }
    let question = most.map { "Spend up to \($0)?" } ?? "Spend an amount that is not known?"
    guard Terminal.confirm(question) else { throw InputError.spendingDeclined }
  }
}
