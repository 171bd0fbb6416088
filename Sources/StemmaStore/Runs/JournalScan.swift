import Glibc
import StemmaRecord

/// One pass over a journal's frames; what stands between damage and the next whole frame is passed
/// over and told.
struct JournalScan {
  /// Behind the last whole frame.
  private(set) var end: Int
  /// Bytes before `end` that are no frame.
  private(set) var damages: [Range<Int>] = []
  private static let windowBytes = 1 << 16

  /// - Parameters:
  ///   - file: open for reading; what is written behind its present end is not looked at.
  ///   - start: where a frame begins, or the file's end.
  ///   - body: called for each whole frame, in the order of their writing.
  init(
    _ file: Int32, _ path: String, from start: Int = 0,
    _ body: (TranscriptKey, JournalPlace) -> Void
  ) throws(StoreError) {
    let size = Int(lseek(file, 0, SEEK_END))
    guard size >= 0 else { throw Files.failure("read the journal", path) }
    end = start
    var offset = start
    while offset < size {
      if let frame = try Self.frame(file, path, at: offset, size: size),
        let (key, isAnswered) = JournalFrame.heading(of: frame)
      {
        if offset > end { damages.append(end..<offset) }
        body(key, JournalPlace(offset: offset, count: frame.count, isAnswered: isAnswered))
        offset += frame.count
        end = offset
      } else {
        offset = try Self.nextSign(file, path, from: offset + 1, size: size)
      }
    }
  }

  /// The bytes of the frame whose header stands at `offset`; nil where there is none.
  private static func frame(
    _ file: Int32, _ path: String, at offset: Int, size: Int
  ) throws(StoreError) -> [UInt8]? {
    guard offset + JournalFrame.headerBytes <= size else { return nil }
    let header = try Files.read(file, path, at: offset, count: JournalFrame.headerBytes)
    guard let length = JournalFrame.length(in: header[...]),
      offset + header.count + length <= size
    else { return nil }
    return try Files.read(file, path, at: offset, count: header.count + length)
  }

  /// Where the next frame may begin; `size` where there is none.
  private static func nextSign(
    _ file: Int32, _ path: String, from start: Int, size: Int
  ) throws(StoreError) -> Int {
    let sign = JournalFrame.magic
    var offset = start
    while offset + sign.count <= size {
      let window = try Files.read(file, path, at: offset, count: min(windowBytes, size - offset))
      for place in 0...(window.count - sign.count)
      where window[place] == sign[0] && window[place..<place + sign.count].elementsEqual(sign) {
        return offset + place
      }
      offset += window.count - sign.count + 1
    }
    return size
  }
}
