import StemmaRecord
import StemmaTesting
import StemmaText
import Testing

@testable import StemmaStatistics

@Suite("Contamination")
struct ContaminationTests {
  private func index(_ texts: [String], words: Int = 8) -> BenchmarkIndex {
    BenchmarkIndex(
      texts.enumerated().map {
        BenchmarkText(source: "b", place: "\($0 + 1)", field: "", text: $1)
      }, rule: ContaminationRule(runWords: words))
  }

  private func record(_ text: String, _ id: String = "r") -> Record {
    Record(id: RecordID(id), row: ["answer": .string(text), "label": "yes"], origin: nil)
  }

  private func scan(_ records: [Record], _ index: BenchmarkIndex) -> ContaminationScan {
    var scan = ContaminationScan(limit: 100)
    for record in records { scan.add(record, index) }
    return scan
  }

  private let pass = (1...13).map { "w\($0)" }

  @Test(
    "as many words in a row as wanted are found, one fewer are not",
    arguments: ContaminationRule.runRange)
  func runs(words: Int) throws {
    let text = index([pass.joined(separator: " ")], words: words)
    let shared = { (count: Int) in
      let run = self.pass.prefix(count).joined(separator: ", ").uppercased()
      return self.scan(
        [
          self.record("Before all of it some other words stand here, then \(run); and more behind.")
        ], text)
    }
    #expect(shared(words).overlapping == 1)
    #expect(shared(words).findings.first?.runs == 1)
    #expect(shared(words - 1).found == 0)
  }

  @Test("no run goes from one text into the next, nor from one field into the next")
  func borders() {
    let text = index([pass.prefix(8).joined(separator: " ")])
    let halves: JSONObject = ["a": "w1 w2 w3 w4", "b": "w5 w6 w7 w8"]
    #expect(scan([Record(id: RecordID("r"), row: halves, origin: nil)], text).found == 0)
    let parted = index(["w1 w2 w3 w4", "w5 w6 w7 w8"])
    #expect(scan([record("x " + pass.joined(separator: " ") + " y")], parted).found == 0)
  }

  @Test("texts shorter than a run are found where they are near, those of two words never")
  func short() {
    let texts = index(["What is a tide?", "high water", "no"])
    #expect(texts.entries.count == 1)
    #expect(texts.textCounts == ["b": 3])
    let found = scan(
      [record("what is a TIDE"), record("high water"), record("What is a kiln?")], texts)
    #expect((found.found, found.near, found.overlapping) == (1, 1, 0))
    #expect(found.findings.first?.similarity == 1_000_000)
  }

  @Test("exactly the planted records are found, whichever benchmark's text they hold")
  func planted() {
    var maker = Maker(31)
    maker.leastWords = 30
    let texts = (0..<300).map { number in "q\(number) " + maker.sentence(20) + " z\(number)" }
    let benchmark = index(texts)
    let clean = maker.records(600)
    let records = clean.enumerated().map { place, record -> Record in
      guard place.isMultiple(of: 20) else { return record }
      // A part from the middle of a benchmark's text, in the middle of a record's.
      let part = texts[place / 20].split(separator: " ").dropFirst(4).prefix(12)
      return self.record("unlike \(place) \(part.joined(separator: " ")) unlike", record.id.text)
    }
    let before = scan(clean, benchmark)
    let after = scan(records, benchmark)
    #expect(before.found == 0)
    #expect(after.overlapping == 30)
    #expect(after.texts == Set(0..<30))
    #expect(after.findings.map(\.runs) == [Int](repeating: 5, count: 30))
  }

  @Test("shards merge to what one scan finds, in the records' order", arguments: [1, 2, 7, 64])
  func shards(count: Int) {
    var maker = Maker(32)
    let records = maker.records(200)
    let texts = records.prefix(40).map { $0.row["answer"]?.string ?? "" }
    let benchmark = index(texts)
    let whole = scan(records, benchmark)
    var merged = ContaminationScan(limit: 100)
    let size = (records.count + count - 1) / count
    for start in stride(from: 0, to: records.count, by: size) {
      merged.merge(scan(Array(records[start..<min(records.count, start + size)]), benchmark))
    }
    #expect(whole.found >= 40)
    #expect(merged.found == whole.found)
    #expect(merged.findings.map(\.record) == whole.findings.map(\.record))
    #expect(merged.texts == whole.texts)
  }

  @Test("a run that very many texts have costs no more than the first of them")
  func common() {
    let texts = index((0..<5000).map { pass.joined(separator: " ") + " n\($0)" })
    let found = scan([record(pass.joined(separator: " "))], texts)
    #expect(found.found == 1)
    #expect(found.texts.count <= 66)
  }
}
