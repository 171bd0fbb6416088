import StemmaText
import Testing

@testable import StemmaEmbedded

@Suite("Terms with arguments")
struct SynopsisTests {
  private func pairs(
    _ text: String, _ strategy: PassageReader.Strategy = .extraction,
    headings: [String] = ["OPTIONS"]
  ) -> [Realisation] {
    PassageReader().places(
      in: text, headings: headings, input: "documents/corvid-man.txt", strategy: strategy
    ).flatMap(\.realisations)
  }

  @Test(
    "options, their arguments and commands are told from what explains them",
    arguments: [
      ("-q, --quiet Print nothing but errors to the terminal.", "--quiet"),
      ("-k num --keep=num Keep so many letters of a folder.", "--keep"),
      ("`-g, --gather`:: Put the letters of all folders into one.", "--gather"),
      ("-n, --name=NAME [since 2.0] When sorting letters, begin with NAME.", "--name"),
      (
        "fold-letters [-ab] [-t title] (alias: fold) Fold all letters that are open.",
        "fold-letters"
      ),
      ("net:retry (number) sets the number of tries for a letter.", "net:retry"),
      ("\u{25CB} -z, --zip: fold all letters of a folder at once.", "--zip"),
      ("+stamps, +nostamps This option puts stamps on all letters.", "+stamps"),
      ("MaxLetters count Sets the number of letters to keep.", "MaxLetters"),
      ("FoldType {None|Twice} Select how letters are folded.", "FoldType"),
      ("-fs, --fold=sealed Fold letters that are sealed.", "--fold=sealed"),
      ("--fold=no-seal Fold letters without a seal.", "--fold=no-seal"),
    ])
  func terms(text: String, name: String) throws {
    let found = pairs(text)
    let pair = try #require(found.first)
    #expect(found.allSatisfy { $0.question.contains(name) }, "\(pair.question)")
    #expect(text.hasSuffix(pair.answer))
    #expect(!pair.answer.contains(name))
  }

  @Test(
    "prose that begins with an option or a small word is no entry",
    arguments: [
      "corvid keeps every letter until somebody throws it away.",
      "- the letters of a folder, and whatever was put beside them",
      "Letters of Mary are kept until somebody throws them away.",
    ])
  func prose(text: String) {
    let reading = Reading(text, headings: [])
    for sentence in reading.sentences {
      #expect(Synopsis(reading.words, sentence.words, in: reading.passage.bytes) == nil)
    }
  }

  @Test("an option of one letter means something only where the headings announce options")
  func singleLetters() {
    let text = "-q Print nothing but errors to the terminal."
    #expect(!pairs(text, headings: ["Command line options"]).isEmpty)
    #expect(pairs(text, headings: ["Folding letters"]).isEmpty)
  }

  @Test("what an option does is a goal, which its name answers")
  func goals() throws {
    let pair = try #require(
      pairs("-g, --gather Put the letters of all folders into one.", .expansion).first {
        $0.question.contains("ow do you put the letters of all folders into one")
      })
    #expect(pair.answer.hasPrefix("With the option \"--gather\": Put the letters"))
  }

  @Test("which option has a role, or how to do it, is asked of all that it does")
  func wholes() {
    let half = pairs("-c, --count Suppress the letters; instead print a count.", .expansion)
    #expect(half.allSatisfy { !$0.question.contains("suppress the letters") }, "\(half)")
    let whole = pairs("-s, --show Show the letters of a folder and exit.", .expansion)
    #expect(whole.contains { $0.question.contains("hows the letters of a folder") }, "\(whole)")
    #expect(whole.allSatisfy { !$0.question.contains("exit") }, "\(whole)")
  }

  @Test("what is told at length is asked by when one would use the term")
  func purposes() {
    let found = pairs(
      "-p, --print Prints the letter in the form that its reader likes best.", .expansion)
    #expect(
      found.contains {
        $0.question == "When would you use the option \"--print\" in Corvid?"
          && $0.answer.hasPrefix("Use the option \"--print\" to print the letter in the form")
      }, "\(found)")
    let twofold = pairs(
      "-p, --print Prints the letter in the form its reader likes and removes it.", .expansion)
    #expect(twofold.allSatisfy { !$0.question.hasPrefix("When") }, "\(twofold)")
  }

  @Test("what an option takes is no part of its name")
  func values() {
    for text in ["-o, --output=file Write letters there.", "-n, --lines=NUM Write so many lines."] {
      #expect(pairs(text).allSatisfy { !$0.question.contains("=") })
    }
    #expect(!OptionValue.isLiteral(Array("file".utf8)[...]))
    #expect(OptionValue.isLiteral(Array("never".utf8)[...]))
  }

  @Test("shouted terms and values of an option are not asked about")
  func shouted() {
    #expect(pairs("never Do not keep the letters of any folder.").isEmpty)
    #expect(pairs("- BACKUP: MENU WIDTH 80 AND MORE OF IT").isEmpty)
  }
}
