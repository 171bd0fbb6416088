import StemmaRecord
import Testing

@testable import StemmaExperiment

@Suite("The fields mix, batch and sample")
struct MixCheckTests {
  private static let whole = """
    mix:
      tone: {formal: 2, casual: 1}
      turns: {1: 7, multi: 1}
      difficulty: [hard, easy]
      style:
        - {name: pirate, weight: 1, instruction: "Write as a pirate would."}
        - {name: plain, weight: 3}
        - odd
      length: [{name: tiny, instruction: One word.}]
    batch: 50
    sample: 12
    """

  @Test("are part of what decides, and come back from the store as they were")
  func what() throws {
    let manifest = try read(minimal(Self.whole))
    let mix = try #require(manifest.mix)
    #expect(mix.axes.map(\.name) == ["difficulty", "length", "style", "tone", "turns"])
    #expect(mix.axes[2].values.map(\.name) == ["odd", "pirate", "plain"])
    #expect(mix.axes[2].values.map(\.weight) == [1, 1, 3])
    #expect(mix.axes[4].values.map(\.name) == ["1", "multi"])
    #expect(mix.total == 2 * 1 * 3 * 2 * 2)
    #expect(manifest.batch == 50 && manifest.sample == 12)
    let template = ObjectID(of: .template, "t".utf8)
    let what = manifest.what(template: template)
    for name in ["mix", "batch", "sample"] { #expect(what[name] == manifest.resolved[name]) }
    let stored = try Manifest(what: what, catalogue: catalogue)
    #expect(stored.mix == mix && stored.batch == 50 && stored.sample == 12)
    #expect(JSONValue.object(stored.what(template: template)) == .object(what))
  }

  @Test("the order in which axes and values are written, and the way, decide nothing")
  func order() throws {
    let one = try read(minimal("mix: {tone: {formal: 1, casual: 1}, length: [long]}"))
    let other = try read(
      minimal("mix: {length: {long: 1}, tone: [casual, {name: formal, weight: 1}]}"))
    #expect(one.mix == other.mix && one == other)
  }

  @Test("without them nothing is said of them")
  func silent() throws {
    let what = try read(minimal("")).what(template: ObjectID(of: .template, "t".utf8))
    for name in ["mix", "batch", "sample"] { #expect(what[name] == nil) }
  }

  @Test(
    "mistakes are told with their place",
    arguments: [
      ("mix: {}", "manifest.empty-list 6:6 mix"),
      ("mix: [tone]", "manifest.wrong-type 6:6 mix"),
      ("mix: {tone: formal}", "manifest.wrong-type 6:13 mix.tone"),
      ("mix: {tone: {}}", "manifest.empty-list 6:13 mix.tone"),
      ("mix: {tone: []}", "manifest.empty-list 6:13 mix.tone"),
      ("mix: {tone: {formal: 0}}", "manifest.out-of-range 6:22 mix.tone.formal -> 1"),
      ("mix: {tone: {formal: -1}}", "manifest.out-of-range 6:22 mix.tone.formal -> 1"),
      ("mix: {tone: {formal: 1001}}", "manifest.out-of-range 6:22 mix.tone.formal -> 1000"),
      ("mix: {tone: {formal: 0.5}}", "manifest.wrong-type 6:22 mix.tone.formal"),
      ("mix: {tone: {formel: 1}}", "manifest.unknown-value 6:14 mix.tone.formel -> formal"),
      ("mix: {turns: [\"99\"]}", "manifest.unknown-value 6:15 mix.turns[0]"),
      ("mix: {tone: [formal, formal]}", "manifest.duplicate-value 6:22 mix.tone[1]"),
      (
        "mix: {tone: [{name: formal}, formal]}", "manifest.duplicate-value 6:30 mix.tone[1]"
      ),
      ("mix: {own: [{weight: 2}]}", "manifest.missing-field 6:13 mix.own[0].name"),
      (
        "mix: {own: [{name: a, wight: 2}]}",
        "manifest.unknown-field 6:23 mix.own[0].wight -> weight"
      ),
      ("mix: {own: {\"\": 2}}", "manifest.empty-text 6:13 mix.own."),
      ("mix: {a b: [c]}", "manifest.bad-axis 6:7 mix.a b"),
      ("mix: {own: [\(String(repeating: "ü", count: 33))]}", "manifest.too-long 6:13 mix.own[0]"),
      ("mix: {own: [\(String(repeating: "u", count: 65))]}", "manifest.too-long 6:13 mix.own[0]"),
      ("batch: 0", "manifest.out-of-range 6:8 batch -> 1"),
      ("sample: 0", "manifest.out-of-range 6:9 sample -> 1"),
      ("sample: all", "manifest.wrong-type 6:9 sample"),
    ])
  func mistakes(text: String, wanted: String) {
    #expect(problems(minimal(text)).map(shown) == [wanted])
  }

  @Test("there are bounds to axes and values")
  func bounds() {
    func mix(axes: Int, values: Int) -> String {
      let list = (0..<values).map { "v\($0)" }.joined(separator: ", ")
      return "mix: {\((0..<axes).map { "a\($0): [\(list)]" }.joined(separator: ", "))}"
    }
    #expect(problems(minimal(mix(axes: 16, values: 100))).isEmpty)
    #expect(problems(minimal(mix(axes: 17, values: 1))).map(\.code) == ["manifest.too-many"])
    #expect(problems(minimal(mix(axes: 1, values: 101))).map(\.code) == ["manifest.too-many"])
  }
}
