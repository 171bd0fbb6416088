import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaTeacher

@Suite("A real model's server")
struct LlamaTests {
  @Test("llama.cpp is pinned, asked in two dialects, and its answers are read")
  func llama() async throws {
    let world = try Workspace()
    let program = try Program(Repository.path("Tests/Scripts/llama_server.py")).start(
      [world.folder], in: world.folder, environment: ProcessInfo.processInfo.environment)
    defer { program.stop() }
    let url = "http://127.0.0.1:\(try program.line(after: "ready"))/v1"
    var choice = TeacherChoice(provider: "vllm-server", baseURL: url)
    choice.model = try await Teachers.pin(choice, environment: [:]).model
    #expect(choice.model == "tiny")
    let teacher = try Teachers.make(choice, environment: [:])
    func ask(_ slot: Int, schema: JSONValue? = nil, maxTokens: Int = 12) async throws -> Exchange {
      try await teacher.ask(
        Fixture.prompt(
          sampling: Sampling(
            seed: 7, temperature: Millionths("1"), topP: Millionths("0.95"), maxTokens: maxTokens),
          schema: schema, slot: slot))
    }
    let first = try await ask(0)
    #expect(first.answer?.finishReason == .length)
    #expect(first.usage?.completion == 12)
    #expect((first.usage?.prompt ?? 0) > 5)
    #expect(first.evidence["model"] == "tiny")
    #expect(try await ask(0).answer == first.answer)
    #expect(try await ask(1).answer != first.answer)
    let chosen = try await ask(2, schema: ["enum": ["yes", "no"]], maxTokens: 64)
    #expect([#""yes""#, #""no""#].contains(chosen.answer?.text))
    #expect(chosen.answer?.finishReason == .stop)
    let long = Fixture.prompt(String(repeating: "pump ", count: 4000))
    #expect(try await teacher.ask(long).failure != nil)
    let other = try Fixture.teacher("anthropic", at: url) { $0.model = "tiny" }
    let exchange = try await other.ask(Fixture.prompt(sampling: Sampling(maxTokens: 8)))
    #expect(exchange.answer?.finishReason == .length)
    #expect(exchange.usage?.completion == 8)
  }

  @Test("a server is trusted when a certificate that is named vouches for it, and not before")
  func certificates() async throws {
    let world = try Workspace()
    let made = try Program("openssl").run(
      [
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-keyout", "key.pem", "-out", "own.pem", "-days", "30", "-subj", "/CN=localhost",
        "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
      ], in: world.folder)
    #expect(made.status == 0)
    try world.write("answer.json", Fixture.answer().body)
    let program = try Program("python3").start(
      ["-c", Self.server], in: world.folder)
    defer { program.stop() }
    let url = "https://127.0.0.1:\(try program.line(after: "ready"))"
    let stranger = try await Fixture.teacher(at: url, environment: [:]).ask()
    #expect(stranger.finality?.nextStep.contains("SSL_CERT_FILE") == true, "\(stranger.result)")
    #expect(stranger.sendings == 1)
    let known = try await Fixture.teacher(
      at: url, environment: ["SSL_CERT_FILE": world.path("own.pem")]
    ).ask()
    #expect(known.answer?.text == "Good.", "\(known.result)")
  }

  /// Answers each request over TLS with the same body.
  private static let server = """
    import http.server, ssl
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["content-length"]))
            body = open("answer.json", "rb").read()
            self.send_response(200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain("own.pem", "key.pem")
    server.socket = context.wrap_socket(server.socket, server_side=True)
    print("ready", server.server_port, flush=True)
    server.serve_forever()
    """
}
