import StemmaRecord
import Testing

@testable import StemmaDocument

@Suite("An insertion moves no other section")
struct LocalityTests {
  private func document(_ dice: inout Dice, _ format: DocumentFormat) -> [String] {
    var blocks: [String] = []
    for number in 0..<(10 + dice.below(30)) {
      switch dice.below(8) {
      case 0: blocks.append(heading("Part \(number)", format))
      case 1: blocks.append("It has these parts:")
      case 2:
        blocks.append((0...dice.below(5)).map { "- thing of sort \($0)" }.joined(separator: "\n"))
      case 3: blocks.append(dice.paragraph(words: 3...12))
      case 4: blocks.append("    code = \(number);")
      case 5: blocks.append(dice.paragraph(words: 400...600))
      default: blocks.append(dice.paragraph(words: 30...80))
      }
    }
    return blocks
  }

  private func heading(_ title: String, _ format: DocumentFormat) -> String {
    format == .markdown ? "## \(title)" : "\(title)\n----------"
  }

  /// How many sections of `before` are missing in `after`.
  private func lost(_ before: [Cut], _ after: [Cut]) -> Int {
    var left: [Cut: Int] = [:]
    for cut in after { left[cut, default: 0] += 1 }
    return before.count { cut in
      left[cut, default: 0] -= 1
      return (left[cut] ?? 0) < 0
    }
  }

  @Test("a paragraph changes the section it stands in or none", arguments: 0..<100)
  func paragraph(seed: Int) throws {
    var dice = Dice(seed: seed)
    for format in [DocumentFormat.markdown, .plainText] {
      var blocks = document(&dice, format)
      let before = try cuts(blocks.joined(separator: "\n\n"), format)
      let place = dice.below(blocks.count + 1)
      blocks.insert(dice.paragraph(words: dice.below(2) == 0 ? 3...8 : 40...60), at: place)
      let after = try cuts(blocks.joined(separator: "\n\n"), format)
      #expect(lost(before, after) <= 1, "seed \(seed), \(format)")
      // Put the other way: taking it out again changes no more than two.
      #expect(lost(after, before) <= 2, "seed \(seed), \(format)")
    }
  }

  @Test("a part of its own before a heading, or at the end, changes nothing", arguments: 0..<100)
  func part(seed: Int) throws {
    var dice = Dice(seed: seed + 1_000)
    for format in [DocumentFormat.markdown, .plainText] {
      var blocks = document(&dice, format)
      let before = try cuts(blocks.joined(separator: "\n\n"), format)
      let starts = blocks.indices.filter { blocks[$0].contains("Part") } + [blocks.count]
      let new = [heading("New part", format), dice.paragraph(words: 4...60)]
      blocks.insert(contentsOf: new, at: dice.pick(starts))
      let after = try cuts(blocks.joined(separator: "\n\n"), format)
      #expect(lost(before, after) == 0, "seed \(seed), \(format)")
      #expect(after.count == before.count + 1, "seed \(seed), \(format)")
    }
  }

  @Test("a mended typo changes one section", arguments: 0..<100)
  func typo(seed: Int) throws {
    var dice = Dice(seed: seed + 2_000)
    var blocks = document(&dice, .markdown)
    let before = try cuts(blocks.joined(separator: "\n\n"))
    let place = dice.pick(blocks.indices.filter { blocks[$0].hasPrefix("Keeper") })
    blocks[place] = "Kepper" + blocks[place].dropFirst(6)
    #expect(lost(before, try cuts(blocks.joined(separator: "\n\n"))) == 1, "seed \(seed)")
  }

  @Test("among hundreds of short paragraphs an insertion changes few of the sections")
  func overflow() throws {
    var dice = Dice(seed: 7)
    let blocks = (0..<300).map { _ in dice.paragraph(words: 4...14) }
    let before = try cuts(blocks.joined(separator: "\n\n"))
    #expect(before.count >= 12)
    var changes = 0
    for place in stride(from: 0, through: blocks.count, by: 3) {
      var longer = blocks
      longer.insert(dice.paragraph(words: 4...14), at: place)
      changes += lost(before, try cuts(longer.joined(separator: "\n\n")))
    }
    // A hundred insertions; a greedy cut would change about half of the sections each time.
    #expect(changes <= 200)
  }
}
