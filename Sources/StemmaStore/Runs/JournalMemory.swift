import Glibc
import StemmaRecord
import Synchronization

/// What was read of journals that only grow: whoever looks at them again and again reads each frame once.
public final class JournalMemory: Sendable {
  /// What a journal holds as far as it was read.
  struct Contents: Sendable {
    let places: [TranscriptKey: JournalPlace]
    /// Behind the last whole frame.
    let end: Int
    let damages: [Range<Int>]
  }

  /// A file, whatever it is called.
  private struct Identity: Hashable {
    let device: UInt64
    let number: UInt64
  }

  /// So many journals are remembered.
  private static let limit = 64

  private let state = Mutex<[(path: String, identity: Identity, contents: Contents)]>([])

  public init() {}

  /// - Returns: nil where nothing is known of the file, or it has become shorter.
  func contents(of path: String, _ file: Int32) -> Contents? {
    guard let (identity, size) = Self.look(at: file) else { return nil }
    return state.withLock { state in
      state.first { $0.path == path && $0.identity == identity && $0.contents.end <= size }?
        .contents
    }
  }

  func keep(_ contents: Contents, of path: String, _ file: Int32) {
    guard let (identity, _) = Self.look(at: file) else { return }
    state.withLock { state in
      state.removeAll { $0.path == path }
      state.append((path, identity, contents))
      if state.count > Self.limit { state.removeFirst() }
    }
  }

  private static func look(at file: Int32) -> (Identity, size: Int)? {
    var status = stat()
    guard fstat(file, &status) == 0 else { return nil }
    return (
      Identity(device: UInt64(status.st_dev), number: UInt64(status.st_ino)), Int(status.st_size)
    )
  }
}
