import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTesting
import Testing

@testable import StemmaRun

/// What the README says of the embedded teacher's scale is measured here.
@Suite("sway by the embedded teacher, on the manifests' documents")
struct SwayMeasureTests {
  private static let documents = [
    "coffee": ["beans.md", "brewing.md", "water.md"],
    "tides": ["living-with-tides.txt", "measuring.md", "what-makes-a-tide.md"],
  ]

  private func outcome(
    _ dataset: String, _ manifest: (String) -> Manifest, _ teachers: LiveTeachers = Offer.live
  ) async throws -> (counts: Counts, rows: [JSONObject]) {
    let work = try Workspace()
    let store = try work.create()
    let files = try (Self.documents[dataset] ?? []).map {
      InputFile(name: $0, bytes: try Repository.bytes("experiments/\(dataset)/\($0)"))
    }
    let receipt = try await Runner(store, teachers: teachers).run(
      RunRequest(
        manifest: manifest(dataset), source: [], overrides: [], template: nil, inputs: files,
        width: 2, occasion: JSONObject(), seconds: 1_800_000_000), waiting: nil
    ).report.receipt
    var rows: [JSONObject] = []
    try SequenceReader(receipt.roots.records, from: store).forEach { _, entry in
      if let row = entry.json()?["row"]?.object { rows.append(row) }
      return true
    }
    return (receipt.counts, rows)
  }

  /// Kept by the embedded teacher's own pairs, under its own scale.
  private func own(_ dataset: String) async throws -> (counts: Counts, rows: [JSONObject]) {
    try await outcome(dataset) { name in
      Manifest(
        dataset: name, task: "qa", documents: ["*"], sampling: Sampling(seed: 7),
        perSection: 4, strategy: "both", maxAttempts: 1,
        filters: [FilterChoice(name: "sway", parameters: [:])], catalogue: Offer.catalogue)
    }
  }

  /// The same where a service answers with rows that are not of the passage it is shown.
  private func foreign(_ dataset: String, _ rows: [JSONObject]) async throws -> Counts {
    let service = FakeService(isSlow: false) { request, hash in
      let shown = request.body["messages"]?.array?.last?["content"]?.string ?? ""
      let others = rows.filter { row in
        !shown.contains(String((row["answer"]?.string ?? "").prefix(30)))
      }
      return .answered(
        Answer(
          text: CanonicalJSON.text([
            "pairs": .array(
              (0..<2).map { .object(others[Int((hash >> 8) % 997 + $0) % others.count]) })
          ])))
    }
    let manifest = Manifest(
      dataset: dataset, task: "qa", documents: ["*"],
      teachers: [
        NamedTeacher(name: "far", .live(TeacherChoice(provider: "openai", model: "m"))),
        NamedTeacher(name: "own", .own("embedded")),
      ],
      pool: TeacherPool([.init(name: "far", weight: 1)]), sway: "own",
      sampling: Sampling(seed: 7), perSection: 4, strategy: "both", maxAttempts: 1,
      filters: [FilterChoice(name: "sway", parameters: [:])], catalogue: Offer.catalogue)
    do {
      return try await outcome(dataset, { _ in manifest }, service.teachers).counts
    } catch RunError.nothingKept(let counts) {
      return counts
    }
  }

  @Test(
    "answers of the passage are preferred; of another document next to none; of another passage few"
  )
  func measured() async throws {
    let rows = ["coffee": try await own("coffee"), "tides": try await own("tides")]
    for (dataset, other) in [("coffee", "tides"), ("tides", "coffee")] {
      let own = try #require(rows[dataset])
      #expect(own.counts.kept > 80)
      #expect(own.counts.outcomes.keys.allSatisfy { !$0.hasPrefix("dropped") })
      let far = try await foreign(dataset, try #require(rows[other]).rows)
      #expect(far.candidates > 100 && far.kept * 50 <= far.candidates, "\(far)")
      let near = try await foreign(dataset, own.rows)
      #expect(near.candidates > 100 && near.kept * 8 <= near.candidates, "\(near)")
      print(
        "sway \(dataset): own \(own.counts.kept) of \(own.counts.candidates), other document "
          + "\(far.kept) of \(far.candidates), other passage \(near.kept) of \(near.candidates)")
    }
  }
}
