import StemmaRecord
import StemmaStore
import Testing

@Suite("version names")
struct VersionNameTests {
  static let good: [(text: String, dataset: String, selector: VersionName.Selector)] = [
    ("coffee", "coffee", .head(before: 0)), ("coffee@head", "coffee", .head(before: 0)),
    ("coffee@head~0", "coffee", .head(before: 0)), ("coffee@head~12", "coffee", .head(before: 12)),
    ("coffee@3", "coffee", .number(3)), ("a.b-c@999999999", "a.b-c", .number(999_999_999)),
    ("coffee@sha256:ab12", "coffee", .receipt(prefix: "ab12")),
    ("coffee@best", "coffee", .tag("best")), ("coffee@1.0_rc-2", "coffee", .tag("1.0_rc-2")),
    ("coffee@heads", "coffee", .tag("heads")),
    (
      "coffee@sha256:" + String(repeating: "0", count: 64), "coffee",
      .receipt(prefix: String(repeating: "0", count: 64))
    ),
  ]

  @Test("are read", arguments: good.indices)
  func read(row: Int) throws {
    let (text, dataset, selector) = Self.good[row]
    let name = try VersionName(text)
    #expect(name.dataset == dataset)
    #expect(name.selector == selector)
  }

  @Test(
    "or refused",
    arguments: [
      "", "@", "@3", "coffee@", "coffee@0", "coffee@-1", "coffee@+1", "coffee@3@4", "coffee@Head",
      "coffee@head~", "coffee@head~x", "coffee@head~-1", "coffee@head^", "coffee@sha256:",
      "coffee@sha256:abc", "coffee@sha256:ABCD", "coffee@sha256:ghij", "coffee@1234567890",
      "coffee@sha256:" + String(repeating: "0", count: 65), "Coffee@1", "../x@1", "coffee @1",
      "coffee@ 1", "coffee@3 ", "coffee@\u{FF13}", "coffee@3\n", "coffee@3\u{301}", "a..b",
    ])
  func refused(text: String) {
    #expect(throws: StoreError.malformedVersionName(text)) { try VersionName(text) }
  }
}
