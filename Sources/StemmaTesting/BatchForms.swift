import StemmaRecord

/// What the imitation of batch interfaces says, in each provider's own words.
enum BatchForms {
  static func error(
    _ kind: BatchServer.Kind, _ status: Int, _ type: String, _ message: String
  ) -> FaultServer.Response {
    var body: JSONObject = ["error": ["message": .string(message), "type": .string(type)]]
    if kind == .anthropic { body["type"] = "error" }
    return FaultServer.Response(status, CanonicalJSON.bytes(.object(body)))
  }

  /// The file that a form has with the purpose of a batch; nil where it has none.
  static func file(in request: FaultServer.Request) -> [UInt8]? {
    guard let type = request.header("content-type"),
      let mark = type.firstRange(of: "multipart/form-data; boundary=")
    else { return nil }
    let boundary = "--\(type[mark.upperBound...])"
    let text = String(decoding: request.body, as: UTF8.self)
    let parts = text.split(separator: boundary, omittingEmptySubsequences: true)
    guard parts.count == 3, parts[2] == "--\r\n",
      parts[0].contains("name=\"purpose\"\r\n\r\nbatch\r\n"), parts[1].contains("name=\"file\"; "),
      let head = parts[1].firstRange(of: "\r\n\r\n"), parts[1].hasSuffix("\r\n")
    else { return nil }
    return Array(parts[1][head.upperBound...].utf8.dropLast(2))
  }

  static func batch(
    _ kind: BatchServer.Kind, _ batch: BatchServer.Batch, _ script: BatchServer.Script
  ) -> JSONValue {
    let isEnded = batch.looks >= script.looks
    let done = isEnded ? batch.parts.count : batch.parts.count / 2
    switch kind {
    case .anthropic:
      return [
        "id": .string(batch.id), "processing_status": isEnded ? "ended" : "in_progress",
        "request_counts": [
          "canceled": 0, "errored": 0, "expired": 0,
          "processing": .integer(batch.parts.count - done), "succeeded": .integer(done),
        ],
        "results_url": isEnded ? "http://127.0.0.1:1/elsewhere" : .null, "type": "message_batch",
      ]
    case .openAI:
      let answers = batch.parts.count { if case .answered = $0.fate { true } else { false } }
      let completed = batch.flaw != nil ? 0 : isEnded ? answers : done
      var json: JSONObject = [
        "id": .string(batch.id), "object": "batch",
        "request_counts": [
          "completed": .integer(completed), "failed": .integer(done - completed),
          "total": .integer(batch.parts.count),
        ],
      ]
      json["metadata"] = batch.label.map { ["stemma": .string($0)] }
      if let flaw = batch.flaw {
        json["status"] = "failed"
        json["errors"] = [
          "data": [["code": .string(flaw.code), "message": .string(flaw.message)]]
        ]
        return .object(json)
      }
      json["status"] =
        !isEnded
        ? "in_progress"
        : batch.isCanceled ? "cancelled" : batch.isExpired ? "expired" : "completed"
      guard isEnded else { return .object(json) }
      let number = batch.id.drop { !$0.isNumber }
      json["output_file_id"] = answers > 0 ? .string("file-out\(number)") : .null
      json["error_file_id"] =
        answers < batch.parts.count ? .string("file-err\(number)") : .null
      return .object(json)
    }
  }

  /// What a file of results says of one part; nil where it says nothing.
  static func line(
    _ kind: BatchServer.Kind, _ part: (key: String, body: JSONValue, fate: BatchServer.Fate),
    answer: (JSONValue) -> JSONValue
  ) -> JSONValue? {
    kind == .openAI ? openAILine(part, answer) : anthropicLine(part, answer)
  }

  private static func openAILine(
    _ part: (key: String, body: JSONValue, fate: BatchServer.Fate),
    _ answer: (JSONValue) -> JSONValue
  ) -> JSONValue? {
    var json: JSONObject = [
      "custom_id": .string(part.key), "error": .null,
      "id": .string("batch_req_\(part.key.prefix(8))"), "response": .null,
    ]
    func response(_ status: Int, _ body: JSONValue) -> JSONValue {
      [
        "body": body, "request_id": .string("req_\(part.key.prefix(8))"),
        "status_code": .integer(status),
      ]
    }
    switch part.fate {
    case .answered: json["response"] = response(200, answer(part.body))
    case .error(let status, let error): json["response"] = response(status, error)
    case .expired: json["error"] = ["code": "batch_expired", "message": "Too late."]
    case .canceled: json["error"] = ["code": "batch_cancelled", "message": "Not wanted."]
    case .lost: return nil
    }
    return .object(json)
  }

  private static func anthropicLine(
    _ part: (key: String, body: JSONValue, fate: BatchServer.Fate),
    _ answer: (JSONValue) -> JSONValue
  ) -> JSONValue? {
    let result: JSONValue
    switch part.fate {
    case .answered: result = ["message": answer(part.body), "type": "succeeded"]
    case .error(_, let error): result = ["error": error, "type": "errored"]
    case .expired: result = ["type": "expired"]
    case .canceled: result = ["type": "canceled"]
    case .lost: return nil
    }
    return ["custom_id": .string(part.key), "result": result]
  }
}
