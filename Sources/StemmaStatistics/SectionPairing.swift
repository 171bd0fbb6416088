import StemmaRecord
import StemmaText

/// Pairs records of a section whose text was changed with those of the section it became.
///
/// Sections can only be the same if input and heading path are; among several under one heading the
/// most alike are paired, and what remains goes by order where as many remain on both sides.
struct SectionPairing {
  private(set) var predecessors: [RecordID: Record] = [:]
  private(set) var paired: Set<RecordID> = []

  private struct Place: Hashable {
    let input: String
    let headingPath: [String]
  }

  private struct Group {
    let section: String
    var records: [Record]
    var words: Set<ArraySlice<UInt8>> = []
  }

  /// Sections that share fewer of their records' words than this, in hundredths, are strangers.
  private static let leastLikeness = 30
  /// More pairs of sections under one heading than this are not weighed one by one.
  private static let pairLimit = 1_000_000

  init(gone: [Record], fresh: [Record]) {
    let before = Self.groups(gone)
    let after = Self.groups(fresh)
    for (place, old) in before {
      guard let new = after[place] else { continue }
      for (left, right) in Self.pairs(old, new) { pair(left, right) }
    }
  }

  private static func groups(_ records: [Record]) -> [Place: [Group]] {
    var groups: [Place: [Group]] = [:]
    for record in records {
      // A record that was given came from no place that another one could share.
      guard let origin = record.origin else { continue }
      let place = Place(input: origin.input, headingPath: origin.headingPath)
      let known = groups[place, default: []].firstIndex { $0.section == origin.source }
      let index = known ?? groups[place, default: []].count
      if known == nil {
        groups[place, default: []].append(Group(section: origin.source, records: []))
      }
      groups[place]?[index].records.append(record)
      for (_, value) in record.row.members {
        guard let text = value.string else { continue }
        groups[place]?[index].words.formUnion(
          NormalForm(text).bytes.split(separator: UInt8(ascii: " ")))
      }
    }
    return groups
  }

  /// Greedy by likeness, then by order.
  private static func pairs(_ old: [Group], _ new: [Group]) -> [(Group, Group)] {
    guard old.count * new.count <= pairLimit else { return inOrder(old, new) }
    var scored: [(likeness: Int, old: Int, new: Int)] = []
    for left in old.indices {
      for right in new.indices {
        let common = old[left].words.intersection(new[right].words).count
        let all = max(1, old[left].words.union(new[right].words).count)
        let likeness = common * 100 / all
        if likeness >= leastLikeness { scored.append((likeness, left, right)) }
      }
    }
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
      let match = old.records.first {
        $0.origin?.strategy == record.origin?.strategy && $0.origin?.slot == record.origin?.slot
          && !paired.contains($0.id)
      }
      guard let match else { continue }
      predecessors[record.id] = match
      paired.insert(match.id)
    }
  }
}
