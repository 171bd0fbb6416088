import Glibc
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("Keys, proxies and addresses")
struct AccessTests {
  private func make(_ provider: String, _ environment: [String: String]) throws {
    _ = try Teachers.make(
      TeacherChoice(provider: provider, model: "m"), environment: environment)
  }

  @Test(
    "a missing key is named by its variable",
    arguments: [
      ("openai", "OPENAI_API_KEY"), ("anthropic", "ANTHROPIC_API_KEY"),
      ("gemini", "GEMINI_API_KEY"), ("hf-router", "HF_TOKEN"),
    ])
  func missing(provider: String, variable: String) throws {
    let error = TeacherError.keyMissing(variable: variable, provider: provider)
    #expect(throws: error) { try make(provider, [:]) }
    #expect(error.nextStep.contains(variable))
    #expect(throws: Never.self) { try make(provider, [variable: "k"]) }
    #expect(throws: error) { try make(provider, [variable: "  "]) }
  }

  @Test("teachers of one's own need no key, and Gemini's has two names")
  func optional() throws {
    try make("ollama", [:])
    try make("hf", [:])
    try make("gemini", ["GOOGLE_API_KEY": "k"])
    _ = try Fixture.teacher("vllm-server", at: "http://127.0.0.1:1", environment: [:])
    _ = try Fixture.teacher("openai", at: "http://127.0.0.1:1", environment: [:])
  }

  @Test("a key shows itself in no description, mirror or dump")
  func shown() throws {
    let key = try #require(APIKey(Fixture.key))
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("0123"))
    #expect(throws: TeacherError.keyMalformed(variable: "OPENAI_API_KEY")) {
      try make("openai", ["OPENAI_API_KEY": "a\r\nx-evil: 1"])
    }
  }

  @Test("the file of keys is read where it is the user's alone")
  func file() async throws {
    let world = try Workspace()
    try world.write("stemma/keys", "# mine\n\nOPENAI_API_KEY = \(Fixture.key)\r\nOTHER=x\n")
    let path = world.path("stemma/keys")
    let environment = ["XDG_CONFIG_HOME": world.folder]
    chmod(path, 0o644)
    let error = TeacherError.keyFileOpen(path, reason: "can be read by others")
    #expect(throws: error) { try make("openai", environment) }
    #expect(error.nextStep.contains("chmod 600"))
    chmod(path, 0o600)
    let server = try FaultServer(.response(Fixture.answer()))
    _ = try await Fixture.teacher(at: server.url, environment: environment).ask()
    #expect(server.requests.first?.header("authorization") == "Bearer \(Fixture.key)")
    _ = try await Fixture.teacher(
      at: server.url, environment: environment.merging(["OPENAI_API_KEY": "first"]) { $1 }
    ).ask()
    #expect(server.requests.last?.header("authorization") == "Bearer first")
    #expect(KeyFile.path(["HOME": "/h"]) == "/h/.config/stemma/keys")
    #expect(throws: TeacherError.keyMissing(variable: "HF_TOKEN", provider: "hf-router")) {
      try make("hf-router", environment)
    }
  }

  @Test("a manifest's headers are sent, and none of them may carry a key")
  func headers() async throws {
    let server = try FaultServer(.response(Fixture.answer()))
    _ = try await Fixture.teacher(at: server.url) { $0.headers = ["X-Team": "red"] }.ask()
    #expect(server.requests.first?.header("x-team") == "red")
    for name in ["Authorization", "x-api-key", "Cookie", "Host", "Content-Length"] {
      #expect(throws: TeacherError.headerForbidden(name)) {
        try Fixture.teacher(at: server.url) { $0.headers = [name: "x"] }
      }
    }
    #expect(throws: TeacherError.headerMalformed("X-A")) {
      try Fixture.teacher(at: server.url) { $0.headers = ["X-A": "a\r\nb: c"] }
    }
  }

  @Test(
    "a key that would be sent as plain text to another machine is warned of, and no other",
    arguments: [
      ("openai", "http://teacher.example/v1", Fixture.key, true),
      ("vllm-server", "http://10.0.0.7:8000/v1", Fixture.key, true),
      ("openai", "http://127.0.0.1.example/v1", Fixture.key, true),
      ("openai", "https://teacher.example/v1", Fixture.key, false),
      ("openai", "http://127.0.0.1:8000/v1", Fixture.key, false),
      ("openai", "http://[::1]:8000/v1", Fixture.key, false),
      ("openai", "http://localhost:8000/v1", Fixture.key, false),
      ("openai", nil, Fixture.key, false), ("openai", "http://teacher.example/v1", nil, false),
      ("vllm-server", "http://10.0.0.7:8000/v1", "EMPTY", false),
      ("ollama", "http://10.0.0.7:11434", Fixture.key, false),
    ] as [(String, String?, String?, Bool)])
  func exposed(provider: String, address: String?, key: String?, isWarned: Bool) throws {
    var environment: [String: String] = [:]
    if let key { environment = ["OPENAI_API_KEY": key, "VLLM_API_KEY": key] }
    let warning = Teachers.exposure(
      of: TeacherChoice(provider: provider, model: "m", baseURL: address),
      environment: environment)
    #expect((warning != nil) == isWarned)
    if let warning {
      let server = try #require(address.flatMap { ServerURL($0) })
      #expect(warning.contains(server.origin) && warning.contains("https"))
      #expect(!warning.contains(Fixture.key))
    }
  }

  @Test("a proxy is asked for what is far away, by name and password")
  func proxy() async throws {
    let proxy = try FaultServer { _, request in
      .response(
        request.method == "CONNECT" ? FaultServer.Response(200, "") : Fixture.answer())
    }
    let environment = ["http_proxy": "http://me:p%40ss@127.0.0.1:\(proxy.port)"]
    let far = try Fixture.teacher(at: "http://teacher.example:81/v1", environment: environment)
    #expect(try await far.ask().answer != nil)
    let requests = proxy.requests
    #expect(requests.map(\.target) == ["teacher.example:81", "/v1/chat/completions"])
    #expect(requests.first?.header("proxy-authorization") == "Basic bWU6cEBzcw==")
    #expect(requests.last?.header("proxy-authorization") == nil)
    let near = try FaultServer(.response(Fixture.answer()))
    _ = try await Fixture.teacher(at: near.url, environment: environment).ask()
    #expect(near.requests.count == 1 && proxy.requests.count == 2)
  }

  @Test(
    "exceptions from the proxy are names, their domains, and ports",
    arguments: [
      ("example.com", false), (".example.com", false), ("*.example.com", false), ("*", false),
      ("a.example.com:443", false), ("a.example.com:80", true), ("ample.com", true), ("", true),
      ("other.org, EXAMPLE.com", false),
    ])
  func exceptions(list: String, usesProxy: Bool) throws {
    let server = try #require(ServerURL("https://a.example.com/v1"))
    let settings = try ConnectionSettings(
      to: server, timeout: .seconds(1), width: 1,
      environment: ["HTTPS_PROXY": "proxy:3128", "NO_PROXY": list])
    #expect((settings.proxy != nil) == usesProxy)
  }

  @Test("a proxy that cannot be used is named by its variable, without its password")
  func badProxy() throws {
    let server = try #require(ServerURL("https://a.example.com"))
    for text in ["socks5://me:secret@h:1", "http://", "http://h:99999", "http://a b"] {
      #expect(throws: TeacherError.proxyUnreadable(variable: "HTTPS_PROXY")) {
        try ConnectionSettings(
          to: server, timeout: .seconds(1), width: 1, environment: ["HTTPS_PROXY": text])
      }
    }
  }

  @Test("certificates that cannot be read are named")
  func authorities() throws {
    #expect(throws: TeacherError.authoritiesUnreadable(file: "/nowhere")) {
      try make("openai", ["OPENAI_API_KEY": "k", "SSL_CERT_FILE": "/nowhere"])
    }
  }

  @Test("teachers that cannot be made say what is missing")
  func unmade() throws {
    #expect(throws: TeacherError.providerUnknown("self")) { try make("self", [:]) }
    #expect(throws: TeacherError.addressUnreadable(provider: "vllm-server", nil)) {
      try make("vllm-server", [:])
    }
    #expect(throws: TeacherError.modelMissing(provider: "vllm-server")) {
      try Teachers.make(
        TeacherChoice(provider: "vllm-server", baseURL: "http://127.0.0.1:1"), environment: [:])
    }
    #expect(Teachers.capabilities.count == 7)
  }
}
