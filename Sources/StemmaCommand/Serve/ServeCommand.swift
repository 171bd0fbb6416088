import ArgumentParser
import StemmaDashboard
import StemmaPage
import StemmaRecord

struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Show the store in a browser: datasets, versions, records, comparisons.",
    discussion: """
      Pages only read. They work without scripts and by keyboard; each is JSON too, as the reports of \
      --json are: add `.json` to its address. Records are paged through by their places, and at most \
      10,000 are looked through for a text at once. Statistics that are not at hand are made when a page \
      wants them.

      Only this machine is served, unless --host names another address or a name of this machine. Then \
      $STEMMA_TOKEN has to hold a token of at least 16 visible ASCII characters, and every request has to bear \
      it: as a password, whatever the user's name, or as `Authorization: Bearer`. What goes over the wire \
      is not encrypted: between machines use a tunnel. A request that calls this machine by another \
      name is refused, and so is what another site's page asks for. Nothing is logged. Ctrl-C ends it, with 0; \
      with 130 only where a page under way had to be cut off.

      EXAMPLES
      stemma serve
      stemma serve --port 0

      EXIT CODES
      \(ExitStatus.table([.done, .failed, .noStore, .damaged, .badArguments, .interrupted]))
      """)

  @Option(name: .long, help: "The address or name to listen on.")
  var host = "127.0.0.1"

  @Option(name: .long, help: "The port; 0 takes any that is free, and says which.")
  var port = 8000

  @OptionGroup var options: StoreOptions

  func validate() throws {
    if !(0...65_535).contains(port) { throw ValidationError("--port takes a number to 65535.") }
    if host.isEmpty { throw ValidationError("--host takes an address or a name.") }
  }

  func run() async throws {
    let store = try options.open()
    let secret = World.environment("STEMMA_TOKEN").flatMap { $0.isEmpty ? nil : $0 }
    let token = secret.flatMap(AccessToken.init)
    if secret != nil, token == nil { throw DashboardError.tokenUnfit }
    let (host, isJSON) = (
      host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host, options.json
    )
    let dashboard = try Dashboard(
      host: self.host, port: port, token: token, policy: ServedPage.policy, pages: StorePages(store)
    ) { port in
      let address = "http://\(host):\(port)/"
      if isJSON {
        Terminal.output(CanonicalJSON.text(["address": .string(address), "port": .integer(port)]))
      } else {
        Terminal.output("serving \(address)")
        Terminal.error("Ctrl-C ends it.")
      }
    }
    try await dashboard.run()
  }
}
