import StemmaText
import Testing

@testable import StemmaEmbedded

/// What is asked of sentences that no pattern takes for more, each beside its like that is refused.
@Suite("Questions asked plainly")
struct PlainTests {
  private func pairs(
    _ text: String, _ headings: [String] = ["DESCRIPTION"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [Realisation] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations)
  }

  private func questions(
    _ text: String, _ headings: [String] = ["DESCRIPTION"],
    _ strategy: PassageReader.Strategy = .extraction
  ) -> [String] { pairs(text, headings, strategy).map(\.question) }

  @Test("a heading tells which name is meant; a title that every manual has does not")
  func topics() {
    let text = "The name must begin with a small letter or a digit."
    #expect(
      questions(text, ["FOLDER NAMES"])
        .contains("Regarding folder names in Corvid, what must the name begin with?"))
    #expect(questions(text, ["NOTES"]).isEmpty)
  }

  @Test("what becomes of things is asked where something does, not where it may")
  func fates() {
    #expect(
      questions("Lines that begin with LETTERS_7 are replaced.")
        .contains { $0.hasPrefix("In Corvid, what happens to lines") })
    #expect(
      !questions("Lines that begin with LETTERS_7 may be replaced.")
        .contains { $0.contains("what happens") })
  }

  @Test("what follows a condition may be said in any way, but not of a thing named before")
  func conditions() {
    let open = "If LETTERS_7 has a red seal, then only those of the birds that fly will ever come."
    #expect(questions(open).contains { $0.hasSuffix("what happens if LETTERS_7 has a red seal?") })
    #expect(questions("If LETTERS_7 has a red seal, this will be noted by those at home.").isEmpty)
  }

  @Test("yes or no is asked of what is so or is not, and not of what is usually so")
  func decisions() {
    let own = ["OPTIONS", "--keep-copies (continued)"]
    let found = pairs("Folders of kind \"night\" do not keep old letters.", own, .expansion)
    #expect(
      found.contains { $0.answer.hasPrefix("No. ") && $0.question.contains("keep old letters") },
      "\(found)")
    let usual = pairs("Folders of kind \"night\" usually keep old letters.", own, .expansion)
    #expect(usual.isEmpty, "\(usual)")
  }

  @Test("a word before a value that is to be put in is a key; a word alone may be anything")
  func keys() {
    let told = questions(
      "type=type The type of the folder that is opened first.", ["General options"])
    #expect(told.contains { $0.contains("\"type\"") }, "\(told)")
    #expect(
      questions("type The type of the folder that is opened first.", ["General options"]).isEmpty)
  }

  @Test("a block that tells a case and asks is a question; one that asks of \"this\" alone is none")
  func told() {
    let answer = "The folder is kept by another bird, which has to be called home first."
    let told = questions(
      "2.1) When I open a folder, Corvid says that it is full. What does this mean?\n\n\(answer)")
    #expect(told.contains { $0.hasPrefix("When I open a folder") }, "\(told)")
    #expect(!questions("2.1) What does this mean?\n\n\(answer)").contains { $0.contains("this") })
  }

  @Test("a document of questions is of the program in its name, whatever joins the name's parts")
  func programs() {
    func program(_ name: String) -> String? {
      Scope(input: name, headings: [], words: [], passage: Passage("")).program
    }
    #expect(program("documents/crow-post-readme.txt") == "crow-post")
    #expect(program("documents/tutorial-readme.txt") == nil)
  }

  @Test("what is to be put in has no article, and nobody asks how to set it")
  func values() {
    func goals(_ text: String) -> [String] {
      questions(text, ["OPTIONS"], .expansion).filter {
        $0.hasPrefix("How") || $0.contains(", how")
      }
    }
    #expect(!goals("--fold Fold the letters of a folder into the night post.").isEmpty)
    #expect(goals("--fold Replace the folder with value.").isEmpty)
  }
}
