import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("How fast it is asked")
struct PaceTests {
  @Test("requests keep to the limit of a minute, evenly")
  func requests() async throws {
    let clock = FakeClock()
    let pace = Pace(requestsPerMinute: 120, tokensPerMinute: nil, timing: clock.timing)
    for number in 0..<10 {
      try await pace.admit(tokens: 0)
      #expect(clock.now == .milliseconds(500 * number))
    }
  }

  @Test("tokens keep to theirs, and what was reserved in vain is given back")
  func tokens() async throws {
    let clock = FakeClock()
    let pace = Pace(requestsPerMinute: nil, tokensPerMinute: 6000, timing: clock.timing)
    try await pace.admit(tokens: 100)
    try await pace.admit(tokens: 100)
    #expect(clock.now == .seconds(1))
    pace.settle(reserved: 100, used: 50)
    try await pace.admit(tokens: 100)
    #expect(clock.now == .milliseconds(1500))
    pace.settle(reserved: 100, used: 300)
    try await pace.admit(tokens: 1)
    #expect(clock.now == .milliseconds(4500))
  }

  @Test("who asks one to wait makes all wait")
  func hold() async throws {
    let clock = FakeClock()
    let pace = Pace(requestsPerMinute: nil, tokensPerMinute: nil, timing: clock.timing)
    pace.hold(for: .seconds(9))
    try await pace.admit(tokens: 0)
    #expect(clock.now == .seconds(9))
    try await pace.admit(tokens: 0)
    #expect(clock.now == .seconds(9))
  }

  @Test("it slows down when a tenth is left, and stops when nothing is")
  func allowance() async throws {
    let clock = FakeClock()
    let pace = Pace(requestsPerMinute: nil, tokensPerMinute: nil, timing: clock.timing)
    pace.heed(Allowance(limit: 100, remaining: 50, reset: .seconds(60)))
    for _ in 0..<5 { try await pace.admit(tokens: 0) }
    #expect(clock.now == .zero)
    pace.heed(Allowance(limit: 100, remaining: 9, reset: .seconds(60)))
    for _ in 0..<3 { try await pace.admit(tokens: 0) }
    #expect(clock.now == .seconds(12))
    pace.heed(Allowance(limit: 100, remaining: 0, reset: .seconds(30)))
    try await pace.admit(tokens: 0)
    #expect(clock.now == .seconds(42))
  }

  @Test("what services say of their limits is read, in each one's way")
  func headers() {
    let openAI = ResponseHead(
      status: 200,
      headers: [
        (name: "X-RateLimit-Limit-Requests", value: "60"),
        (name: "x-ratelimit-remaining-requests", value: "59"),
        (name: "x-ratelimit-reset-requests", value: "1m0s"),
        (name: "x-ratelimit-limit-tokens", value: "150000"),
        (name: "x-ratelimit-remaining-tokens", value: "149984"),
        (name: "x-ratelimit-reset-tokens", value: "6ms"),
      ])
    #expect(
      Allowance.all(in: openAI) == [
        Allowance(limit: 60, remaining: 59, reset: .seconds(60)),
        Allowance(limit: 150_000, remaining: 149_984, reset: .milliseconds(6)),
      ])
    let anthropic = ResponseHead(
      status: 200,
      headers: [
        (name: "date", value: "Wed, 01 May 2024 12:00:00 GMT"),
        (name: "anthropic-ratelimit-requests-limit", value: "50"),
        (name: "anthropic-ratelimit-requests-remaining", value: "0"),
        (name: "anthropic-ratelimit-requests-reset", value: "2024-05-01T12:00:20Z"),
      ])
    #expect(
      Allowance.all(in: anthropic) == [Allowance(limit: 50, remaining: 0, reset: .seconds(20))])
    let strange = ResponseHead(
      status: 200,
      headers: [
        (name: "x-ratelimit-limit-requests", value: "-1"),
        (name: "x-ratelimit-remaining-requests", value: "99999999999999999999"),
        (name: "x-ratelimit-reset-requests", value: "soon"),
      ])
    #expect(Allowance.all(in: strange).isEmpty)
  }

  @Test("a teacher heeds what its service says")
  func heeded() async throws {
    let headers = [
      (name: "x-ratelimit-limit-requests", value: "10"),
      (name: "x-ratelimit-remaining-requests", value: "0"),
      (name: "x-ratelimit-reset-requests", value: "8s"),
    ]
    var answer = Fixture.answer()
    answer.headers += headers
    let server = try FaultServer(.response(answer))
    let clock = FakeClock()
    let teacher = try Fixture.teacher(at: server.url, clock: clock)
    _ = try await teacher.ask()
    #expect(clock.now == .zero)
    _ = try await teacher.ask()
    #expect(clock.now == .seconds(8))
  }

  @Test("a manifest's limits are kept by all that ask")
  func limits() async throws {
    let server = try FaultServer(.response(Fixture.answer()))
    let clock = FakeClock()
    let teacher = try Fixture.teacher(at: server.url, clock: clock) { $0.requestsPerMinute = 60 }
    for _ in 0..<5 { _ = try await teacher.ask() }
    #expect(clock.now == .seconds(4))
  }

  @Test(
    "spans are read",
    arguments: [
      ("1s", 1), ("6m0s", 360), ("12ms", 0.012), ("1h2m3s", 3723), ("1.5s", 1.5), ("37s", 37),
      ("", nil), ("s", nil), ("5", nil), ("-1s", nil), ("1x", nil), ("1e9s", nil),
    ] as [(String, Double?)])
  func spans(text: String, seconds: Double?) { #expect(Waits.seconds(text) == seconds) }

  @Test("moments are read, and nothing else is")
  func moments() {
    #expect(Instant(httpDate: "Sun, 06 Nov 1994 08:49:37 GMT")?.seconds == 784_111_777)
    #expect(Instant(timestamp: "1994-11-06T08:49:37Z")?.seconds == 784_111_777)
    #expect(Instant(timestamp: "1994-11-06T09:49:37.5+01:00")?.seconds == 784_111_777.5)
    #expect(Instant(timestamp: "2024-02-29T00:00:00Z")?.seconds == 1_709_164_800)
    for text in ["", "now", "1994-11-06", "1994-13-06T08:49:37Z", "T", "1994-11-06T08:49:37"] {
      #expect(Instant(timestamp: text) == nil)
      #expect(Instant(httpDate: text) == nil)
    }
  }
}
