import StemmaRecord
import Testing

@testable import StemmaStore

@Suite("the hash under a store's own key")
struct SipHashTests {
  /// Of the bytes from 0 on, so many, under the key 0, 1, … 15; those below 64 are of the authors' own list,
  /// the last is OpenSSL's.
  private static let published: [(count: Int, hash: String)] = [
    (0, "310e0edd47db6f72"), (1, "fd67dc93c539f874"), (7, "37d1018bf50002ab"),
    (8, "6224939a79f5f593"), (9, "b0e4a90bdf82009e"), (15, "e545be4961ca29a1"),
    (16, "db9bc2577fcc2a3f"), (63, "724506eb4c328a95"), (200, "51165912e59f8410"),
  ]

  @Test("is SipHash-2-4", arguments: published.indices)
  func vectors(row: Int) throws {
    let (count, expected) = Self.published[row]
    let hash = try #require(SipHash(key: 0..<16))
    let found = (0..<UInt8(count)).map { $0 }.withUnsafeBytes(hash.hash)
    #expect(withUnsafeBytes(of: found.littleEndian) { Hexadecimal.encode(Array($0)) } == expected)
  }

  @Test("a key has sixteen bytes, each of which counts")
  func keys() throws {
    #expect([0, 15, 17].allSatisfy { SipHash(key: [UInt8](repeating: 1, count: $0)) == nil })
    let hashes = try (0..<16).map { place in
      var key = [UInt8](repeating: 1, count: 16)
      key[place] = 2
      let hash = try #require(SipHash(key: key))
      #expect(hash.key == key)
      return Array("the same".utf8).withUnsafeBytes(hash.hash)
    }
    #expect(Set(hashes).count == 16)
  }
}
