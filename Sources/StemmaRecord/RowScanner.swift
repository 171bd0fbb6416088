/// Turns a line of JSON into canonical bytes without building a tree: what is canonical already is
/// checked and copied, what is not is put in order.
///
/// It knows what rows are usually made of. Whatever it does not know, bad lines among it, it leaves
/// to `JSONReader`, which is the measure of both.
public struct RowScanner: ~Copyable {
  /// A member of the row read last: where key and value stand in the scratch bytes.
  struct Member {
    let key: Range<Int>
    let value: Range<Int>
    /// A text's length in Unicode scalars; -1 for every other value.
    let scalars: Int
  }

  /// How deep a row's arrays and objects may nest: what is kept of it wraps it, and must not be deeper than
  /// `JSONReader` goes.
  public static let depthLimit = 124

  private var scratch: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var members: [Member] = []

  public init() {
    capacity = 1 << 16
    scratch = .allocate(capacity: capacity)
  }

  deinit { scratch.deallocate() }

  /// Reads one line.
  ///
  /// - Returns: false where the line is not the plain case of an object.
  public mutating func read(_ line: UnsafeRawBufferPointer) -> Bool {
    members.removeAll(keepingCapacity: true)
    guard let start = line.baseAddress, line.count < Int(Int32.max) else { return false }
    if line.count + 16 > capacity {
      scratch.deallocate()
      capacity = 2 * line.count + 16
      scratch = .allocate(capacity: capacity)
    }
    var cursor = JSONCursor(
      start.assumingMemoryBound(to: UInt8.self), count: line.count, output: scratch)
    cursor.skipSpace()
    guard cursor.members(depth: 0, collecting: &members) else { return false }
    cursor.skipSpace()
    return cursor.isAtEnd && Self.sort(&members, scratch)
  }

  /// Appends the row read last, its members in order.
  public func appendRow(to out: ByteBuffer) {
    let (members, scratch) = (members, scratch)
    let limit = members.reduce(2) { $0 + $1.key.count + $1.value.count + 2 }
    out.append(atMost: limit) { start in
      var end = start
      func put(_ byte: UInt8) {
        end[0] = byte
        end += 1
      }
      func put(_ range: Range<Int>) {
        end.update(from: scratch + range.lowerBound, count: range.count)
        end += range.count
      }
      put(UInt8(ascii: "{"))
      for member in members {
        if end > start + 1 { put(UInt8(ascii: ",")) }
        put(member.key)
        put(UInt8(ascii: ":"))
        put(member.value)
      }
      put(UInt8(ascii: "}"))
      return end - start
    }
  }

  /// Appends the row read last, with one member more unless it has that already.
  ///
  /// - Parameters:
  ///   - key: as a canonical JSON string, quotes included, as is `value`.
  public func appendRow(
    to out: ByteBuffer, adding key: [UInt8], _ value: UnsafeBufferPointer<UInt8>
  ) {
    guard self.value(of: key) == nil else { return appendRow(to: out) }
    var isAdded = false
    var isFirst = true
    func part() {
      out.append(UInt8(ascii: isFirst ? "{" : ","))
      isFirst = false
    }
    func add() {
      part()
      out.append(key)
      out.append(UInt8(ascii: ":"))
      out.append(value)
      isAdded = true
    }
    for member in members {
      if !isAdded && key.dropLast().lexicographicallyPrecedes(bytes(member.key).dropLast()) {
        add()
      }
      part()
      out.append(bytes(member.key))
      out.append(UInt8(ascii: ":"))
      out.append(bytes(member.value))
    }
    if !isAdded { add() }
    out.append(UInt8(ascii: "}"))
  }

  /// The canonical value of a member of the row read last; good until the next one is read.
  ///
  /// - Parameter key: as a canonical JSON string, quotes included.
  public func value(of key: [UInt8]) -> UnsafeBufferPointer<UInt8>? {
    for member in members where member.key.count == key.count {
      if bytes(member.key).elementsEqual(key) { return bytes(member.value) }
    }
    return nil
  }

  /// Calls `body` for every text of the row read last, with its key as canonical JSON, and its
  /// length in Unicode scalars.
  public func forEachText(_ body: (_ key: UnsafeBufferPointer<UInt8>, _ scalars: Int) -> Void) {
    for member in members where member.scalars >= 0 { body(bytes(member.key), member.scalars) }
  }

  private func bytes(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: scratch + range.lowerBound, count: range.count)
  }

  /// Sorts members by key.
  ///
  /// - Returns: false where a key stands twice.
  static func sort(_ members: inout [Member], _ base: UnsafeMutablePointer<UInt8>) -> Bool {
    if areSorted(members, base) { return true }
    if members.count > insertionLimit {
      members.sort { precedes($0.key, $1.key, base) }
    } else {
      members.withUnsafeMutableBufferPointer { insertionSort($0, base) }
    }
    return areSorted(members, base)
  }

  /// So many members are sorted in place; more, which are sorted once in a while, by the library.
  private static let insertionLimit = 24

  private static func insertionSort(
    _ members: UnsafeMutableBufferPointer<Member>, _ base: UnsafeMutablePointer<UInt8>
  ) {
    for index in members.indices.dropFirst() {
      let member = members[index]
      var place = index
      while place > 0, precedes(member.key, members[place - 1].key, base) {
        members[place] = members[place - 1]
        place -= 1
      }
      members[place] = member
    }
  }

  /// Whether every key is before the next one, so that none stands twice.
  static func areSorted(_ members: [Member], _ base: UnsafeMutablePointer<UInt8>) -> Bool {
    members.withUnsafeBufferPointer { members in
      for index in members.indices.dropFirst()
      where !precedes(members[index - 1].key, members[index].key, base) {
        return false
      }
      return true
    }
  }

  /// The scanner leaves to `JSONReader` the keys whose bytes sort otherwise than their UTF-16.
  @inline(__always)
  private static func precedes(
    _ left: Range<Int>, _ right: Range<Int>, _ base: UnsafeMutablePointer<UInt8>
  ) -> Bool {
    // Without the closing quote: a key is before what it begins.
    let (a, b) = (base + left.lowerBound, base + right.lowerBound)
    let (aCount, bCount) = (left.count - 1, right.count - 1)
    for index in 0..<min(aCount, bCount) where a[index] != b[index] { return a[index] < b[index] }
    return aCount < bCount
  }
}
