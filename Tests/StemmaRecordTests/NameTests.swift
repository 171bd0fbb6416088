import StemmaRecord
import StemmaTesting
import Testing

@Suite("names from outside")
struct NameTests {
  /// In the order of their bytes, though each two only look alike.
  private static let names = ["cafe\u{301}", "caf\u{E9}", "e\u{301}", "\u{E9}"]

  @Test("names that only look alike keep values of their own, in the order of their bytes")
  func byName() {
    var dice = Dice(3)
    for _ in 0..<20 {
      var numbers = ByName<Int>()
      for (number, name) in Self.names.enumerated().shuffled(using: &dice) {
        numbers[name] = number
      }
      #expect(numbers.map(\.value) == [0, 1, 2, 3])
      #expect(numbers.names.map { Array($0.utf8) } == Self.names.map { Array($0.utf8) })
    }
    var one: ByName = ["e\u{301}": 1]
    one["\u{E9}", default: 5] += 1
    #expect(one.map(\.value) == [1, 6] && one.names(or: one).count == 2)
    #expect(one.remove("e\u{301}") == 1 && one.map(\.value) == [6])
  }

  @Test("a row's ids go, however many it has, and nothing else")
  func ids() {
    let text: JSONObject = ["text": "a"]
    var row = text
    for (place, name) in ["id", "record_id", "record_id_2", "record_id_3"].enumerated() {
      row = RecordIDMember.add(RecordID("r\(place)"), to: row)
      #expect(row[name] == .string("r\(place)") && row.members.count == place + 2)
      #expect(RecordIDMember.add(RecordID("r\(place)"), to: row) == row)
      #expect(RecordIDMember.remove(from: row) == text)
    }
    // A name that is not the next one is a field like any other.
    let own: JSONObject = ["record_id": "x", "record_id_3": "y", "text": "a"]
    #expect(RecordIDMember.remove(from: own) == own)
    #expect(
      RecordIDMember.remove(from: RecordIDMember.add(RecordID("r"), to: own))
        == ["record_id_3": "y", "text": "a"])
    #expect(RecordIDMember.add(RecordID("7"), to: ["id": 7]) == ["id": 7])
  }

  @Test(
    "of an edited row goes what was added to it, and whatever the record's row has stays",
    arguments: [
      ["text": "a"], ["id": "own", "text": "a"], ["id": "r", "text": "a"],
      ["id": "own", "record_id": "r", "text": "a"], ["id": "own", "record_id": 5, "text": "a"],
    ] as [JSONObject])
  func taken(base: JSONObject) {
    let id = RecordID("r")
    var edited = RecordIDMember.add(id, to: base)
    edited["text"] = "b"
    var expected = base
    expected["text"] = "b"
    #expect(RecordIDMember.take(id, from: edited, of: base) == expected)
    #expect(RecordIDMember.take(id, from: expected, of: base) == expected)
    // What an edit puts there is not what an export did.
    let (name, value) = ("record_id_2", JSONValue.string("another"))
    var more = edited
    more[name] = value
    #expect(RecordIDMember.take(id, from: more, of: base)[name] == value)
  }

  @Test("an outcome comes back from its word")
  func outcomes() {
    let outcomes: [Outcome] = [
      .kept, .surplus, .missing, .unparsable, .truncated, .refused, .failed,
      .dropped(filter: "length", reason: "too-short"), .dropped(filter: "a", reason: "b.c"),
    ]
    for outcome in outcomes { #expect(Outcome(word: outcome.word) == outcome) }
    for word in ["", "kept ", "Kept", "dropped", "dropped.length", "dropped..a", "lost"] {
      #expect(Outcome(word: word) == nil, "\(word)")
    }
  }
}
