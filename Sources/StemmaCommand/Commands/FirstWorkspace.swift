import StemmaExperiment
import StemmaRecord
import StemmaRun

/// The files a new workspace begins with.
enum FirstWorkspace {
  static let manifestPath = "experiments/first.yaml"

  static func files() throws -> [(name: String, content: [UInt8])] {
    [
      ("schemas/manifest.schema.json", IndentedJSON.bytes(ManifestSchema.json(Offer.catalogue))),
      (manifestPath, Array(manifest.utf8)),
      ("experiments/first/lighthouses.md", Array(document.utf8)),
    ]
  }

  private static let manifest = """
    # yaml-language-server: $schema=../schemas/manifest.schema.json
    stemma: 1
    dataset: first
    description: Questions and answers from a first document; name your own under inputs.
    task: qa
    inputs:
      documents:
        - first/*.md
    # The embedded teacher needs no network and no model.
    teacher: embedded
    sampling:
      seed: 1
      temperature: 0.5
    # At most so many records from each passage.
    per_section: 3
    strategy: both
    filters:
      - schema
      - length
      - duplicates

    """

  private static let document = """
    # Lighthouses

    A lighthouse is a tower that carries a strong light to guide ships at night. Sailors use the \
    light to find a harbour entrance or to keep clear of a reef. Most lighthouses stand on \
    headlands because a high position makes the light visible from farther away.

    ## The lens

    A Fresnel lens is a thin lens built of many concentric rings of glass. Each ring bends the \
    light of the lamp into a narrow horizontal beam. Because the rings replace one solid block, \
    a large Fresnel lens weighs far less than an ordinary lens of the same power. A lens of the \
    first order stands about 2.6 metres high.

    ## The character of a light

    Every lighthouse has a character, which is a fixed pattern of flashes and darkness. A sailor \
    identifies a lighthouse by timing the flashes and comparing them with a list of lights. If two \
    neighbouring lighthouses had the same character, a ship could mistake one harbour for another.

    """
}
