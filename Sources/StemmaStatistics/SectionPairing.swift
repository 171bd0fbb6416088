import StemmaRecord
import StemmaText

/// Pairs records of a section whose text was changed with those of the section it became.
///
/// Sections can only be the same if input and heading path are; among several under one heading the
/// most alike are paired, and what remains goes by order where as many remain on both sides.
struct SectionPairing {
  /// For each new record that is an old one's successor, the old one, both by their index.
  private(set) var predecessors: [Int: Int] = [:]
  private var paired: Set<Int> = []

  private struct Place: Hashable {
    let input: String
    let headingPath: [String]
  }

  private struct Group {
    /// By index.
    var records: [Int] = []
    /// Sorted numbers of the words.
    var words: [Int32] = []
  }

  private let gone: [Record]
  private let fresh: [Record]

  init(gone: [Record], fresh: [Record]) {
    self.gone = gone
    self.fresh = fresh
    var vocabulary = Vocabulary()
    let before = Self.groups(gone, &vocabulary)
    let after = Self.groups(fresh, &vocabulary)
    for (place, old) in before {
      guard let new = after[place] else { continue }
      for (left, right) in Self.pairs(old, new) { pair(left, right) }
    }
  }

  private static func groups(
    _ records: [Record], _ vocabulary: inout Vocabulary
  ) -> [Place: [Group]] {
    var groups: [Place: [Group]] = [:]
    var indices: [Place: [String: Int]] = [:]
    var words: [Set<Int32>] = []
    for (number, record) in records.enumerated() {
      // A record that was given came from no place that another one could share.
      guard let origin = record.origin else { continue }
      let place = Place(input: origin.input, headingPath: origin.headingPath)
      let count = groups[place]?.count ?? 0
      let index = indices[place]?[origin.source] ?? count
      if index == count {
        groups[place, default: []].append(Group(words: [Int32(words.count)]))
        indices[place, default: [:]][origin.source] = index
        words.append([])
      }
      groups[place]?[index].records.append(number)
      // Until all are read a group's only word is the number of its set.
      guard let set = groups[place]?[index].words.first.map(Int.init) else { continue }
      for (_, value) in record.row.members {
        guard let text = value.string else { continue }
        for word in NormalForm(text).bytes.split(separator: UInt8(ascii: " ")) {
          words[set].insert(vocabulary.number(of: word))
        }
      }
    }
    return groups.mapValues { groups in
      groups.map { group in
        var group = group
        group.words = group.words.first.map { words[Int($0)].sorted() } ?? []
        return group
      }
    }
  }

  /// Greedy by likeness, then by order.
  private static func pairs(_ old: [Group], _ new: [Group]) -> [(Group, Group)] {
    var scored = LikePairs(old.map(\.words), new.map(\.words)).all()
    scored.sort { ($1.likeness, $0.old, $0.new) < ($0.likeness, $1.old, $1.new) }
    var oldOpen = Set(old.indices)
    var newOpen = Set(new.indices)
    var pairs: [(Group, Group)] = []
    for (_, left, right) in scored where oldOpen.contains(left) && newOpen.contains(right) {
      oldOpen.remove(left)
      newOpen.remove(right)
      pairs.append((old[left], new[right]))
    }
    return pairs + inOrder(oldOpen.sorted().map { old[$0] }, newOpen.sorted().map { new[$0] })
  }

  private static func inOrder(_ old: [Group], _ new: [Group]) -> [(Group, Group)] {
    old.count == new.count ? Array(zip(old, new)) : []
  }

  /// Within two sections, records of the same strategy and slot belong together.
  private mutating func pair(_ old: Group, _ new: Group) {
    for record in new.records {
      let origin = fresh[record].origin
      let match = old.records.first {
        gone[$0].origin?.strategy == origin?.strategy && gone[$0].origin?.slot == origin?.slot
          && !paired.contains($0)
      }
      guard let match else { continue }
      predecessors[record] = match
      paired.insert(match)
    }
  }
}

/// Words by number, in the order in which they were met.
private struct Vocabulary {
  private var numbers: [ArraySlice<UInt8>: Int32] = [:]

  mutating func number(of word: ArraySlice<UInt8>) -> Int32 {
    if let known = numbers[word] { return known }
    let number = Int32(numbers.count)
    numbers[ArraySlice(Array(word))] = number
    return number
  }
}
