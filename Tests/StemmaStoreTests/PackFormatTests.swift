import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("how a pack's numbers are written")
struct PackFormatTests {
  private func head(_ rows: [UInt8]) -> PackFormat.BlockHead? {
    PackFormat.BlockHead(
      PackFormat.blockMagic + PackFormat.number(UInt32(7)) + PackFormat.number(UInt16(rows.count))
        + rows)
  }

  @Test("a block's head comes back, whatever kinds of objects follow each other")
  func heads() throws {
    var dice = Dice(3)
    for count in [1, 2, 9, PackFormat.blockCountLimit] {
      let objects = (0..<count).map { _ in
        (
          kind: Bool.random(using: &dice) ? ObjectKind.leaf : .prompt,
          length: Int.random(in: 0...70_000, using: &dice)
        )
      }
      let head = PackFormat.BlockHead(storedLength: 1 << 20, objects: objects)
      let read = try #require(PackFormat.BlockHead(head.bytes))
      #expect(read.storedLength == 1 << 20 && read.headBytes == head.bytes.count)
      #expect(read.objects.map(\.kind) == objects.map(\.kind))
      #expect(read.objects.map(\.length) == objects.map(\.length))
    }
  }

  @Test("heads that promise what no block holds are none")
  func hostile() {
    let kind = ObjectKind.leaf.rawValue
    #expect(head([kind, 1, 5]) != nil)
    #expect(head([kind, 2, 5]) == nil, "an object without its length")
    #expect(head([kind, 0, 5]) == nil, "a run of nothing")
    #expect(head([0xEE, 1, 5]) == nil, "an unknown kind")
    let huge: [UInt8] = [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]
    #expect(head([kind, 1] + huge) == nil, "a length beyond any object's")
    #expect(head([kind] + huge + [5]) == nil, "more objects than a block has")
    let many = [[UInt8]](repeating: [kind, 1] + huge, count: 170)
    #expect(head(Array(many.joined())) == nil, "lengths whose sum is beyond any number")
    let runs = [[UInt8]](repeating: [kind, 1, 5], count: PackFormat.blockCountLimit)
    #expect(head(Array(runs.joined())) != nil)
    #expect(head(runs.joined() + [kind, 1, 5]) == nil, "one object too many, run by run")
  }

  @Test("places come back")
  func places() {
    for (block, index) in [(0, 0), (16, 255), (1 << 32, 1), ((1 << 40) - 1, 7)] {
      let place = PackFormat.Place(block: block, index: index)
      let id = ObjectID(of: .leaf, Array("a".utf8)).prefix
      let row = PackFormat.trailer(of: [PackedObject(prefix: id, place: place)])
      #expect(row.count == PackFormat.trailerRowBytes)
      #expect(Array(row.prefix(PackFormat.prefixBytes)) == id.bytes)
      #expect(PackFormat.Place(row, at: PackFormat.prefixBytes) == place)
    }
  }

  @Test("every row of a trailer is found, and nothing else", arguments: [0, 1, 2, 100, 5000])
  func trailer(count: Int) {
    let ids = (0..<count).map { ObjectID(of: .leaf, Array("\($0)".utf8)).prefix }.sorted()
    // Ids that lie unevenly are found as well, only slower.
    for ids in [ids, ids.filter { $0.high > .max / 4 * 3 || $0.high < 1 << 50 }] {
      let objects = ids.enumerated().map { row, id in
        PackedObject(prefix: id, place: PackFormat.Place(block: row, index: row % 256))
      }
      let rows = TrailerRows(PackFormat.trailer(of: objects))
      #expect(rows.count == ids.count)
      for (row, id) in ids.enumerated() { #expect(rows.place(of: id)?.block == row) }
      for other in 0..<200 {
        #expect(rows.place(of: ObjectID(of: .prompt, Array("\(other)".utf8)).prefix) == nil)
      }
    }
  }
}
