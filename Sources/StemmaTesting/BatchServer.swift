public import StemmaRecord
import Synchronization

/// The batch interface of OpenAI or Anthropic, on loopback: with results in an order of its own, and
/// parts that fail as a test says. The plain interface beside it gives the same answers.
public final class BatchServer: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    case openAI = "openai"
    case anthropic
  }

  /// What becomes of one question of a batch.
  public enum Fate: Sendable {
    case answered
    /// Anthropic's is told without its status, as its kind says it.
    case error(status: Int, JSONValue)
    case expired
    case canceled
    /// Neither file says anything of it.
    case lost
  }

  /// How a request is met that does not go well.
  public enum Fault: Sendable {
    /// It is not done.
    case before(FaultServer.Step)
    /// It is done all the same.
    case after(FaultServer.Step)
  }

  /// A batch as it was submitted.
  public struct Batch: Sendable {
    public let id: String
    public let label: String?
    public let keys: [String]
    let parts: [(key: String, body: JSONValue, fate: Fate)]
    /// What is wrong with it as a whole: code and message.
    let flaw: (code: String, message: String)?
    var looks = 0

    var isCanceled: Bool { parts.contains { if case .canceled = $0.fate { true } else { false } } }
    var isExpired: Bool { parts.contains { if case .expired = $0.fate { true } else { false } } }
  }

  struct State {
    var batches: [Batch] = []
    var files: [String: [UInt8]] = [:]
    /// How often each question came in a batch, and was answered in one.
    var submitted: [String: Int] = [:]
    var answered: [String: Int] = [:]
    var direct = 0
    var dice: Dice
    /// Requests so far.
    var number = 0
  }

  /// What decides how it behaves.
  public struct Script: Sendable {
    /// A batch may have so many questions.
    public var limit = 50_000
    /// A batch has ended when it is looked at so often.
    public var looks = 2
    /// Orders results.
    public var seed: UInt64 = 1
    /// What becomes of a question, by its key, its request, and how often it was submitted, from 1; 0
    /// and no key where it is put by itself.
    public var fate: @Sendable (_ key: String, _ body: JSONValue, _ time: Int) -> Fate = {
      _, _, _ in .answered
    }
    /// What is wrong with a batch as a whole, by its number from 0: a code; OpenAI only.
    public var flaw: @Sendable (_ number: Int) -> String? = { _ in nil }
    /// Whether the request of this number, from 0, goes wrong.
    public var fault: @Sendable (_ number: Int, FaultServer.Request) -> Fault? = { _, _ in nil }

    public init() {}
  }

  public let kind: Kind
  private let server: FaultServer
  private let desk: Desk

  /// - Parameter answer: the response's body to a request's.
  /// - Throws: `Failure` where it cannot listen.
  public init(
    _ kind: Kind, _ script: Script = Script(),
    answer: @escaping @Sendable (JSONValue) -> JSONValue
  ) throws {
    self.kind = kind
    let desk = Desk(kind, script, answer)
    self.desk = desk
    server = try FaultServer { _, request in desk.meet(request) }
  }

  /// What a manifest names as its `base_url`.
  public var baseURL: String { kind == .openAI ? server.url + "/v1" : server.url }
  public var requests: [FaultServer.Request] { server.requests }
  public var batches: [Batch] { desk.state.withLock(\.batches) }
  /// How often each question was answered in a batch, by its key.
  public var answered: [String: Int] { desk.state.withLock(\.answered) }
  /// How often each question was submitted, by its key.
  public var submitted: [String: Int] { desk.state.withLock(\.submitted) }
  /// Questions put by themselves.
  public var directCount: Int { desk.state.withLock(\.direct) }

  /// What the server's threads share.
  final class Desk: Sendable {
    let state: Mutex<State>
    private let kind: Kind
    private let script: Script
    private let answer: @Sendable (JSONValue) -> JSONValue

    init(_ kind: Kind, _ script: Script, _ answer: @escaping @Sendable (JSONValue) -> JSONValue) {
      self.kind = kind
      self.script = script
      self.answer = answer
      state = Mutex(State(dice: Dice(script.seed)))
    }

    func meet(_ request: FaultServer.Request) -> FaultServer.Step {
      let number = state.withLock { state in
        defer { state.number += 1 }
        return state.number
      }
      let fault = script.fault(number, request)
      if case .before(let step) = fault { return step }
      let response = response(to: request)
      if case .after(let step) = fault { return step }
      return .response(response)
    }

    private func response(to request: FaultServer.Request) -> FaultServer.Response {
      let halves = request.target.split(separator: "?", maxSplits: 1).map(String.init)
      let words = (halves.first ?? "").split(separator: "/").map(String.init)
      let query = halves.count > 1 ? halves[1] : ""
      switch (kind, request.method, words.dropFirst().joined(separator: "/")) {
      case (.openAI, "POST", "chat/completions"), (.anthropic, "POST", "messages"):
        return direct(request.body)
      case (.openAI, "POST", "files"): return upload(request)
      case (.openAI, "POST", "batches"): return makeOfFile(request.body)
      case (.anthropic, "POST", "messages/batches"): return makeOfRequests(request.body)
      case (.openAI, "GET", "batches"), (.anthropic, "GET", "messages/batches"):
        return list(query)
      case (.openAI, "GET", _) where words.count == 4 && words[1] == "files": return file(words[2])
      case (.openAI, "GET", _) where words.count == 3: return look(words[2])
      case (.anthropic, "GET", _) where words.count == 4: return look(words[3])
      case (.anthropic, "GET", _) where words.count == 5: return results(words[3])
      default: return BatchForms.error(kind, 404, "not_found_error", "There is no such thing.")
      }
    }

    private func direct(_ body: [UInt8]) -> FaultServer.Response {
      guard let body = try? JSONReader.read(body) else {
        return BatchForms.error(kind, 400, "invalid_request_error", "That is no JSON.")
      }
      state.withLock { $0.direct += 1 }
      if case .error(let status, let error) = script.fate("", body, 0) {
        return FaultServer.Response(status, CanonicalJSON.bytes(error))
      }
      return FaultServer.Response(200, CanonicalJSON.bytes(answer(body)))
    }

    // MARK: Submitting

    private func upload(_ request: FaultServer.Request) -> FaultServer.Response {
      guard let content = BatchForms.file(in: request) else {
        return BatchForms.error(kind, 400, "invalid_request_error", "There is no file for a batch.")
      }
      let id = state.withLock { state in
        let id = "file-in\(state.files.count)"
        state.files[id] = content
        return id
      }
      return FaultServer.Response(200, CanonicalJSON.bytes(["id": .string(id), "object": "file"]))
    }

    private func makeOfFile(_ body: [UInt8]) -> FaultServer.Response {
      let batch = try? JSONReader.read(body)
      guard let batch, batch["endpoint"] == "/v1/chat/completions",
        batch["completion_window"] == "24h",
        let file = state.withLock({ $0.files[batch["input_file_id"]?.string ?? ""] })
      else { return BatchForms.error(kind, 400, "invalid_request_error", "There is no such file.") }
      let entries = file.split(separator: UInt8(ascii: "\n")).map { line -> (String, JSONValue)? in
        guard let entry = try? JSONReader.read(Array(line)), entry["method"] == "POST",
          entry["url"] == "/v1/chat/completions", let body = entry["body"]
        else { return nil }
        return (entry["custom_id"]?.string ?? "", body)
      }
      return make(entries, label: batch["metadata"]?["stemma"]?.string)
    }

    private func makeOfRequests(_ body: [UInt8]) -> FaultServer.Response {
      let requests = (try? JSONReader.read(body))?["requests"]?.array ?? []
      return make(
        requests.map { entry in
          entry["params"].map { (entry["custom_id"]?.string ?? "", $0) }
        }, label: nil)
    }

    private func make(_ entries: [(String, JSONValue)?], label: String?) -> FaultServer.Response {
      let known = entries.compactMap { $0 }
      let isWhole =
        known.count == entries.count && !known.isEmpty && known.count <= script.limit
        && Set(known.map(\.0)).count == known.count
        && known.allSatisfy { (1...64).contains($0.0.utf8.count) }
      guard isWhole || kind == .openAI else {
        return BatchForms.error(kind, 400, "invalid_request_error", "The batch is malformed.")
      }
      let batch = state.withLock { state in
        let number = state.batches.count
        let code = isWhole ? script.flaw(number) : "invalid_batch"
        let parts = known.map { key, body in
          let time = state.submitted[key, default: 0] + 1
          let fate = script.fate(key, body, time)
          if code == nil {
            state.submitted[key] = time
            if case .answered = fate { state.answered[key, default: 0] += 1 }
          }
          return (key, body, fate)
        }
        let batch = Batch(
          id: "batch_\(number)", label: label, keys: known.map(\.0), parts: parts,
          flaw: code.map { ($0, "The batch is refused (\($0)).") })
        state.batches.append(batch)
        return batch
      }
      return FaultServer.Response(200, CanonicalJSON.bytes(BatchForms.batch(kind, batch, script)))
    }

    // MARK: Reading

    private func list(_ query: String) -> FaultServer.Response {
      var limit = 20
      var after: String?
      for pair in query.split(separator: "&") {
        let halves = pair.split(separator: "=").map(String.init)
        guard halves.count == 2 else { continue }
        if halves[0] == "limit" { limit = Int(halves[1]) ?? limit }
        if ["after", "after_id"].contains(halves[0]) { after = halves[1] }
      }
      let all = Array(state.withLock(\.batches).reversed())
      let start = after.flatMap { id in all.firstIndex { $0.id == id }.map { $0 + 1 } } ?? 0
      let page = all[start...].prefix(limit)
      return FaultServer.Response(
        200,
        CanonicalJSON.bytes([
          "data": .array(page.map { BatchForms.batch(kind, $0, script) }),
          "has_more": .bool(start + page.count < all.count),
        ]))
    }

    private func look(_ id: String) -> FaultServer.Response {
      let batch = state.withLock { state -> Batch? in
        guard let place = state.batches.firstIndex(where: { $0.id == id }) else { return nil }
        state.batches[place].looks += 1
        return state.batches[place]
      }
      guard let batch else { return BatchForms.error(kind, 404, "not_found_error", "No batch.") }
      return FaultServer.Response(200, CanonicalJSON.bytes(BatchForms.batch(kind, batch, script)))
    }

    private func file(_ name: String) -> FaultServer.Response {
      let isErrors = name.hasPrefix("file-err")
      let number = Int(name.drop { !$0.isNumber }) ?? -1
      return lines(number) { part in
        if case .answered = part.fate { return !isErrors }
        return isErrors
      }
    }

    private func results(_ id: String) -> FaultServer.Response {
      lines(Int(id.drop { !$0.isNumber }) ?? -1) { _ in true }
    }

    /// The parts of a batch that are wanted, in an order that no two readings share.
    private func lines(
      _ number: Int, _ isWanted: ((key: String, body: JSONValue, fate: Fate)) -> Bool
    ) -> FaultServer.Response {
      let parts = state.withLock { state in
        state.batches.indices.contains(number)
          ? state.batches[number].parts.shuffled(using: &state.dice) : []
      }
      var bytes: [UInt8] = []
      for part in parts where isWanted(part) {
        guard let line = BatchForms.line(kind, part, answer: answer) else { continue }
        CanonicalJSON.append(line, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
      return FaultServer.Response(
        200, bytes, headers: [("Content-Type", "application/x-jsonlines")])
    }
  }
}
