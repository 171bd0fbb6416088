import Foundation
import Glibc
import StemmaRecord
import StemmaTesting
import Synchronization
import Testing

@testable import StemmaStore

@Suite("A service that does everything wrong")
struct MixedFaultTests {
  private static let key = "sk-mixed-Qx7Lw0Zt5Vb9Nm3K"

  /// What became of the requests so far.
  private struct Log {
    /// How often each request was met; one that failed for good has a mark.
    var met: [String: Int] = [:]
    var failed: Set<String> = []
    /// Requests to a question that had failed for good.
    var repeated = 0
    var faults: Set<String> = []
    var count = 0
  }

  private final class Book: Sendable {
    let log = Mutex(Log())
  }

  private typealias Response = FaultServer.Response

  /// Meets a question with up to three faults, then with an answer; a few are refused for good, and
  /// now and then a request is met with what ends a run.
  private static func step(
    _ request: FaultServer.Request, _ book: Book, bomb: [UInt8]
  ) -> FaultServer.Step {
    guard request.method == "POST" else { return .response(Response(404, "{}")) }
    let id = ObjectID(of: .prompt, request.body)
    var dice = Dice(id.prefix64)
    let faults = (0..<Int.random(in: 0...3, using: &dice)).map { _ in
      Int.random(in: 0..<Self.faults.count, using: &dice)
    }
    let isRefused = Int.random(in: 0..<12, using: &dice) == 0
    let (turn, number) = book.log.withLock { log in
      log.count += 1
      if log.failed.contains(id.hex) { log.repeated += 1 }
      log.met[id.hex, default: 0] += 1
      return (log.met[id.hex, default: 1] - 1, log.count)
    }
    func noting(_ name: String, _ step: FaultServer.Step) -> FaultServer.Step {
      book.log.withLock { _ = $0.faults.insert(name) }
      return step
    }
    switch number {
    case 60:
      return noting(
        "no key",
        .response(
          Response(401, #"{"error":{"message":"Incorrect API key provided: \#(key)."}}"#)))
    case 120:
      return noting(
        "redirect",
        .response(
          Response(307, "", headers: [("Location", "/chat/completions?key=\(key)")])))
    case 180:
      return noting(
        "quota",
        .response(
          Response(
            429,
            #"{"error":{"type":"insufficient_quota","message":"Of \#(key) nothing is left."}}"#
          )))
    default: break
    }
    if turn < faults.count {
      let fault = Self.faults[faults[turn]]
      return noting(fault.name, fault.step(request, bomb))
    }
    if isRefused {
      book.log.withLock { _ = $0.failed.insert(id.hex) }
      return noting(
        "refused",
        .response(
          Response(
            400,
            #"{"error":{"message":"\#(key) may not ask this.","type":"invalid_request_error"}}"#
          )))
    }
    return .response(Response(200, Self.answer(id, echoing: dice.next() % 5 == 0)))
  }

  private static let faults:
    [(name: String, step: @Sendable (FaultServer.Request, [UInt8]) -> FaultServer.Step)] = [
      ("reset", { _, _ in .reset }),
      ("half", { _, _ in .half(good, bytes: 30) }),
      ("drip", { _, _ in .drip(good, pauseMilliseconds: 100) }),
      ("silence", { _, _ in .silence }),
      ("seconds", { _, _ in busy(429, ("Retry-After", "1")) }),
      ("milliseconds", { _, _ in busy(429, ("retry-after-ms", "150")) }),
      ("date", { _, _ in busy(429, ("Retry-After", date(in: 1))) }),
      ("reset time", { _, _ in busy(429, ("x-ratelimit-reset-requests", "120ms")) }),
      ("500", { _, _ in busy(500) }), ("503", { _, _ in busy(503) }),
      ("529", { _, _ in busy(529) }),
      (
        "HTML",
        { _, _ in
          .response(
            Response(
              200, "<html>\(key) is welcome</html>", headers: [("Content-Type", "text/html")]))
        }
      ),
      (
        "error as success",
        { _, _ in
          .response(Response(200, #"{"error":{"message":"upstream, \#(key)","code":503}}"#))
        }
      ),
      (
        "large",
        { _, _ in .response(Response(200, [UInt8](repeating: 0x20, count: 10 << 20))) }
      ),
      ("no UTF-8", { _, _ in .response(Response(200, [0x7B, 0x22, 0xFF, 0xFE, 0x22, 0x7D])) }),
      (
        "bomb",
        { _, bomb in .response(Response(200, bomb, headers: [("Content-Encoding", "gzip")])) }
      ),
      ("nonsense", { _, _ in .bytes(Array("\(key)\r\n\r\n".utf8)) }),
    ]

  private static let good = Response(200, answer(ObjectID(of: .prompt, [1]), echoing: false))

  private static func busy(
    _ status: Int, _ header: (name: String, value: String)? = nil
  ) -> FaultServer.Step {
    .response(
      Response(
        status, #"{"error":{"message":"busy, says \#(key)"}}"#,
        headers: [header].compactMap(\.self)))
  }

  private static func date(in seconds: Int) -> String {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss 'GMT'"
    return formatter.string(from: Date(timeIntervalSinceNow: Double(seconds)))
  }

  /// - Parameter echoing: whether the answer says the key, as a hostile service may: as it is, or by
  ///   escapes of the JSON in its text.
  private static func answer(_ id: ObjectID, echoing: Bool) -> String {
    let name = String(id.hex.prefix(12))
    let hidden = id.prefix64 % 2 == 0 ? key : key.replacing("x", with: "\\u0078")
    let pair: JSONValue = [
      "answer": .string("\(name) is the one that was asked for\(echoing ? " with \(key)" : "")."),
      "question": .string("Which one is \(name)?"),
    ]
    return CanonicalJSON.text([
      "choices": [
        [
          "finish_reason": "stop",
          "message": [
            "content": .string(CanonicalJSON.text(["pairs": [pair]]).replacing(key, with: hidden)),
            "role": "assistant",
          ],
        ]
      ],
      "id": .string(echoing ? "c-\(key)" : "c"), "model": "m",
      "usage": ["completion_tokens": 6, "prompt_tokens": 12],
    ])
  }

  /// Every file below the folder, and every object of the store's packs, that has the key in it.
  private func leaks(_ work: Workspace) throws -> [String] {
    let key = Array(Self.key.utf8)
    var found: [String] = []
    for name in FileManager.default.enumerator(atPath: work.folder)?.allObjects ?? [] {
      guard let name = name as? String, let bytes = try? work.read(name) else { continue }
      if bytes.firstRange(of: key) != nil { found.append(name) }
    }
    guard Store.exists(at: work.path("store")) else { return found }
    let layout = StoreLayout(root: work.path("store"))
    for name in try layout.packNames() {
      let pack = try PackReader(name, in: layout)
      for object in try pack.objects() {
        let block = try #require(try pack.block(at: object.place.block))
        if block.content(object.place.index).firstRange(of: key) != nil {
          found.append("\(block.kind(object.place.index)) \(object.prefix)")
        }
      }
    }
    return found
  }

  @Test("a run stops in good order or finishes; counts add up, nothing final is repeated or leaked")
  func mixed() throws {
    let work = try Workspace()
    try work.write("bomb", [UInt8](repeating: 0x20, count: 40 << 20))
    try work.program("gzip", "bomb")
    let bomb = try work.read("bomb.gz")
    try work.remove("bomb.gz")
    let book = Book()
    let server = try FaultServer { _, request in Self.step(request, book, bomb: bomb) }
    try work.writeLive(
      teacher: "{provider: openai, model: m, base_url: '\(server.url)', timeout: 8, "
        + "price: {input: 1, output: 2}}",
      sections: 80, passage: "Passage number # is a sentence with words in it.",
      sampling: "{seed: 7, max_tokens: 50}", filters: "[schema]")
    var said: [UInt8] = []
    var report: JSONValue?
    var stops = 0
    while report == nil, stops < 12 {
      let program = try work.start(
        "run", "live.yaml", "--store", "store", "--json", "--yes", "--width", "16",
        environment: ["OPENAI_API_KEY": Self.key])
      let result = try program.wait(timeoutSeconds: 300)
      said += result.output + result.errors
      if result.status == 0 || result.status == 3 {
        report = try result.json()
      } else {
        stops += 1
        #expect(result.status == 20, "\(result.errorText)")
        #expect(try JSONReader.read(result.errors)["code"]?.string?.hasPrefix("teacher.") == true)
      }
      #expect(try leaks(work) == [])
    }
    let log = book.log.withLock { $0 }
    let end = try #require(report, "it never came to its end; \(log.count) requests")
    #expect(stops >= 3)
    #expect(log.faults.count == Self.faults.count + 4, "\(log.faults.sorted())")
    #expect(log.repeated == 0)
    // Six sendings in each run, and none after an answer.
    #expect(log.met.values.allSatisfy { $0 <= 6 * (stops + 1) })
    let counts = try #require(end["counts"])
    var sum = 0
    for (_, count) in counts["outcomes"]?.object?.members ?? [] { sum += count.integer ?? 0 }
    #expect(counts["slots"] == 80 && sum == 80)
    let kept = try #require(counts["kept"]?.integer)
    #expect(kept > 40)
    #expect(said.firstRange(of: Array(Self.key.utf8)) == nil)
    let shown = try work.stemma("export", "live@1", "--store", "store", "--output", "rows.jsonl")
    #expect(shown.output.firstRange(of: Array(Self.key.utf8)) == nil)
    #expect(try leaks(work) == [])
    let asked = book.log.withLock { $0.count }
    #expect(
      try work.stemma("reproduce", "live@1", "--store", "store", "--json").json()["outcome"]
        == "identical")
    #expect(book.log.withLock { $0.count } == asked)
    _ = try work.stemma("verify", "--store", "store")
  }
}
