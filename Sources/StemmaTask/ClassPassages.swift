import StemmaRecord
import StemmaText

/// Finds the passages that texts of classes are made from.
///
/// A class that names sources has what stands in inputs and under headings of those names. For the others,
/// the words of each class's name and description that no other class has are looked for in the passage and
/// its headings: it is of the class of which it has the most different ones, two at least, or all where the
/// class has only one, and more than of any other.
struct ClassPassages {
  private let classes: [ClassLabel]
  /// By class, the words that no other class has.
  private let words: [Set<String>]
  private static let leastWords = 2

  init(_ classes: [ClassLabel]) {
    self.classes = classes
    let all = classes.map { ContentWords.of("\($0.name) \($0.description)") }
    words = all.enumerated().map { place, own in
      all.enumerated().filter { $0.offset != place }.reduce(own) { $0.subtracting($1.element) }
    }
  }

  /// Each passage with the brief of its class; those of none are left out.
  ///
  /// The classes share a dataset by their weights, and the passages of one class by their length.
  func assigned(_ sections: [Section]) -> [Subject] {
    let found = sections.compactMap { section in place(of: section).map { (section, $0) } }
    var lengths = classes.map { _ in 0 }
    for (section, place) in found { lengths[place] += section.text.unicodeScalars.count }
    return found.map { section, place in
      let isTold = !classes[place].sources.isEmpty
      let share = classes[place].weight * Self.scale / max(1, lengths[place])
      return .section(
        section.briefed(
          brief(
            place,
            words: isTold ? [] : words[place].sorted { $0.precedesByBytes($1) }),
          share: max(1, share * section.text.unicodeScalars.count)))
    }
  }

  /// What there is to go by without passages: the descriptions.
  var alone: [Subject] {
    classes.enumerated().map { place, own in
      .section(
        Section(
          input: Brief.input, headingPath: [], text: "\(own.name): \(own.description)",
          occurrence: 0, line: place + 1
        ).briefed(brief(place, words: []), share: own.weight))
    }
  }

  private static let scale = 1_000_000_000

  private func brief(_ place: Int, words: [String]) -> Brief {
    Brief(name: classes[place].name, description: classes[place].description, words: words)
  }

  private func place(of section: Section) -> Int? {
    let told = classes.firstIndex { own in
      own.sources.contains { name in
        ([section.input] + section.headingPath).contains { $0.hasSameBytes(as: name) }
      }
    }
    if let told { return told }
    let said = ContentWords.of((section.headingPath + [section.text]).joined(separator: "\n"))
    let counts = classes.indices.map { place in
      classes[place].sources.isEmpty ? words[place].intersection(said).count : 0
    }
    guard let most = counts.max(), counts.count(where: { $0 == most }) == 1,
      let best = counts.firstIndex(of: most), most >= min(Self.leastWords, words[best].count),
      most > 0
    else { return nil }
    return best
  }
}
