import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("the list of a run's batches")
struct SubmissionJournalTests {
  private static func keys(_ numbers: Range<Int>) -> [TranscriptKey] {
    numbers.map { TranscriptKey(digest: ObjectID(of: .prompt, "key \($0)".utf8)) }
  }

  @Test("what was begun, submitted and ended is known to the next process")
  func roundTrip() throws {
    let work = try Workspace()
    let path = work.path("batches")
    do {
      let journal = try SubmissionJournal(writing: path)
      let first = try journal.begin(Self.keys(0..<3), newest: nil)
      let second = try journal.begin(Self.keys(3..<5), newest: "batch_x")
      let third = try journal.begin(Self.keys(5..<6), newest: "batch_x")
      try journal.note(["batch_1"], of: first.number)
      try journal.note(["batch_2", "batch_3"], of: second.number)
      try journal.end(first.number)
      #expect(Set([first, second, third].map(\.label)).count == 3)
    }
    let journal = try SubmissionJournal(writing: path)
    #expect(journal.open.map(\.number) == [2, 3])
    #expect(journal.open.map(\.ids) == [["batch_2", "batch_3"], nil])
    #expect(journal.open.map(\.newest) == ["batch_x", "batch_x"])
    #expect(journal.open.map(\.keys) == [Self.keys(3..<5), Self.keys(5..<6)])
    // Numbers are never used twice, so that no two batches have the same label.
    #expect(try journal.begin(Self.keys(0..<3), newest: nil).number == 4)
    let read = try SubmissionJournal.open(in: path)
    #expect(read.submissions.map(\.number) == [2, 3, 4] && read.damagedBytes == 0)
    #expect(read.submissions[0].label == journal.open[0].label)
  }

  @Test("a line that a crash cut off was never written; one that is damaged is not passed over")
  func damage() throws {
    let work = try Workspace()
    let path = work.path("batches")
    do {
      let journal = try SubmissionJournal(writing: path)
      let first = try journal.begin(Self.keys(0..<3), newest: nil)
      try journal.note(["batch_1"], of: first.number)
    }
    let whole = try work.read("batches")
    let begun = (whole.firstIndex(of: UInt8(ascii: "\n")) ?? 0) + 1
    for end in begun..<whole.count {
      try work.write("batches", Array(whole[..<end]))
      let open = try SubmissionJournal(writing: path).open
      #expect(open.count == 1 && open[0].ids == nil, "\(end)")
      #expect(try work.read("batches").count == begun)
    }
    for offset in 0..<whole.count {
      try work.write("batches", whole)
      try work.flip("batches", at: offset)
      let found = try SubmissionJournal.open(in: path)
      if found.damagedBytes > 0 {
        #expect(throws: StoreError.self) { try SubmissionJournal(writing: path) }
      } else {
        // Only the last line end is no part of a line.
        #expect(offset == whole.count - 1 && found.submissions.first?.ids == nil)
      }
    }
  }

  @Test("a run that submitted something is not forgotten, however little it was answered")
  func folder() throws {
    let work = try Workspace()
    let store = try work.create()
    let plan = ObjectID(of: .plan, "plan".utf8)
    func open() throws -> RunFolder {
      try RunFolder(in: store, dataset: "tea", plan: plan, waiting: nil)
    }
    do {
      let folder = try open()
      _ = try folder.journal()
      _ = try folder.submissions()
    }
    #expect(try work.list(work.layout.runs).isEmpty)
    do {
      let folder = try open()
      _ = try folder.journal()
      let submissions = try folder.submissions()
      let submission = try submissions.begin(Self.keys(0..<4), newest: nil)
      try submissions.note(["batch_1"], of: submission.number)
    }
    let run = try #require(try store.unfinishedRuns().first)
    #expect(run.batches == ["batch_1"] && run.submitted == 4 && run.answers == 0)
    do {
      let folder = try open()
      #expect(try folder.openSubmissions().count == 1)
      try folder.remove()
    }
    #expect(try work.list(work.layout.runs).isEmpty)
  }
}
