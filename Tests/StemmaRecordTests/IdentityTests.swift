import StemmaTesting
import Testing

@testable import StemmaRecord

@Suite("identity")
struct IdentityTests {
  @Test("the id is SHA-256 over tag, NUL and content: golden values")
  func golden() {
    #expect(
      ObjectID(of: .bytes, "abc".utf8).description
        == "sha256:a33fe3d207966ef5ea93acb6d3bd9334701180c3d97111cbf5a3cbcf1d40acc7")
    #expect(
      ObjectID(of: .receipt, [UInt8]()).description
        == "sha256:28e7ef05d676d0fe9c6d384a8adaeaa892ca6b66fac8ea6f9b6fc8a661a08620")
  }

  @Test("the same content as different kinds has different ids")
  func kinds() {
    let ids = ObjectKind.allCases.map { ObjectID(of: $0, "content".utf8) }
    #expect(Set(ids).count == ObjectKind.allCases.count)
    #expect(Set(ObjectKind.allCases.map(\.tag)).count == ObjectKind.allCases.count)
    #expect(ObjectKind.allCases.map(\.rawValue) == Array(1...9))
  }

  @Test("an id is computed in pieces as it is in one")
  func pieces() {
    var hash = ObjectHasher(.text)
    hash.update("one ".utf8)
    hash.update([UInt8]())
    hash.update(["two"].flatMap { Array($0.utf8) }.lazy.map { $0 })
    #expect(hash.finish() == ObjectID(of: .text, "one two".utf8))
  }

  @Test("contents hashed together have the ids they have alone, whatever their lengths and number")
  func together() {
    var dice = Dice(7)
    // Lengths around the ends of SHA-256's blocks, behind prefixes of several lengths; then any.
    var batches = ObjectKind.allCases.map { kind in (kind, (0...200).map { $0 }) }
    for _ in 0..<60 {
      let lengths = (0..<Int.random(in: 0...40, using: &dice)).map { _ in
        Int.random(in: 0...6000, using: &dice)
      }
      batches.append((ObjectKind.allCases.randomElement(using: &dice) ?? .leaf, lengths))
    }
    for (kind, lengths) in batches {
      let contents = lengths.map { length in
        (0..<length).map { _ in UInt8.random(in: 0...255, using: &dice) }
      }
      let alone = contents.map { ObjectID(of: kind, $0) }
      #expect(ObjectID.each(of: kind, contents) == alone)
      let all = contents.flatMap { $0 }
      all.withUnsafeBytes { raw in
        var start = 0
        let pieces = lengths.map { length in
          defer { start += length }
          return UnsafeRawBufferPointer(rebasing: raw[start..<start + length])
        }
        #expect(ObjectID.each(of: kind, pieces) == alone)
        // In every way this processor can, even if it would be slower.
        for way in ObjectID.waysTogether {
          #expect(ObjectID.together(kind, pieces, way) == alone, "\(way)")
        }
      }
    }
    #expect(ObjectID.each(of: .leaf, [[UInt8]]()).isEmpty)
  }

  @Test("an id is printed and parsed back")
  func parse() throws {
    let id = ObjectID(of: .leaf, "x".utf8)
    #expect(ObjectID(id.description) == id)
    #expect(ObjectID(hex: id.hex.utf8) == id)
    #expect(ObjectID(digest: id.bytes) == id)
    #expect(id.bytes.count == 32 && id.hex.utf8.count == 64)
    #expect(id.prefix64 == UInt64(id.hex.prefix(16), radix: 16))
    let hex = id.hex
    for wrong in [
      "", "sha256:", hex, "sha256:" + hex.dropLast(), "sha256:\(hex)0", "SHA256:" + hex,
      "sha256:" + hex.uppercased(), " sha256:" + hex, "sha256:" + hex.dropLast() + "g",
      "md5:" + hex,
    ] { #expect(ObjectID(wrong) == nil, "\(wrong)") }
    #expect(ObjectID(digest: id.bytes.dropLast()) == nil)
  }

  @Test("ids are ordered as their hexadecimal digits are")
  func order() {
    let ids = (0..<200).map { ObjectID(of: .text, "\($0)".utf8) }
    #expect(ids.sorted().map(\.hex) == ids.map(\.hex).sorted())
  }

  @Test("hexadecimal goes both ways and refuses all else")
  func hexadecimal() {
    let bytes = Array(UInt8.min...UInt8.max)
    let text = Hexadecimal.encode(bytes)
    #expect(text.hasPrefix("000102") && text.hasSuffix("fdfeff"))
    #expect(Hexadecimal.decode(text.utf8) == bytes)
    #expect(Hexadecimal.decode("".utf8) == [])
    for wrong in ["0", "0g", "AB", "0 ", "é0", "+1"] {
      #expect(Hexadecimal.decode(wrong.utf8) == nil, "\(wrong)")
    }
  }

  @Test("a plain file's digest is SHA-256's own known answer")
  func fileDigest() {
    var digest = FileDigest()
    Array("abc".utf8).withUnsafeBytes { digest.update($0) }
    #expect(
      digest.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test("bytes hashed beside objects have the digest they have alone, in whatever parts they come")
  func accompaniedDigest() {
    var dice = Dice(11)
    func bytes(_ count: Int) -> [UInt8] {
      (0..<count).map { _ in UInt8.random(in: 0...255, using: &dice) }
    }
    // Streams of parts that end around the ends of SHA-256's blocks; some parts have no objects beside them.
    for isAccompanied in ObjectID.hasOwnWay ? [false, true] : [false] {
      for _ in 0..<200 {
        var digest = AccompaniedDigest(beside: .leaf, isAccompanied: isAccompanied)
        var alone = FileDigest()
        for _ in 0..<Int.random(in: 0...6, using: &dice) {
          let limit = [1, 70, 5000].randomElement(using: &dice) ?? 0
          let part = bytes(Int.random(in: 0...limit, using: &dice))
          let contents = (0..<Int.random(in: 0...5, using: &dice)).map { _ in
            bytes(Int.random(in: 0...2000, using: &dice))
          }
          part.withUnsafeBytes { raw in
            alone.update(raw)
            let ids = contents[...].withEachBytes { digest.update(raw, naming: $0) }
            #expect(ids == contents.map { ObjectID(of: .leaf, $0) })
          }
        }
        #expect(digest.finish() == alone.finish())
        #expect(digest.finish() == alone.finish(), "asked again")
      }
    }
  }

  private let item = ItemKey(["input": "notes.md", "section": "ab", "strategy": "extraction"])

  @Test("a record's id is 24 digits and never changes: a golden value")
  func recordID() {
    let id = RecordID(item: item, ordinal: 3)
    #expect(id.text.utf8.count == 24)
    #expect(id.text == "73717a4de676569f8860371d")
  }

  @Test("ordinals and items lead to different record ids")
  func recordIDs() {
    let other = ItemKey(["input": "notes.md", "section": "ab", "strategy": "expansion"])
    let ids = (0..<1000).flatMap {
      [RecordID(item: item, ordinal: $0), RecordID(item: other, ordinal: $0)]
    }
    #expect(Set(ids).count == 2000)
  }

  @Test("an item's key depends on its parts, not on their order, and on every byte of them")
  func itemKeys() {
    #expect(
      ItemKey(["strategy": "extraction", "section": "ab", "input": "notes.md"]) == item)
    #expect(ItemKey(["input": "\u{E9}"]) != ItemKey(["input": "e\u{301}"]))
    #expect(ItemKey(["input": "a"]) != ItemKey(["inpu": "ta"]))
  }

  @Test("a section's digest is of its text alone, by bytes")
  func sectionDigest() {
    func section(_ text: String, _ heading: String = "", line: Int = 1) -> Section {
      Section(input: "a.md", headingPath: [heading], text: text, occurrence: 0, line: line)
    }
    #expect(section("One.").digest == section("One.", "Heading", line: 9).digest)
    #expect(section("caf\u{E9}").digest != section("cafe\u{301}").digest)
    #expect(section("One.").digest.utf8.count == 16)
  }
}
