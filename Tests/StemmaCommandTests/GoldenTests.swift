import Foundation
import StemmaRecord
import StemmaTesting
import Testing

/// Reports as they are, in `Golden/`, with placeholders for what may differ. After a change that is
/// meant, `STEMMA_RENEW_GOLDEN=1 swift test --filter GoldenTests` writes them anew; read the
/// difference before it is committed: fields are only ever added.
@Suite("The reports' shape")
struct GoldenTests {
  private static let folder = Repository.path("Tests/StemmaCommandTests/Golden")
  private static let isRenewing =
    ProcessInfo.processInfo.environment["STEMMA_RENEW_GOLDEN"] == "1"

  @Test("every report is what its golden file holds")
  func golden() throws {
    let stops = try Tour.shared.get().stops
    for stop in stops {
      let path = "\(Self.folder)/\(stop.name).json"
      let made = IndentedJSON.bytes(Placeholders.put(into: stop.document))
      if Self.isRenewing {
        try Data(made).write(to: URL(fileURLWithPath: path))
        continue
      }
      let kept = try? Data(contentsOf: URL(fileURLWithPath: path))
      #expect(
        String(decoding: made, as: UTF8.self) == kept.map { String(decoding: $0, as: UTF8.self) },
        "\(stop.name)")
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.folder)
    #expect(
      Set(names.filter { $0.hasSuffix(".json") }) == Set(stops.map { "\($0.name).json" }))
  }

  @Test("every report is one document, a member a line, keys sorted, a line feed at its end")
  func canonicalForm() throws {
    for stop in try Tour.shared.get().stops where stop.schema != "error.schema.json" {
      #expect(stop.bytes == IndentedJSON.bytes(stop.document), "\(stop.name)")
    }
  }

  @Test("every error is one line of canonical JSON")
  func errorForm() throws {
    for stop in try Tour.shared.get().stops where stop.schema == "error.schema.json" {
      #expect(
        stop.bytes == CanonicalJSON.bytes(stop.document) + [UInt8(ascii: "\n")], "\(stop.name)")
    }
  }
}
