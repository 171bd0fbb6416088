import Testing

@testable import StemmaDashboard

@Suite("Who is let in")
struct GuardTests {
  @Test("on loopback only this machine's own names are taken for it")
  func loopback() {
    let guardian = HostGuard(host: "127.0.0.1")
    for own in ["localhost", "LOCALHOST:8000", "127.0.0.1:1", "[::1]:80", "[::1]"] {
      #expect(guardian.admits(own), "\(own)")
    }
    for foreign in [
      "", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "127.0.0.1:x",
      "[::1", "192.168.0.7", "localhost:80:80", "user@localhost", "::1", "[::1]x", "127.0.0.1:-1",
    ] {
      #expect(!guardian.admits(foreign), "\(foreign)")
    }
  }

  @Test("for other machines a number is taken too, and the name that was given, but no other name")
  func others() {
    let guardian = HostGuard(host: "box.lan")
    #expect(guardian.admits("box.lan:8000") && guardian.admits("192.168.0.7:8000"))
    #expect(guardian.admits("[fe80::1]:8000") && guardian.admits("localhost"))
    #expect(!guardian.admits("evil.example:8000") && !guardian.admits("1.2.3.4.5"))
    #expect(HostGuard(host: "::").admits("[::]:80"))
  }

  @Test(
    "other machines reach all but loopback",
    arguments: [
      ("localhost", true), ("127.0.0.1", true), ("127.9.9.9", true), ("::1", true),
      ("0.0.0.0", false), ("::", false), ("127.evil.example", false), ("192.168.0.7", false),
    ])
  func loopbackNames(host: String, isLoopback: Bool) {
    #expect(HostGuard.isLoopback(host) == isLoopback)
  }

  @Test(
    "what another site's page asks for is refused; what was typed, or stands on a page of ours, is not",
    arguments: [
      (nil, nil, true), ("none", "navigate", true), ("same-origin", "navigate", true),
      ("Same-Origin", nil, true), ("same-site", "navigate", true), ("same-site", "no-cors", false),
      ("same-site", nil, false), ("cross-site", "navigate", false),
      ("cross-site", "no-cors", false),
      ("cross-site", nil, false), ("anything", nil, false),
    ] as [(String?, String?, Bool)])
  func sites(site: String?, mode: String?, isAdmitted: Bool) {
    #expect(SiteGuard.admits(site: site, mode: mode) == isAdmitted)
  }

  @Test("there are so many places and no more; one that is left is free again")
  func places() {
    let places = AnswerPlaces(limit: 2)
    #expect(places.take() && places.take() && !places.take())
    places.leave()
    #expect(places.take() && !places.take())
  }

  @Test("a token is taken as a bearer's and as a password, whoever's; nothing else is")
  func token() throws {
    let token = try #require(AccessToken("abcdefghijklmnop"))
    // `anybody:abcdefghijklmnop` and `:abcdefghijklmnop`
    for good in [
      "Bearer abcdefghijklmnop", "bearer abcdefghijklmnop",
      "Basic YW55Ym9keTphYmNkZWZnaGlqa2xtbm9w", "basic OmFiY2RlZmdoaWprbG1ub3A=",
    ] {
      #expect(token.admits(good), "\(good)")
    }
    for bad in [
      "", "Bearer", "Bearer ", "Bearer abcdefghijklmno", "Bearer abcdefghijklmnopq",
      "abcdefghijklmnop", "Basic abcdefghijklmnop", "Basic !!!!", "Digest abcdefghijklmnop",
      "Basic YWJjZGVmZ2hpamtsbW5vcA==",
    ] {
      #expect(!token.admits(bad), "\(bad)")
    }
    #expect(AccessToken("short") == nil)
    #expect(AccessToken("abcdefgh ijklmnop") == nil && AccessToken("abcdefghijklmnoé") == nil)
  }

  @Test("a token is not to be read off the value that holds it")
  func secrecy() throws {
    let token = try #require(AccessToken("abcdefghijklmnop"))
    var text = ""
    dump(token, to: &text)
    #expect(!text.contains("abcdefgh"))
  }

  @Test("without a token nothing but loopback is listened on")
  func tokenWanted() throws {
    struct Nobody: PageSource {
      func answer(_ request: PageRequest) -> PageAnswer {
        .init(status: 200, body: [], isJSON: false)
      }
      func refusal(_ refusal: Refusal, asJSON: Bool) -> PageAnswer {
        .init(status: refusal.status, body: [], isJSON: asJSON)
      }
    }
    #expect(throws: DashboardError.tokenWanted(host: "0.0.0.0")) {
      try Dashboard(host: "0.0.0.0", port: 0, token: nil, policy: "", pages: Nobody()) { _ in }
    }
  }
}
