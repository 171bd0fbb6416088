import StemmaRecord

/// The entries of a file of seeds, each with its place.
struct SeedEntries {
  struct Entry {
    /// Counted from 0; nil where the file as a whole is concerned.
    let index: Int?
    /// From 1.
    let line: Int?
    let content: Result<JSONValue, SeedProblem.Reason>
  }

  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }

  /// - Parameter visit: told of every entry, in order.
  func read(_ visit: (Entry) -> Void) {
    let first = bytes.first { !Self.isSpace($0) }
    if first == UInt8(ascii: "[") { readArray(visit) } else { readLines(visit) }
  }

  private func readArray(_ visit: (Entry) -> Void) {
    do throws(JSONError) {
      // An entry's own fields are read one level below the list.
      let value = try JSONReader.read(bytes, depthLimit: SeedReader.depthLimit)
      let lines = elementLines()
      for (index, element) in (value.array ?? []).enumerated() {
        let line = index < lines.count ? lines[index] : nil
        visit(Entry(index: index, line: line, content: .success(element)))
      }
    } catch {
      let line = Self.line(at: error.offset, in: bytes)
      visit(Entry(index: nil, line: line, content: .failure(.notJSON(error.reason))))
    }
  }

  /// Lines end in LF or CR LF; empty ones are passed over.
  private func readLines(_ visit: (Entry) -> Void) {
    var index = 0
    var number = 0
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { !Self.isSpace($0) }) else { continue }
      let content: Result<JSONValue, SeedProblem.Reason>
      do throws(JSONError) {
        content = .success(try JSONReader.read(line, depthLimit: SeedReader.depthLimit))
      } catch {
        content = .failure(.notJSON(error.reason))
      }
      visit(Entry(index: index, line: number, content: content))
      index += 1
    }
  }

  /// The line on which each element of the list begins; the bytes are JSON.
  private func elementLines() -> [Int] {
    var lines: [Int] = []
    var line = 1
    var depth = 0
    var isInString = false
    var isEscaped = false
    var isAwaited = false
    for byte in bytes {
      if byte == 0x0A { line += 1 }
      if isInString {
        if isEscaped {
          isEscaped = false
        } else if byte == 0x5C {
          isEscaped = true
        } else if byte == 0x22 {
          isInString = false
        }
        continue
      }
      guard !Self.isSpace(byte) else { continue }
      if isAwaited, byte != UInt8(ascii: "]") || depth > 1 {
        lines.append(line)
        isAwaited = false
      }
      switch byte {
      case 0x22: isInString = true
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        depth += 1
        if depth == 1 { isAwaited = true }
      case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: ","): if depth == 1 { isAwaited = true }
      default: break
      }
    }
    return lines
  }

  private static func line(at offset: Int, in bytes: ArraySlice<UInt8>) -> Int {
    1 + bytes.prefix(offset).reduce(0) { $0 + ($1 == 0x0A ? 1 : 0) }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }
}
