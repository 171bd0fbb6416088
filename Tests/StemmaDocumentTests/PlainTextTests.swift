import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("Plain text into sections")
struct PlainTextTests {
  private func cut(_ text: String) throws -> [Cut] { try cuts(text, .plainText) }

  @Test("empty lines part paragraphs, and white space within them collapses")
  func paragraphs() throws {
    let one = longParagraph("mole")
    let text = "\n\n  \(one.split(separator: " ").joined(separator: "\n"))\n \t\n\(one)   again.\n"
    #expect(try cut(text) == [Cut([], one), Cut([], "\(one) again.")])
    #expect(try sections(text, .plainText).map(\.line).first == 3)
  }

  @Test("code that stands in a paragraph without empty lines parts it, and is left out")
  func codeWithin() throws {
    let text = """
      The tide is told by two numbers, as here
      high=12
      low=$(next "${high}")
      which are hours of the day on this coast.
      A single line such as
      low=6;
      says less, and stays in its sentence.
      """
    #expect(
      try cut(text).map(\.text) == [
        "The tide is told by two numbers, as here",
        "which are hours of the day on this coast. A single line such as low=6; says less, and stays "
          + "in its sentence.",
      ])
  }

  @Test(
    "underlined, numbered, capital and marked lines are headings on one level",
    arguments: [
      ("Usage\n=====", "Usage"), ("Getting it to run\n-----------------\n", "Getting it to run"),
      ("=======\n Usage\n=======\n", "Usage"), ("3. Installing\n", "3. Installing"),
      ("COMMON QUESTIONS\n", "COMMON QUESTIONS"),
      ("ÜBER DIE BRÜCKE\n", "ÜBER DIE BRÜCKE"), ("## Usage\n", "Usage"), ("== Usage ==\n", "Usage"),
      ("[[use]]\n=== Usage\n", "Usage"),
    ])
  func headings(heading: String, title: String) throws {
    let text = "FIRST PART\n\nBefore it all.\n\n\(heading)\nThe prose of this part."
    #expect(
      try cut(text) == [
        Cut(["FIRST PART"], "Before it all."), Cut([title], "The prose of this part."),
      ])
  }

  @Test("a numbered heading stands under the one whose number it goes on")
  func numberedHeadings() throws {
    let text = """
      2. Settings

      All of them.

      2.1   Known Limits

      There are some.

      2.12. save_copies

      Whether copies are kept.

      3. Files

      Where they are.
      """
    #expect(
      try cut(text) == [
        Cut(["2. Settings"], "All of them."),
        Cut(["2. Settings", "2.1 Known Limits"], "There are some."),
        Cut(["2. Settings", "2.12. save_copies"], "Whether copies are kept."),
        Cut(["3. Files"], "Where they are."),
      ])
  }

  @Test("a small letter begins a heading only where it is one word with a number of several parts")
  func smallHeadings() throws {
    for line in ["2. save_copies", "2.1 save copies of all"] {
      #expect(try cut("\(line)\n\nWhether copies are kept.").allSatisfy { $0.path.isEmpty })
    }
  }

  @Test("words parted by a justifying formatter are whole again, and others stay as they are")
  func justified() throws {
    let justified =
      "The  old tower of the town was built be-\nfore the  war began in  the valley.\n"
    #expect(
      try cut(justified).map(\.text) == [
        "The old tower of the town was built before the war began in the valley."
      ])
    let manual = "The old tower of the town was built be\u{2010}\nfore the war.\n"
    #expect(try cut(manual).map(\.text) == ["The old tower of the town was built before the war."])
    let ragged = "The old tower of the town is a well-\nknown sight in all of the valley.\n"
    #expect(
      try cut(ragged).map(\.text) == [
        "The old tower of the town is a well- known sight in all of the valley."
      ])
  }

  @Test("a manual's heading stands right above its text")
  func manual() throws {
    #expect(
      try cut("NAME\n       The tool lists folders and files.\n")
        == [Cut(["NAME"], "The tool lists folders and files.")])
  }

  @Test("lines that count on are a list and no headings")
  func looseList() throws {
    #expect(
      try cut("Do this:\n\n1. Open the door\n\n2. Leave the house\n\n3. Close it")
        == [Cut([], "Do this:\n\n1. Open the door\n2. Leave the house\n3. Close it")])
  }

  @Test("bullets with hanging indent are items", arguments: ["-", "*", "+", "\u{2022}", " o"])
  func bullets(mark: String) throws {
    let text = "It has:\n \(mark) a long\n   handle\n \(mark) a blade"
    #expect(try cut(text).map(\.text) == ["It has:\n\n- a long handle\n- a blade"])
  }

  @Test("numbers of items stay")
  func numbers() throws {
    #expect(
      try cut("(1) first thing\n(2) second thing\n 7) seventh thing").map(\.text)
        == ["1. first thing\n2. second thing\n7. seventh thing"])
  }

  @Test("a dash or number that begins a line within a paragraph is prose")
  func chance() throws {
    let text = "The tower was built in the spring of the year\n1. It fell - as towers do\n- in May."
    #expect(
      try cut(text).map(\.text) == [
        "The tower was built in the spring of the year 1. It fell - as towers do - in May."
      ])
  }

  @Test(
    "what is clearly not prose is skipped",
    arguments: [
      "    int main(void) { return 0; }", "    make install\n    make clean",
      "$ ls -l | wc\ntotal 3",
      "+------+-----+\n| name | age |\n+------+-----+",
      "name      age      town\nAnna      31       Riga",
      "> quoted mail that\n> somebody wrote.",
      "1. Introduction ............. 3\n2. Usage ......... 5",
      "----\nsome listed text\nof code\n----", "Author: Somebody\nStatus: draft",
      "/usr/lib/a/b /usr/lib/c\n/etc/x.conf", "* * *", ".. note:: x", "Somebody Else",
    ])
  func gaps(block: String) throws {
    #expect(
      try cut("One sentence stands.\n\n\(block)\n\nAnother sentence stands.").map(\.text)
        == ["One sentence stands.", "Another sentence stands."])
  }

  @Test("two colons announce preformatted text")
  func literal() throws {
    #expect(
      try cut("Write this::\n\n  a plain line of words.\n\n  and one more of these.\n\nThen go on.")
        .map(\.text) == ["Write this:", "Then go on."])
  }

  @Test("indented prose is prose: a body may be indented throughout")
  func indented() throws {
    #expect(
      try cut("3. Scope\n\n       The method is for short rivers with\n       a stony ground.\n")
        == [Cut(["3. Scope"], "The method is for short rivers with a stony ground.")])
  }

  @Test("no-break spaces indent like spaces, and form feeds are empty lines")
  func oddSpaces() throws {
    let text =
      "Parts:\n\n\u{A0}\u{A0}* first part\n\u{A0}\u{A0}* second part\n\u{0C}\nAll of it is there."
    #expect(
      try cut(text).map(\.text)
        == ["Parts:\n\n- first part\n- second part\n\nAll of it is there."])
  }

  @Test("scripts without spaces are read")
  func withoutSpaces() throws {
    let text = "桥梁是连接两岸的结构。\n\n它由石头建成，已经使用了很多年。"
    #expect(try cut(text).map(\.text) == ["桥梁是连接两岸的结构。\n\n它由石头建成，已经使用了很多年。"])
  }

  @Test("a tab reaches to the next column of eight, before the words and among them")
  func tabs() {
    func line(_ text: String) -> TextLine { TextLine(Array(text.utf8)[...], number: 1) }
    #expect(line("\tquiet").indent == 8)
    #expect(String(decoding: line("  ab\tcd").content, as: UTF8.self) == "ab    cd")
    #expect(String(decoding: line("\u{E9}bcdefg\th").content, as: UTF8.self) == "\u{E9}bcdefg h")
    #expect(line("abcdefg\th").hasColumns)
    #expect(!line("abcdefg h").hasColumns)
  }
}
