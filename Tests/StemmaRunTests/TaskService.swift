import StemmaExperiment
import StemmaRecord
import StemmaStore
import StemmaTask
import StemmaTesting

@testable import StemmaRun

/// A service that is asked for whole rows of any task, whose answer is a function of the request: at times
/// one row too many or too few, cut off, refused, unreadable, or none.
enum TaskService {
  /// - Parameter row: the row under a number, with a hash that belongs to the question.
  static func make(
    _ list: String, order: UInt64, limit: (count: Int, result: Exchange.Result)?,
    row: @escaping @Sendable (_ number: Int, _ hash: UInt64) -> JSONObject
  ) -> FakeService {
    FakeService(order: order, limit: limit) { request, hash in
      let slots = request.body["slots"]?.array?.compactMap(\.integer) ?? [0, 0]
      var count = slots[1] - slots[0]
      if hash % 12 == 4 { count += 1 }
      if hash % 12 == 5 { count -= 1 }
      let text = CanonicalJSON.text([
        list: .array((0..<max(0, count)).map { .object(row($0, hash)) })
      ])
      return switch hash % 12 {
      case 0: .failed(reason: "The prompt is too long.")
      case 1: .answered(Answer(text: text, finishReason: .length))
      case 2: .answered(Answer(text: "I would rather not.", finishReason: .refusal))
      case 3: .answered(Answer(text: "Here you are: {"))
      default: .answered(Answer(text: text))
      }
    }
  }

  static func manifest(
    _ task: String, strategy: String? = nil, live: Bool = true, count: Int? = nil,
    perSection: Int? = 2, seed: UInt64 = 7, filters: [FilterChoice]? = nil
  ) -> Manifest {
    Manifest(
      dataset: "coffee", task: task, documents: ["*.md"],
      live: live ? TeacherChoice(provider: "openai", model: "m") : nil,
      sampling: Sampling(seed: seed, temperature: Millionths(count: 700_000)), count: count,
      perSection: perSection, strategy: strategy, filters: filters, catalogue: Offer.catalogue)
  }

  /// Sixteen chapters of four paragraphs.
  static let document = (0..<16).map { chapter in
    "## Part \(chapter)\n\n"
      + (0..<4).map { paragraph in
        "Passage \(paragraph) of Part \(chapter) is a sentence with words in it. The \(chapter)\(paragraph) "
          + "wheels of a clock turn slowly because a weight pulls them down.\n"
      }.joined(separator: "\n")
  }.joined(separator: "\n")
}

/// A run, and what is stored of it.
struct TaskScene {
  let receipt: Receipt
  let rows: [JSONObject]
  let origins: [JSONObject]
  /// Of the prompts, in the order of records.
  let schemas: [JSONValue]
  let service: FakeService?
  private let work: Workspace

  /// - Parameter service: nil for the embedded teacher.
  init(
    _ manifest: Manifest, _ service: FakeService?, text: String = TaskService.document,
    width: Int = 8
  ) async throws {
    work = try Workspace()
    self.service = service
    let store = try work.create()
    let request = liveRequest(manifest, text: text, width: width)
    let outcome =
      if let service {
        try await Runner(store, teachers: service.teachers).run(request, waiting: nil)
      } else {
        try await Runner(store).run(request, waiting: nil)
      }
    receipt = outcome.report.receipt
    var (rows, origins, schemas) = ([JSONObject](), [JSONObject](), [JSONValue]())
    try SequenceReader(receipt.roots.records, from: store).forEach { _, entry in
      let json = entry.json()
      rows.append(json?["row"]?.object ?? [:])
      origins.append(json?["origin"]?.object ?? [:])
      return true
    }
    try SequenceReader(receipt.roots.traces, from: store).forEach { _, entry in
      let id = entry.json()?["prompt"]?.string.flatMap { ObjectID($0) }
      schemas.append(try id.flatMap { try store.json(of: $0, .prompt)["schema"] } ?? .null)
      return true
    }
    self.rows = rows
    self.origins = origins
    self.schemas = schemas
  }
}
