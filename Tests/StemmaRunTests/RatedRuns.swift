import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

/// Runs of one manifest in which a teacher is asked about rows as well, and what must be true of any.
struct RatedRuns: Sendable {
  typealias Limit = (count: Int, result: Exchange.Result)

  let manifest: Manifest
  /// The teacher: by the order in which its answers come, and where it ends.
  let service: @Sendable (_ order: UInt64, _ limit: Limit?) -> FakeService
  /// A stop comes after so many answers.
  let stops: ClosedRange<Int>
  /// The document; nil for one of twelve sections.
  var text: String?
  /// What is run where that is not made from a document.
  var request: (@Sendable (_ manifest: Manifest, _ width: Int) -> RunRequest)?

  static func run(
    _ store: Store, _ service: FakeService, _ manifest: Manifest, text: String? = nil,
    width: Int = 8
  ) async throws -> Runner.Outcome {
    try await Runner(store, teachers: service.teachers)
      .run(
        liveRequest(manifest, text: text ?? document(12), width: width), waiting: nil)
  }

  private func run(
    _ store: Store, _ service: FakeService, width: Int = 8
  ) async throws -> Runner.Outcome {
    guard let request else {
      return try await Self.run(store, service, manifest, text: text, width: width)
    }
    return try await Runner(store, teachers: service.teachers)
      .run(request(manifest, width), waiting: nil)
  }

  /// The same receipt at any width and in any order of arrival.
  func expectSame(at width: Int) async throws {
    let (work, other) = (try Workspace(), try Workspace())
    let first = try await run(try work.create(), service(1, nil))
    let again = try await run(
      try other.create(), service(UInt64(width) &* 9, nil), width: width)
    #expect(again.report.receipt == first.report.receipt)
  }

  /// Stopped again and again, it ends with the same receipt, and asks nothing that was answered.
  func expectResumed(seed: UInt64) async throws {
    var dice = Dice(seed)
    let (calm, work) = (try Workspace(), try Workspace())
    let whole = try await run(try calm.create(), service(1, nil))
    let store = try work.create()
    var held: Set<[UInt8]> = []
    while true {
      let service = service(
        dice.next(), (Int.random(in: stops, using: &dice), .exhausted(reason: "Enough.")))
      do {
        let outcome = try await run(
          store, service, width: Int.random(in: 1...9, using: &dice))
        #expect(outcome.report.receipt == whole.report.receipt)
        #expect(held.isDisjoint(with: service.bodies))
        break
      } catch is RunError {
        #expect(held.isDisjoint(with: service.bodies), "seed \(seed)")
        held.formUnion(service.bodies.prefix(service.answeredCount))
      }
    }
  }

  /// Made again from its transcript, and nobody asked.
  func expectReplayed() async throws {
    let work = try Workspace()
    let store = try work.create()
    let outcome = try await run(store, service(1, nil))
    let silent = service(1, nil)
    let report = try await Reproduction(store, width: 5, teachers: silent.teachers)
      .run(outcome.publication.version, attest: nil)
    #expect(report.outcome == .identical && silent.count == 0)
  }
}
