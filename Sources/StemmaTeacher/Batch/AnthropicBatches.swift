import NIOHTTP1
import StemmaRecord

/// Anthropic's batches of messages. They have no label; their answers name their questions.
struct AnthropicBatches: BatchInterface {
  private let calls: BatchCalls
  private static let path = "/v1/messages/batches"

  init(_ calls: BatchCalls) { self.calls = calls }

  /// The service takes 100,000 and 256 MB; less, so that a slow line can carry it.
  let limit = BatchLimit(entries: 50_000, sizeBytes: 64_000_000)

  func entry(for request: TeacherRequest, _ key: TranscriptKey) -> [UInt8] {
    CanonicalJSON.bytes(["custom_id": .string("\(key)"), "params": .object(request.body)])
  }

  func submit(_ entries: [[UInt8]], label: String) async throws -> String {
    var body = Array(#"{"requests":["#.utf8)
    body.reserveCapacity(entries.reduce(32) { $0 + $1.count + 1 })
    for (number, entry) in entries.enumerated() {
      if number > 0 { body.append(UInt8(ascii: ",")) }
      body += entry
    }
    body += "]}".utf8
    let batch = try await calls.call(.POST, Self.path, body, isRepeatable: false)
    guard let id = batch.id("id") else {
      throw BatchTrouble.unsure(reason: "The service does not say what it calls the batch.")
    }
    return id
  }

  func newest() async throws -> String? {
    try await page(behind: nil, limit: 1).batches.first?.id("id")
  }

  func find(label: String, count: Int, after newest: String?) async throws -> [String] {
    try await BatchList.batches(after: newest) { try await page(behind: $0, limit: 100) }
      .filter { Self.counts($0).reduce(0) { $0 + $1.value } == count }
      .map { try $0.batchID() }
  }

  private func page(behind last: String?, limit: Int) async throws -> BatchList.Page {
    let after = last.map { "&after_id=\($0.inPath())" } ?? ""
    let list = try await calls.call(.GET, "\(Self.path)?limit=\(limit)\(after)")
    return (list["data"]?.array?.compactMap(\.object) ?? [], list["has_more"] == true)
  }

  private static func counts(_ batch: JSONObject) -> [(name: String, value: Int)] {
    (batch["request_counts"]?.object?.members ?? []).compactMap { name, value in
      value.tokens.map { (name, $0) }
    }
  }

  func condition(of id: String) async throws -> BatchCondition {
    let batch = try await calls.batch("\(Self.path)/\(id.inPath())")
    return BatchCondition(
      isEnded: batch["processing_status"]?.string == "ended",
      done: Self.counts(batch).reduce(0) { $0 + ($1.name == "processing" ? 0 : $1.value) })
  }

  func forEachPart(of id: String, _ body: (BatchPart) async throws -> Void) async throws {
    // The address that the batch names is not followed: it might lead the key elsewhere.
    try await calls.lines("\(Self.path)/\(id.inPath())/results") { line, raw in
      guard let key = line["custom_id"]?.string.flatMap(TranscriptKey.init) else { return }
      try await body(BatchPart(key: key, outcome(line["result"] ?? .null, raw, batch: id)))
    }
  }

  private func outcome(
    _ result: JSONValue, _ raw: [UInt8], batch: String
  ) -> BatchPart.Outcome {
    switch result["type"]?.string {
    case "succeeded":
      calls.outcome(
        status: 200, requestID: nil, result["message"] ?? .null, batch: batch, raw: raw)
    case "canceled": .canceled
    case "expired": .again(reason: "The batch expired before its turn.")
    default:
      calls.outcome(
        status: 200, requestID: result["error"]?["request_id"]?.string,
        Self.error(result["error"] ?? .null), batch: batch, raw: raw)
    }
  }

  /// An error as a response has it, whether it came in that form or bare.
  private static func error(_ error: JSONValue) -> JSONValue {
    error["error"] != nil ? error : ["error": error, "type": "error"]
  }
}
