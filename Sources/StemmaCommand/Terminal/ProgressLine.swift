import StemmaRun

/// Shows how far a run has come, on a terminal only.
final class ProgressLine {
  private let isShown: Bool
  private var lastShown: Int64 = 0
  private var hasShown = false

  init(quiet: Bool) {
    isShown = !quiet && Terminal.errorIsTerminal
  }

  func show(_ progress: RunProgress) {
    show(
      "round \(progress.round): \(progress.judged) of \(progress.prompts) prompts, "
        + "\(progress.kept) records kept"
        + (progress.spending.map { ", \(CostReport.line($0))" } ?? ""),
      isLast: progress.judged == progress.prompts)
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
