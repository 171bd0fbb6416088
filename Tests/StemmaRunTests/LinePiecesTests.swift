import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("lines in pieces")
struct LinePiecesTests {
  private struct Line: Equatable {
    let number: Int
    /// Nil where there are too many.
    let bytes: [UInt8]?
  }

  private static let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
  private static let limitBytes = 24

  /// Reads all lines, and holds what pieces say of themselves against them.
  private func lines(
    _ bytes: [UInt8], pieceBytes: Int, portionBytes: Int = .max, limitBytes: Int = Self.limitBytes
  ) throws -> [Line] {
    let source = ByteSource(bytes, portionBytes: portionBytes)
    var pieces = LinePieces(
      pieceBytes: pieceBytes, lineLimitBytes: limitBytes, read: source.read)
    var lines: [Line] = []
    var count = 0
    while let piece = try pieces.next() {
      #expect(piece.number == count && piece.firstLine == lines.count + 1)
      #expect(piece.sizeBytes <= max(pieceBytes, limitBytes + 4) + 1)
      count += 1
      piece.forEachLine { lines.append(Line(number: $0, bytes: $1.map(Array.init))) }
    }
    #expect(try pieces.next() == nil && pieces.bytesRead == bytes.count)
    return lines
  }

  /// The same from all bytes at once.
  private func wanted(_ bytes: [UInt8]) -> [Line] {
    let bare = bytes.starts(with: Self.mark) ? bytes.dropFirst(3) : bytes[...]
    var parts = bare.split(separator: 0x0A, omittingEmptySubsequences: false)
    if parts.last?.isEmpty == true { parts.removeLast() }
    return parts.enumerated().map { place, part in
      Line(number: place + 1, bytes: part.count > Self.limitBytes ? nil : Array(part))
    }
  }

  @Test("whatever the pieces, the same lines have the same numbers", arguments: 1...40)
  func anyPieces(seed: UInt64) throws {
    var dice = Dice(seed)
    var bytes = Bool.random(using: &dice) ? Self.mark : []
    for _ in 0..<Int.random(in: 0...40, using: &dice) {
      let isLong = Int.random(in: 0..<6, using: &dice) == 0
      let count = Int.random(in: 0...(isLong ? 160 : 30), using: &dice)
      // Now and then a line begins as a mark does, which is one only at the file's beginning.
      let isMarked = Int.random(in: 0..<8, using: &dice) == 0
      if isMarked { bytes += Self.mark }
      for _ in 0..<count { bytes.append(Bool.random(using: &dice) ? 0x61 : 0x0D) }
      bytes.append(0x0A)
    }
    if Bool.random(using: &dice) { bytes += Array("the end".utf8) }
    let wanted = wanted(bytes)
    for pieceBytes in [1, 2, 7, 23, 24, 25, 26, 27, 28, 29, 30, 64, 200, 100_000] {
      let portionBytes = [1, 3, 50, .max].randomElement(using: &dice) ?? 1
      let found = try lines(bytes, pieceBytes: pieceBytes, portionBytes: portionBytes)
      #expect(found == wanted, "seed \(seed), pieces of \(pieceBytes), portions of \(portionBytes)")
    }
  }

  @Test(
    "a line beyond the limit is one that is not there, and moves no number",
    arguments: [0, 1, 2, 3, 4, 5, 24, 25, 5 * 24], [false, true])
  func tooLong(more: Int, hasMark: Bool) throws {
    let long = [UInt8](repeating: 0x78, count: Self.limitBytes + more)
    for end in [[0x0A], []] as [[UInt8]] {
      for pieceBytes in 1...64 {
        let bytes = (hasMark ? Self.mark : []) + long + [0x0A, 0x61, 0x0A] + long + end
        let read = more == 0 ? long : nil
        #expect(
          try lines(bytes, pieceBytes: pieceBytes) == [
            Line(number: 1, bytes: read), Line(number: 2, bytes: [0x61]),
            Line(number: 3, bytes: read),
          ], "pieces of \(pieceBytes)")
      }
    }
  }

  @Test("the limit is 16 MiB, also where six of them make one line")
  func limit() throws {
    let long = [UInt8](repeating: 0x78, count: 6 * LinePieces.lineLimitBytes)
    let whole = long.prefix(LinePieces.lineLimitBytes)
    let bytes = long + [0x0A] + whole + [0x0A, 0x61]
    let found = try lines(
      bytes, pieceBytes: LinePieces.pieceBytes, limitBytes: LinePieces.lineLimitBytes)
    #expect(found.map(\.number) == [1, 2, 3])
    #expect(found.map(\.bytes?.count) == [nil, LinePieces.lineLimitBytes, 1])
  }

  @Test(
    "whether a file begins as an array does is known by its first value, over any pieces",
    arguments: [
      ("", nil), (" \r\n\t\n", nil), ("\u{FEFF}", nil), ("{}\n[", false), ("\u{FEFF}\n{}", false),
      ("[\n{},\n{}\n]\n", true), ("\u{FEFF} \n\n  [{},\n{}]", true),
    ] as [(String, Bool?)])
  func array(text: String, isArray: Bool?) throws {
    for pieceBytes in [1, 2, 5, 100] {
      let source = ByteSource(Array(text.utf8), portionBytes: 1)
      var pieces = LinePieces(pieceBytes: pieceBytes, read: source.read)
      var seen: [Bool] = []
      while let piece = try pieces.next() {
        piece.forEachLine { _, line in
          if line?.contains(where: { $0 > 0x20 }) == true { seen.append(piece.isOfArray) }
        }
      }
      #expect(pieces.opensArray == isArray)
      #expect(seen.allSatisfy { $0 == isArray } && seen.isEmpty == (isArray == nil))
    }
  }

  @Test("what reading throws is thrown, behind the pieces that came before")
  func failure() throws {
    struct Broken: Error {}
    var count = 0
    var pieces = LinePieces(pieceBytes: 2) { buffer in
      count += 1
      guard count < 3 else { throw Broken() }
      buffer.copyBytes(from: [0x61, 0x62, 0x0A].prefix(buffer.count))
      return 3
    }
    var lines: [Int] = []
    #expect(throws: Broken.self) {
      while let piece = try pieces.next() {
        piece.forEachLine { number, _ in lines.append(number) }
      }
    }
    #expect(lines == [1, 2])
  }
}
