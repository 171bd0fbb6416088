import Glibc
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("the journal of a run")
struct RunJournalTests {
  private func entry(_ number: Int, size: Int = 40, failed: Bool = false) -> JournalEntry {
    let text = String(repeating: "a\(number) ", count: size)
    let exchange = RecordedExchange(
      failed ? .failed(reason: text) : .answered(Answer(text: text)),
      usage: TokenUsage(prompt: number, completion: 1))
    return JournalEntry(
      key: TranscriptKey(digest: ObjectID(of: .prompt, "key \(number)".utf8)),
      content: CanonicalJSON.bytes(exchange.json), occasion: Array("{\"n\":\(number)}".utf8),
      raw: (0..<number % 7 * 30).map { UInt8(truncatingIfNeeded: $0 &* 37) })
  }

  private func expect(_ journal: RunJournal, holds numbers: some Sequence<Int>) throws {
    var count = 0
    for number in numbers {
      count += 1
      let wanted = entry(number)
      let place = try #require(journal.place(of: wanted.key), "\(number)")
      let found = try journal.entry(at: place)
      #expect(found.content == wanted.content && found.occasion == wanted.occasion)
      #expect(found.raw == wanted.raw && found.key == wanted.key)
    }
    #expect(journal.count == count)
  }

  /// A journal of entries 0..<count, and its bytes.
  private func written(_ work: Workspace, _ count: Int) async throws -> [UInt8] {
    let journal = try RunJournal(writing: work.path("exchanges"))
    for number in 0..<count { _ = try await journal.append(entry(number)) }
    return try work.read("exchanges")
  }

  @Test("who looks again and again reads only what came since, and another file from its beginning")
  func remembered() async throws {
    let work = try Workspace()
    let path = work.path("exchanges")
    let memory = JournalMemory()
    let writing = try RunJournal(writing: path)
    for number in 0..<20 { _ = try await writing.append(entry(number)) }
    try expect(RunJournal(reading: path, remembering: memory), holds: 0..<20)
    // What was read is damaged: who remembers it does not see that, and others do.
    let bytes = try work.read("exchanges")
    let file = open(path, O_WRONLY)
    #expect(pwrite(file, [bytes[40] ^ 1], 1, 40) == 1)
    close(file)
    for number in 20..<30 { _ = try await writing.append(entry(number)) }
    let known = try RunJournal(reading: path, remembering: memory)
    #expect(known.count == 30 && known.damages.isEmpty)
    #expect(try RunJournal(reading: path).count == 29)
    let place = try #require(known.place(of: entry(25).key))
    #expect(try known.entry(at: place).content == entry(25).content)
    // The file is another one, though as long.
    let whole = try work.read("exchanges")
    try work.remove("exchanges")
    try work.write("exchanges", whole)
    let other = try RunJournal(reading: path, remembering: memory)
    #expect(other.count == 29 && other.damages.count == 1)
    // It has become shorter.
    #expect(truncate(path, off_t(whole.count / 2)) == 0)
    let shorter = try RunJournal(reading: path, remembering: memory)
    #expect(shorter.count < 29 && shorter.sizeBytes <= whole.count / 2)
  }

  @Test("what was added is found again, by this process and by the next")
  func roundTrip() async throws {
    let work = try Workspace()
    let path = work.path("exchanges")
    do {
      let journal = try RunJournal(writing: path)
      for number in 0..<20 { _ = try await journal.append(entry(number)) }
      try expect(journal, holds: 0..<20)
    }
    let again = try RunJournal(writing: path)
    try expect(again, holds: 0..<20)
    _ = try await again.append(entry(20))
    let reader = try RunJournal(reading: path)
    try expect(reader, holds: 0..<21)
    #expect(reader.damages.isEmpty)
    #expect(reader.sizeBytes == (try work.read("exchanges").count))
  }

  @Test("what comes at once is synced in groups of 64 at most, and every caller gets its own place")
  func groups() async throws {
    let work = try Workspace()
    let journal = try RunJournal(writing: work.path("exchanges"))
    try await withThrowingTaskGroup(of: Void.self) { group in
      for number in 0..<1000 {
        group.addTask {
          let place = try await journal.append(entry(number))
          // Whoever is answered can read it: it is on the disk.
          let found = try RunJournal(reading: work.path("exchanges")).entry(at: place)
          #expect(found.key == entry(number).key)
        }
      }
      try await group.waitForAll()
    }
    try expect(journal, holds: 0..<1000)
    #expect(journal.largestGroup <= RunJournal.groupLimit && journal.largestGroup > 1)
  }

  @Test("cut off at any byte, the whole frames before the cut are there and the next ones fit on")
  func tornAtEveryByte() async throws {
    let work = try Workspace()
    let bytes = try await written(work, 5)
    var ends: [Int] = []
    let whole = try RunJournal(reading: work.path("exchanges"))
    for place in whole.places { ends.append(place.offset + place.count) }
    for cut in 0...bytes.count {
      let path = work.path("cut")
      try work.write("cut", Array(bytes[..<cut]))
      let kept = ends.count { $0 <= cut }
      let journal = try RunJournal(writing: path)
      #expect(journal.damages.isEmpty && journal.count == kept, "cut at \(cut)")
      #expect(try work.read("cut").count == (kept > 0 ? ends[kept - 1] : 0))
      if cut % 16 == 0 {
        _ = try await journal.append(entry(9))
        try expect(try RunJournal(reading: path), holds: Array(0..<kept) + [9])
      }
    }
  }

  @Test("a damaged byte costs its own exchange and no other, and is told")
  func damagedAnywhere() async throws {
    let work = try Workspace()
    let bytes = try await written(work, 4)
    let places = try RunJournal(reading: work.path("exchanges")).places
    for offset in bytes.indices {
      var hurt = bytes
      hurt[offset] ^= 0x10
      try work.write("hurt", hurt)
      let journal = try RunJournal(reading: work.path("hurt"))
      let lost = places.firstIndex { ($0.offset..<$0.offset + $0.count).contains(offset) }
      try expect(journal, holds: (0..<4).filter { $0 != lost })
      // Damage at the very end looks like a tail that was cut off.
      #expect(journal.damages.count == (lost == 3 ? 0 : 1), "byte \(offset)")
    }
  }

  @Test("damage that comes while the journal is open is found when the exchange is read")
  func damagedLater() async throws {
    let work = try Workspace()
    let journal = try RunJournal(writing: work.path("exchanges"))
    let place = try await journal.append(entry(3))
    let file = try RunningFile(work.path("exchanges"))
    file.flip(at: 60)
    #expect(throws: StoreError.self) { _ = try journal.entry(at: place) }
  }

  @Test("of two exchanges to one question the later one counts; failures are told apart")
  func later() async throws {
    let work = try Workspace()
    let path = work.path("exchanges")
    let journal = try RunJournal(writing: path)
    _ = try await journal.append(entry(1, failed: true))
    let start = journal.sizeBytes
    #expect(journal.place(of: entry(1).key)?.isAnswered == false)
    #expect(journal.place(of: entry(1).key, from: start) == nil)
    _ = try await journal.append(entry(1))
    for opened in [journal, try RunJournal(reading: path)] {
      #expect(opened.count == 1 && opened.count(from: start) == 1)
      #expect(opened.place(of: entry(1).key, from: start)?.isAnswered == true)
    }
  }
}
