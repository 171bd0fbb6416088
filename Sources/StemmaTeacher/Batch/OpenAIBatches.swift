import NIOHTTP1
import StemmaRecord

/// OpenAI's batches: a file of requests is uploaded, a batch is made of it, and its answers and errors
/// come back as two files.
struct OpenAIBatches: BatchInterface {
  private let calls: BatchCalls
  /// The member of a batch's metadata that holds stemma's label.
  private static let labelName = "stemma"
  private static let endpoint = "/v1/chat/completions"

  init(_ calls: BatchCalls) { self.calls = calls }

  /// The service takes 50,000 and 200 MB; less of the latter, so that a slow line can carry it.
  let limit = BatchLimit(entries: 50_000, sizeBytes: 64_000_000)

  func entry(for request: TeacherRequest, _ key: TranscriptKey) -> [UInt8] {
    CanonicalJSON.bytes([
      "body": .object(request.body), "custom_id": .string("\(key)"), "method": "POST",
      "url": .string(Self.endpoint),
    ])
  }

  func submit(_ entries: [[UInt8]], label: String) async throws -> String {
    let file = try await upload(entries, label)
    let batch = try await calls.call(
      .POST, "/batches",
      CanonicalJSON.bytes([
        "completion_window": "24h", "endpoint": .string(Self.endpoint),
        "input_file_id": .string(file), "metadata": [Self.labelName: .string(label)],
      ]), isRepeatable: false)
    guard let id = batch.id("id") else {
      throw BatchTrouble.unsure(reason: "The service does not say what it calls the batch.")
    }
    return id
  }

  /// A file that no batch is made of costs nothing, so this may be done twice.
  ///
  /// - Returns: the file's id.
  private func upload(_ entries: [[UInt8]], _ label: String) async throws -> String {
    // Canonical JSON holds no line end, so no line of it can be the boundary.
    let boundary = "\(label)-boundary"
    var body = Array(
      """
      --\(boundary)\r
      Content-Disposition: form-data; name="purpose"\r
      \r
      batch\r
      --\(boundary)\r
      Content-Disposition: form-data; name="file"; filename="\(label).jsonl"\r
      Content-Type: application/jsonl\r
      \r

      """.utf8)
    body.reserveCapacity(body.count + entries.reduce(256) { $0 + $1.count + 1 })
    for entry in entries {
      body += entry
      body.append(UInt8(ascii: "\n"))
    }
    body += "\r\n--\(boundary)--\r\n".utf8
    let file = try await calls.call(
      .POST, "/files", body, type: "multipart/form-data; boundary=\(boundary)")
    guard let id = file.id("id") else {
      throw BatchTrouble.later(reason: "The service does not say what it calls the file.")
    }
    return id
  }

  func newest() async throws -> String? {
    try await page(behind: nil, limit: 1).batches.first?.id("id")
  }

  func find(label: String, count: Int, after newest: String?) async throws -> [String] {
    try await BatchList.batches(after: newest) { try await page(behind: $0, limit: 100) }
      .filter { $0["metadata"]?[Self.labelName]?.string == label }
      .map { try $0.batchID() }
  }

  private func page(behind last: String?, limit: Int) async throws -> BatchList.Page {
    let after = last.map { "&after=\($0.inPath())" } ?? ""
    let list = try await calls.call(.GET, "/batches?limit=\(limit)\(after)")
    return (list["data"]?.array?.compactMap(\.object) ?? [], list["has_more"] == true)
  }

  func condition(of id: String) async throws -> BatchCondition {
    let batch = try await calls.batch("/batches/\(id.inPath())")
    let counts = batch["request_counts"]
    var condition = BatchCondition(
      isEnded: false,
      done: (counts?["completed"]?.tokens ?? 0) + (counts?["failed"]?.tokens ?? 0))
    switch batch["status"]?.string {
    case "completed", "expired", "cancelled": condition.isEnded = true
    case "failed":
      condition.isEnded = true
      condition.trouble = trouble(of: batch["errors"]?["data"]?.array?.first)
    default: break
    }
    return condition
  }

  private func trouble(of error: JSONValue?) -> BatchTrouble {
    let trouble = calls.trouble(["error": error ?? [:]])
    // What else waits in the account's batches is too much together with this one.
    guard case .final(let reason, _) = trouble, error?["code"] == "token_limit_exceeded" else {
      return trouble
    }
    return .later(reason: reason)
  }

  func forEachPart(of id: String, _ body: (BatchPart) async throws -> Void) async throws {
    let batch = try await calls.batch("/batches/\(id.inPath())")
    // Where a batch has ended, its files may be named a moment later; what they hold is paid for.
    if batch.id("output_file_id") == nil,
      batch["request_counts"]?["completed"]?.tokens ?? 0 > 0
    {
      throw BatchTrouble.later(
        reason: "The batch \(id) has answers, and the service does not say yet in which file.")
    }
    for file in ["output_file_id", "error_file_id"].compactMap({ batch.id($0) }) {
      try await calls.lines("/files/\(file.inPath())/content") { line, raw in
        guard let key = line["custom_id"]?.string.flatMap(TranscriptKey.init) else { return }
        try await body(BatchPart(key: key, outcome(line, raw, batch: id)))
      }
    }
  }

  private func outcome(
    _ line: JSONObject, _ raw: [UInt8], batch: String
  ) -> BatchPart.Outcome {
    if let response = line["response"]?.object {
      return calls.outcome(
        status: response["status_code"]?.integer ?? 500,
        requestID: response["request_id"]?.string, response["body"] ?? .null, batch: batch,
        raw: raw)
    }
    let error = line["error"] ?? .null
    switch error["code"]?.string {
    case "batch_expired": return .again(reason: "The batch expired before its turn.")
    case "batch_cancelled": return .canceled
    default:
      return calls.outcome(
        status: 200, requestID: nil, ["error": error], batch: batch, raw: raw)
    }
  }
}
