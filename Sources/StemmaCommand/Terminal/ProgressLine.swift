import StemmaRun

/// Shows how far a run has come, on a terminal only.
final class ProgressLine {
  private let isShown: Bool
  /// Whether lines that stay may be written.
  private let isTalking: Bool
  private var lastShown: Int64 = 0
  private var hasShown = false

  /// - Parameter isForScripts: whether standard error is for errors alone.
  init(quiet: Bool, isForScripts: Bool = false) {
    isShown = !quiet && Terminal.errorIsTerminal
    isTalking = !quiet && !isForScripts
  }

  func show(_ progress: RunProgress) {
    if let news = progress.batches { return show(news, round: progress.round) }
    show(
      "round \(progress.round): \(progress.judged) of \(progress.prompts) prompts, "
        + "\(progress.kept) records kept"
        + (MixReport.lacking(progress.balance).map { ", \($0)" } ?? "")
        + (progress.spending.map { ", \(CostReport.line($0))" } ?? ""),
      isLast: progress.judged == progress.prompts)
  }

  private func show(_ news: BatchNews, round: Int) {
    if case .waiting(let batches, let questions, let done) = news {
      return show(
        "round \(round): \(done) of \(questions) questions done, in \(batches) "
          + "batch\(batches == 1 ? "" : "es")", isLast: true)
    }
    guard isTalking else { return }
    clear()
    Terminal.error(Wording.batches(news))
  }

  /// - Parameter sizeBytes: the file's; nil where it is not known.
  func show(_ progress: ImportProgress, of sizeBytes: Int?) {
    let share = sizeBytes.map { ", \(progress.bytes * 100 / max(1, $0)) %" } ?? ""
    show("\(progress.records) records, \(progress.bytes >> 20) MiB\(share)", isLast: false)
  }

  /// - Parameter isLast: shown even where another line was shown a moment ago.
  func show(_ text: String, isLast: Bool) {
    guard isShown else { return }
    let now = World.milliseconds()
    guard isLast || now - lastShown >= 100 else { return }
    lastShown = now
    hasShown = true
    Terminal.replaceLine(text)
  }

  func clear() {
    if hasShown { Terminal.replaceLine("") }
    hasShown = false
  }
}
