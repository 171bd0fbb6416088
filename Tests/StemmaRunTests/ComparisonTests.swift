import StemmaRecord
import StemmaStatistics
import Testing

/// Records in memory, in leaves of three that begin where an id says so.
private struct Records: RecordSequence {
  let all: [Record]

  var count: Int { all.count }

  private var leaves: [(id: ObjectID, records: [Record])] {
    var leaves: [[Record]] = []
    for record in all {
      if leaves.isEmpty || record.id.text.utf8.last.map({ $0 % 3 == 0 }) == true {
        leaves.append([])
      }
      leaves[leaves.count - 1].append(record)
    }
    return leaves.map { records in
      let bytes = records.flatMap { Array($0.id.text.utf8) + CanonicalJSON.bytes($0.json) }
      return (ObjectID(of: .leaf, bytes), records)
    }
  }

  func recordLeaves() throws -> [(id: ObjectID, count: Int)] {
    leaves.map { ($0.id, $0.records.count) }
  }

  func records(of leaf: ObjectID) throws -> [Record] {
    try #require(leaves.first { $0.id == leaf }).records
  }
}

@Suite("comparison of records")
struct ComparisonTests {
  private func section(
    _ text: String, heading: String = "One", occurrence: Int = 0, slots: Int = 2,
    answer: String = "It is so."
  ) -> [Record] {
    let digest = Section(
      input: "a.md", headingPath: [heading], text: text, occurrence: occurrence, line: 1
    ).digest
    let item = ItemKey([
      "heading": .string(heading), "occurrence": .integer(occurrence), "section": .string(digest),
    ])
    return (0..<slots).map { slot in
      Record(
        id: RecordID(item: item, ordinal: slot),
        row: ["question": .string("What of \(text), \(slot)?"), "answer": .string(answer)],
        origin: Origin(
          input: "a.md", headingPath: [heading], section: digest, strategy: "extraction",
          slot: slot))
    }
  }

  private func compare(_ before: [Record], _ after: [Record]) throws -> RecordComparison {
    let comparison = try RecordComparison(Records(all: before), Records(all: after))
    // Nothing vanishes, from either side.
    #expect(comparison.same + comparison.changed.count + comparison.removed.count == before.count)
    #expect(comparison.same + comparison.changed.count + comparison.added.count == after.count)
    return comparison
  }

  private let many = (0..<20).map { "the passage number \($0) about the \($0 * 7)th thing" }

  @Test("equal versions are the same throughout, in whatever order")
  func same() throws {
    let records = many.flatMap { section($0) }
    #expect(try compare(records, records).same == 40)
    #expect(try compare(records, records.reversed()).same == 40)
    #expect(try compare(records, Array(records[7...] + records[..<7])).same == 40)
    #expect(try compare([], []).same == 0)
  }

  @Test("another answer under the same id is a change, in the order of the second version")
  func changed() throws {
    let before = many.flatMap { section($0) }
    let after = many.enumerated().flatMap { place, text in
      section(text, answer: place.isMultiple(of: 5) ? "It is otherwise." : "It is so.")
    }
    let comparison = try compare(before, after)
    #expect(comparison.same == 32)
    #expect(comparison.added.isEmpty && comparison.removed.isEmpty)
    let changes = comparison.changed
    #expect(changes.map(\.after?.id) == after.filter { !before.contains($0) }.map(\.id))
    #expect(changes.allSatisfy { $0.before?.id == $0.after?.id })
  }

  @Test("records that are only in one version are added or removed")
  func addedAndRemoved() throws {
    let records = many.flatMap { section($0, heading: $0) }
    let more = section("something else entirely", heading: "Two", slots: 3)
    let added = try compare(records, Array(records[..<7]) + more + records[7...])
    #expect(added.added.map(\.after?.id) == more.map(\.id) && added.same == 40)
    #expect(added.removed.isEmpty && added.changed.isEmpty)
    let removed = try compare(records + more, records)
    #expect(removed.removed.map(\.before?.id) == more.map(\.id) && removed.same == 40)
    #expect(removed.added.isEmpty && removed.changed.isEmpty)
  }

  @Test("a mended typo pairs the section's records with the old ones, by place and slot")
  func typo() throws {
    let before = many.flatMap { section($0) }
    var texts = many
    texts[4] = texts[4].replacing("passage", with: "pasage")
    let after = texts.flatMap { section($0) }
    let comparison = try compare(before, after)
    #expect(comparison.same == 38 && comparison.changed.count == 2)
    #expect(comparison.changed.map(\.before?.id) == section(many[4]).map(\.id))
    #expect(comparison.changed.map(\.after?.id) == section(texts[4]).map(\.id))
  }

  @Test("several mended sections under one heading each find their own past")
  func typos() throws {
    let places = [2, 9, 15]
    let names = ["apples and pears", "locks and bridges", "kettles over fires"]
    var old = many
    var new = many
    for (place, name) in zip(places, names) {
      old[place] = "a passage of \(name)"
      new[place] = "a pasage of \(name)"
    }
    let comparison = try compare(old.flatMap { section($0) }, new.flatMap { section($0) })
    #expect(comparison.same == 34)
    #expect(comparison.changed.map(\.before?.id) == places.flatMap { section(old[$0]) }.map(\.id))
  }

  @Test("an inserted section under a heading of others is only added")
  func inserted() throws {
    var texts = many
    texts.insert("an inserted passage of its own", at: 6)
    let comparison = try compare(many.flatMap { section($0) }, texts.flatMap { section($0) })
    #expect(comparison.same == 40 && comparison.added.count == 2)
    #expect(comparison.changed.isEmpty && comparison.removed.isEmpty)
  }

  @Test("under another heading there is no pairing, however alike")
  func otherHeading() throws {
    let comparison = try compare(
      section("a passage", heading: "One"), section("a passage", heading: "Two"))
    #expect(comparison.changed.isEmpty)
    #expect(comparison.added.count == 2 && comparison.removed.count == 2)
  }

  @Test("changes by id and by place stand together in the order of the second version")
  func mixedOrder() throws {
    var texts = many
    texts[1] = texts[1].replacing("passage", with: "pasage")
    let before = many.flatMap { section($0) }
    let after = texts.enumerated().flatMap { place, text in
      section(text, answer: place == 0 || place == 5 ? "Else." : "It is so.")
    }
    let changes = try compare(before, after).changed
    let places = changes.compactMap { change in after.firstIndex { $0.id == change.after?.id } }
    #expect(places == [0, 1, 2, 3, 10, 11])
  }

  @Test("a text that stands twice and is mended twice pairs one to one")
  func twins() throws {
    let old = "a passage that stands twice"
    let new = "a pasage that stands twice"
    let comparison = try compare(
      section(old) + section(old, occurrence: 1), section(new) + section(new, occurrence: 1))
    #expect(comparison.changed.count == 4)
    #expect(Set(comparison.changed.compactMap(\.before?.id)).count == 4)
  }
}

@Suite("length summaries")
struct LengthSummaryTests {
  private let rows: [JSONObject] = [
    ["question": "Why?", "answer": "e\u{301}"], ["question": "Why not?", "answer": ""],
    ["question": "No", "number": 3],
  ]

  @Test("lengths are counted in scalars, by field, texts only")
  func counts() throws {
    var summary = LengthSummary()
    for row in rows { summary.add(row) }
    #expect(summary.fields.names == ["answer", "question"])
    let question = try #require(summary.fields["question"])
    #expect(question.count == 3 && question.total == 14 && question.mean == 4)
    #expect(question.least == 2 && question.most == 8)
    let answer = try #require(summary.fields["answer"])
    #expect(answer.count == 2 && answer.least == 0 && answer.most == 2 && answer.mean == 1)
  }

  @Test("fields whose names only look alike have lengths of their own")
  func canonicalEquivalence() {
    var summary = LengthSummary()
    summary.add(["caf\u{E9}": "long", "cafe\u{301}": "no"])
    #expect(summary.fields.map(\.value.most) == [2, 4])
    #expect(LengthSummary(json: summary.json) == summary)
  }

  @Test("the order of records does not matter, and JSON gives it back")
  func order() {
    var summary = LengthSummary()
    var reversed = LengthSummary()
    for row in rows { summary.add(row) }
    for row in rows.reversed() { reversed.add(row) }
    #expect(summary == reversed)
    #expect(LengthSummary(json: summary.json) == summary)
    #expect(LengthSummary(json: ["question": ["count": 1]]) == nil)
    #expect(LengthSummary(json: []) == nil)
    #expect(LengthSummary(json: LengthSummary().json)?.fields.isEmpty == true)
  }
}
