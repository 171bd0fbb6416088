import StemmaRecord

/// Reads what a response means; pure.
struct ResponseReader {
  var dialect: any Dialect
  let provider: Provider
  /// Whom the reasons speak of, such as `openai:gpt-5`.
  let teacher: String
  /// Where it was sent, for who set a wrong address.
  let origin: String
  let extraMembers: [String]

  /// - Parameter body: nil where it is no JSON.
  func ending(_ head: ResponseHead, _ body: JSONValue?) -> Ending {
    if (200..<300).contains(head.status) {
      if let body, let reading = dialect.reading(of: body) { return .answered(reading) }
      guard let body, let complaint = dialect.complaint(in: body) else {
        let type = head["content-type"].map { " (\($0.onOneLine(limit: 48)))" } ?? ""
        return .again(
          Trouble(
            kind: .foreign,
            reason: "\(origin) answers, but not as \(provider.name) does\(type)."))
      }
      return ending(status: complaint.status ?? impliedStatus(complaint), complaint, head)
    }
    let complaint = body.flatMap { dialect.complaint(in: $0) } ?? Complaint()
    return ending(status: head.status, complaint, head)
  }

  /// An error in a success names no status: its kind may.
  private func impliedStatus(_ complaint: Complaint) -> Int {
    if complaint.isSpent || complaint.isOfKind("rate_limit_error", "rate_limit_exceeded") {
      return 429
    }
    if complaint.isOfKind("authentication_error", "invalid_api_key") { return 401 }
    if complaint.isOfKind("invalid_request_error", "BadRequestError") { return 400 }
    return 500
  }

  private func ending(status: Int, _ complaint: Complaint, _ head: ResponseHead) -> Ending {
    let said = quoted(complaint)
    if complaint.isOfKind(ScoringDialect.silence) {
      return .rejected(
        reason: "\(teacher) does not say how probable its prompt is.",
        nextStep: ScoringDialect.advice)
    }
    let wait = [Waits.asked(by: head), complaint.waitSeconds].compactMap(\.self).max()
    switch status {
    case 300..<400: return redirected(head)
    case 401: return unauthorized("\(teacher) does not accept the key (401).")
    case 402: return .unpaid(reason: "\(teacher) wants to be paid (402)\(said)")
    case 403, 404, 405, 407: return closed(status, said)
    case 408, 409, 425, 429, 500...:
      if complaint.isSpent { return .unpaid(reason: "\(teacher): the quota is used up\(said)") }
      if let wait, wait > Waits.longestSeconds {
        return .spent(reason: "\(teacher) asks to wait for \(Int(min(wait, 1e9))) s\(said)")
      }
      let isBusy = [429, 503, 529].contains(status)
      return .again(
        Trouble(
          kind: isBusy ? .busy : .broken, reason: "\(teacher) answers \(status)\(said)",
          waitSeconds: wait))
    default: return disliked(status, complaint, said)
    }
  }

  private func redirected(_ head: ResponseHead) -> Ending {
    // What stands behind a question mark may be meant for one reader only.
    let target = head["location"].map { location in
      location.prefix { $0 != "?" && $0 != "#" }
    }
    let place = target.map { " to \(String($0).onOneLine(limit: 96))" } ?? ""
    return .final(
      reason: "\(origin) sends its visitors on\(place), and a key follows nobody (\(head.status)).",
      nextStep: "Set `teacher.base_url` to the address that answers itself.")
  }

  private func unauthorized(_ reason: String) -> Ending {
    .final(reason: reason, nextStep: provider.keyAdvice)
  }

  private func closed(_ status: Int, _ said: String) -> Ending {
    let step =
      switch status {
      case 403: "Check that this key may use this model, and from here."
      case 404 where provider.name == "ollama": "Pull the model, or check its name."
      case 404:
        dialect.advice ?? "Check the model's name, and `teacher.base_url` where it is set."
      case 407: "Put name and password into `HTTPS_PROXY`."
      default: dialect.advice ?? "Check `teacher.base_url`."
      }
    let reason = "\(teacher) answers \(status)\(said)"
    // Gateways answer so about single prompts too, which they find offensive for instance.
    return status == 407
      ? .final(reason: reason, nextStep: step) : .rejected(reason: reason, nextStep: step)
  }

  private func disliked(_ status: Int, _ complaint: Complaint, _ said: String) -> Ending {
    let reason = "\(teacher) rejects the request (\(status))\(said)"
    if complaint.isSpent { return .unpaid(reason: reason) }
    if complaint.isOfKind("API_KEY_INVALID", "API_KEY_SERVICE_BLOCKED") {
      return unauthorized("\(teacher) does not accept the key (\(status)).")
    }
    if complaint.isOfKind("content_filter", "content_policy_violation") {
      return .answered(
        Reading(
          answer: Answer(text: "", finishReason: .refusal), usage: nil, evidence: JSONObject()))
    }
    if status == 413 || complaint.isOfKind("context_length_exceeded", "string_above_max_length") {
      return .unanswerable(reason: reason)
    }
    return .rejected(
      reason: reason,
      nextStep: dialect.advice ?? Fields.advice(complaint, extra: extraMembers))
  }

  private func quoted(_ complaint: Complaint) -> String {
    complaint.message.isEmpty ? "." : ": \(complaint.message.onOneLine(limit: 240))"
  }
}
