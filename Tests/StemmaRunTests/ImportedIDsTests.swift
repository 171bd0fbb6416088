import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("ids met so far")
struct ImportedIDsTests {
  private func digest(_ bytes: [UInt8]) -> ObjectPrefix {
    bytes.withUnsafeBufferPointer { ImportedIDs.digest(of: $0) }
  }

  @Test("ids of any length, and those that end in the same bytes, are told apart")
  func apart() {
    var ids: Set<[UInt8]> = []
    for length in 0...40 {
      for byte: UInt8 in [0x00, 0x0F, 0x80, 0xFF] {
        ids.insert([UInt8](repeating: byte, count: length))
        if length > 0 { ids.insert([UInt8](repeating: 0, count: length - 1) + [byte]) }
      }
    }
    // What a short id stands for, as an id itself.
    for id in ids { ids.insert(digest(id).bytes) }
    #expect(Set(ids.map(digest)).count == ids.count)
  }

  @Test("hashes are spread over all places, in their order")
  func spread() {
    let places = (0..<4096).map { ImportedIDs.place(of: UInt32($0) << 20 | 0xFFFFF, among: 4096) }
    #expect(places == Array(0..<4096))
  }

  @Test("an id met twice is found with its first line, among many", arguments: [0, 1, 2])
  func found(seed: Int) {
    var dice = Dice(UInt64(seed))
    var ids = ImportedIDs()
    var lines: [String: Int] = [:]
    var line = 0
    while line < 20_000 {
      let batch = (0..<Int.random(in: 0..<3_000, using: &dice)).map { place in
        let number = Int.random(in: 0..<15_000, using: &dice)
        let id =
          number % 3 == 0 ? "an id that is longer than fifteen bytes \(number)" : "r\(number)"
        return (id: id, line: line + place + 1)
      }
      line += batch.count
      let found = ids.enter(batch.map { (digest(Array($0.id.utf8)), $0.line) })
      #expect(found.count == batch.count)
      for ((id, line), first) in zip(batch, found) {
        #expect(first == lines[id])
        lines[id] = lines[id] ?? line
      }
    }
  }
}
