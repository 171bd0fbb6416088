import Testing

@testable import StemmaDashboard

@Suite("What a request asks for")
struct PageRequestTests {
  @Test("a path is a list of decoded names; the query's first values count")
  func path() throws {
    let request = try #require(
      PageRequest(target: "/versions/a%40b//records?find=a+b%26c&from=&find=x&bare", accept: ""))
    #expect(request.path == ["versions", "a@b", "records"])
    #expect(request.query == ["find": "a b&c", "from": "", "bare": ""])
    #expect(!request.wantsJSON)
    #expect(
      request.jsonAddress == "/versions/a%40b//records.json?find=a+b%26c&from=&find=x&bare")
  }

  @Test("JSON is asked for by a suffix, or by accepting nothing that browsers want")
  func json() throws {
    #expect(PageRequest(target: "/runs.json", accept: "text/html")?.wantsJSON == true)
    #expect(PageRequest(target: "/runs.json", accept: "")?.path == ["runs"])
    #expect(PageRequest(target: "/index.json", accept: "")?.path == [])
    #expect(PageRequest(target: "/", accept: "application/json")?.wantsJSON == true)
    #expect(PageRequest(target: "/", accept: "text/html,application/json")?.wantsJSON == false)
    #expect(PageRequest(target: "/datasets/x%2Ejson", accept: "")?.path == ["datasets", "x.json"])
    #expect(PageRequest(target: "/", accept: "")?.jsonAddress == "/index.json")
  }

  @Test(
    "what cannot be read is nothing",
    arguments: ["", "*", "runs", "/%", "/%4", "/%zz", "/%ff", "/a?x=%c3%28", "http://x/"])
  func malformed(target: String) {
    #expect(PageRequest(target: target, accept: "") == nil)
  }

  @Test("what is too long is nothing")
  func long() {
    #expect(PageRequest(target: "/" + String(repeating: "a", count: 9000), accept: "") == nil)
  }
}
