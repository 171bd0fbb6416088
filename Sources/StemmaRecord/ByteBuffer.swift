/// Bytes that grow, written without checks of bounds for each: rows are copied hundreds of megabytes
/// at a time.
///
/// Whoever fills it is the only one to use it; when it is filled it may be shared.
public final class ByteBuffer: @unchecked Sendable {
  public private(set) var count = 0
  private var capacity: Int
  private var start: UnsafeMutablePointer<UInt8>

  public init(capacity: Int) {
    self.capacity = max(64, capacity)
    start = .allocate(capacity: self.capacity)
  }

  deinit { start.deallocate() }

  /// Makes room for `more` bytes.
  public func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    capacity = max(2 * capacity, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: start, count: count)
    start.deallocate()
    start = larger
  }

  /// Makes room for so many bytes, and has `fill` write them in one go.
  ///
  /// - Parameter fill: given where to write; returns how many it wrote, at most `limit`.
  @inline(__always)
  func append(atMost limit: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(limit)
    count += fill(start + count)
  }

  public func append(_ byte: UInt8) {
    reserve(1)
    start[count] = byte
    count += 1
  }

  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    (start + count).update(from: source, count: bytes.count)
    count += bytes.count
  }

  public func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Writes over bytes that are there.
  public func replace(at place: Int, with bytes: [UInt8]) {
    precondition(place >= 0 && place + bytes.count <= count, "only what is there is replaced")
    for (offset, byte) in bytes.enumerated() { start[place + offset] = byte }
  }

  /// The bytes, good as long as the buffer lives and does not grow.
  public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: start, count: count) }
}
