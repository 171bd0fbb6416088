import StemmaRecord
import StemmaRun
import StemmaStore

/// How every command makes a run: it shows how far it has come, and asks before it spends.
struct RunSession {
  /// Whether words for people are left out.
  let json: Bool
  /// Whether it was agreed beforehand to what it costs.
  let yes: Bool
  /// Whether it ends instead of waiting, for another run of the same plan or for batches.
  var noWait = false
  var quiet = false

  func make(_ request: RunRequest, in store: Store) async throws -> Runner.Outcome {
    let progress = ProgressLine(quiet: quiet, isForScripts: json)
    defer { progress.clear() }
    let began = World.milliseconds()
    return try await Runner(
      store,
      teachers: Offer.live(
        telling: Terminal.news(isWanted: !quiet && !json), warning: Terminal.warnings())
    ).run(
      request,
      waiting: noWait ? nil : Self.waiting,
      agreeing: Consent(isGiven: yes, canAsk: !json).ask,
      progress: progress.show,
      finishing: { ["durationMilliseconds": .integer(Int(World.milliseconds() - began))] })
  }

  @Sendable static func waiting() {
    Terminal.error("Another run of the same plan is under way; waiting for it.")
  }
}
