import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@Suite("A comparison as a page")
struct ComparisonPageTests {
  @Test("a real browser shows it without a network, as text, on four sheets at most")
  func browser() throws {
    let world = try Workspace()
    // Where packages are to be had is the machine's business, so its environment is passed on.
    let result = try Program("python3").run(
      [Repository.path("Tests/Scripts/check_report.py"), try Program.stemma().path],
      in: world.folder, environment: ProcessInfo.processInfo.environment, timeoutSeconds: 900)
    #expect(result.status == 0, "\(result.text)\(result.errorText)")
    #expect(result.text.contains("hostile at 400: "))
  }

  @Test("the same two versions give the same bytes, in another store too; the report is the same")
  func bytes() throws {
    let pages = try (0..<2).map { _ in
      let workspace = try Workspace.twoVersions()
      let plain = try workspace.stemma("compare", "tides@1", "tides@2").expect(0).text
      let told = try workspace.stemma("compare", "tides@1", "tides@2", "--html", "page.html")
        .expect(0).text
      #expect(told == plain + "page      written to page.html\n")
      return try workspace.read("page.html")
    }
    #expect(pages[0] == pages[1])
    let text = String(decoding: pages[0], as: UTF8.self)
    #expect(text.hasPrefix("<!doctype html>\n<html lang=\"en\">"))
    #expect(text.contains("default-src &#39;none&#39;; style-src &#39;sha256-"))
    for word in ["sampling.temperature", "inputs.kilns.md", "tides.md", "length.answer.words"] {
      #expect(text.contains(word), "\(word)")
    }
    #expect(!text.contains("://"))
  }

  @Test("an older file is replaced; a folder is refused, and so are more than two versions")
  func files() throws {
    let workspace = try Workspace.published()
    try workspace.write("page.html", "old")
    let report = try workspace.stemma(
      "compare", "tides@1", "tides@1", "--html", "page.html", "--json"
    ).expect(0).json()
    #expect(report["page"] == "page.html")
    #expect(try workspace.read("page.html").count > 1000)
    try workspace.stemma("compare", "tides@1", "tides@1", "--html", ".").expect(65)
    try workspace.stemma("compare", "tides@1", "tides@1", "tides@1", "--html", "page.html").expect(
      64)
    #expect(try workspace.stemma("compare", "tides@1", "tides@9", "--html", "no.html").status == 1)
    #expect(!workspace.exists("no.html"))
  }
}
