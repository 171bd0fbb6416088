/// Bytes that grow, written without checks of bounds for each: rows are copied hundreds of megabytes
/// at a time.
///
/// Whoever fills it is the only one to use it; when it is filled it may be shared.
public final class ByteBuffer: @unchecked Sendable {
  private struct State {
    var count = 0
    var capacity: Int
    var start: UnsafeMutablePointer<UInt8>
  }

  /// Behind a pointer, since properties of a class are checked for exclusive use at each access.
  private let state: UnsafeMutablePointer<State>

  public init(capacity: Int) {
    let capacity = max(64, capacity)
    state = .allocate(capacity: 1)
    state.initialize(to: State(capacity: capacity, start: .allocate(capacity: capacity)))
  }

  deinit {
    state.pointee.start.deallocate()
    state.deallocate()
  }

  public var count: Int { state.pointee.count }

  /// Makes room for `more` bytes.
  public func reserve(_ more: Int) {
    let old = state.pointee
    guard old.count + more > old.capacity else { return }
    let capacity = max(2 * old.capacity, old.count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    larger.update(from: old.start, count: old.count)
    old.start.deallocate()
    state.pointee.start = larger
    state.pointee.capacity = capacity
  }

  /// Makes room for so many bytes, and has `fill` write them in one go.
  ///
  /// - Parameter fill: given where to write; returns how many it wrote, at most `limit`.
  @inline(__always)
  func append(atMost limit: Int, _ fill: (UnsafeMutablePointer<UInt8>) -> Int) {
    reserve(limit)
    state.pointee.count += fill(state.pointee.start + state.pointee.count)
  }

  public func append(_ byte: UInt8) {
    append(atMost: 1) { out in
      out[0] = byte
      return 1
    }
  }

  public func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    append(atMost: bytes.count) { out in
      out.update(from: source, count: bytes.count)
      return bytes.count
    }
  }

  public func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  /// Writes over bytes that are there.
  public func replace(at place: Int, with bytes: [UInt8]) {
    precondition(place >= 0 && place + bytes.count <= count, "only what is there is replaced")
    for (offset, byte) in bytes.enumerated() { state.pointee.start[place + offset] = byte }
  }

  /// The bytes, good as long as the buffer lives and does not grow.
  public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: state.pointee.start, count: state.pointee.count)
  }
}
