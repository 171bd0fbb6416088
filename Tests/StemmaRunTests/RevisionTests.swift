import Foundation
import StemmaExperiment
import StemmaRecord
import StemmaRun
import StemmaStore
import StemmaTesting
import Testing

/// Catches who changes a result without raising the number of what computes it.
@Suite("Revisions")
struct RevisionTests {
  private static let golden = "Tests/StemmaRunTests/Golden/receipt.json"

  private static let document = """
    # Sundials

    A sundial is an instrument that tells the time by the shadow of a rod. The rod is called a
    gnomon. The shadow moves because the Earth turns on its axis. A gnomon must point to the
    celestial pole, so a sundial made for one latitude is wrong at another.

    ## Kinds

    A horizontal dial has a flat plate with hour lines. A vertical dial hangs on a wall that faces
    the sun. If the wall faces north, the dial works only in summer mornings and evenings.

    - brass
    - slate

    ## Care

    To clean a brass dial, wipe the plate with a dry cloth. A dial of slate needs about ten minutes
    of work a year.
    """

  private static let manifest = """
    stemma: 1
    dataset: golden
    task: qa
    inputs: {documents: [sundials.md]}
    sampling: {seed: 5, temperature: 0.8, top_p: 0.95}
    per_section: 3
    strategy: both
    """

  @Test("the same manifest and document give the golden receipt, or a revision was raised")
  func receipt() async throws {
    let work = try Workspace()
    let store = try work.create()
    let source = Array(Self.manifest.utf8)
    let request = RunRequest(
      manifest: try ManifestReader(catalogue: Offer.catalogue).read(source, file: "golden.yaml"),
      source: source, overrides: [], template: nil,
      inputs: [InputFile(name: "sundials.md", bytes: Array(Self.document.utf8))], width: 2,
      occasion: JSONObject(), seconds: 0)
    let receipt = try await Runner(store).run(request, waiting: nil).report.receipt
    if ProcessInfo.processInfo.environment["STEMMA_RENEW_GOLDEN"] == "1" {
      try Data(IndentedJSON.bytes(receipt.json)).write(
        to: Repository.folder.appending(path: Self.golden))
    }
    let json = try JSONReader.read(try Repository.bytes(Self.golden))
    let golden = try #require(Receipt(json: json))
    #expect(
      receipt.revisions == golden.revisions,
      "Revisions were raised: renew the golden receipt with STEMMA_RENEW_GOLDEN=1.")
    #expect(
      receipt == golden,
      "A result changed; raise the revision of what computes it, then renew the golden receipt.")
  }
}
