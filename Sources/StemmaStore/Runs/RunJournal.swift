import Glibc
public import StemmaRecord
import Synchronization

/// The exchanges of a run that has not been published: on the disk before anything else happens to
/// them, so that a crash loses nothing that was paid for.
///
/// What is held in memory is a key and a place for each exchange. Exchanges that arrive while others
/// are being synced wait and are synced together, at most 64 at once.
public final class RunJournal: Sendable {
  private let path: String
  private let file: Int32
  private let state: Mutex<State>
  /// So many exchanges share one sync at most.
  static let groupLimit = 64

  private struct State {
    var places: [TranscriptKey: JournalPlace] = [:]
    var end = 0
    var damages: [Range<Int>] = []
    var waiting: [Waiting] = []
    var isSyncing = false
    /// Once something could not be written, nothing more is: the file's end is not known any more.
    var failure: StoreError?
    var largestGroup = 0
  }

  private struct Waiting {
    let key: TranscriptKey
    let frame: [UInt8]
    let isAnswered: Bool
    let then: CheckedContinuation<Result<JournalPlace, StoreError>, Never>
  }

  /// Opens a journal to add to it, and begins one where there is none. What a crash has cut off at
  /// its end is taken away.
  ///
  /// - Parameter path: in a folder whose lock the caller holds.
  init(writing path: String) throws(StoreError) {
    let isNew = !Files.exists(path)
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw Files.failure("open the journal", path) }
    self.path = path
    self.file = file
    state = Mutex(State())
    if isNew { try Files.syncFolder(Files.parent(path)) }
    try scan()
    let end = state.withLock { $0.end }
    guard ftruncate(file, off_t(end)) == 0, lseek(file, 0, SEEK_END) >= 0 else {
      throw Files.failure("write the journal", path)
    }
  }

  /// Opens the journal of another run, as it is now; nothing can be added.
  ///
  /// - Parameter memory: what was read before of journals, so that only what came since is read.
  init(reading path: String, remembering memory: JournalMemory? = nil) throws(StoreError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Files.failure("open the journal", path) }
    self.path = path
    self.file = file
    state = Mutex(State())
    try scan(memory)
  }

  deinit { close(file) }

  /// Of two exchanges to one question the later one counts.
  private func scan(_ memory: JournalMemory? = nil) throws(StoreError) {
    let known = memory?.contents(of: path, file)
    var places = known?.places ?? [:]
    let found = try JournalScan(file, path, from: known?.end ?? 0) { places[$0] = $1 }
    let contents = JournalMemory.Contents(
      places: places, end: found.end, damages: (known?.damages ?? []) + found.damages)
    memory?.keep(contents, of: path, file)
    state.withLock {
      $0.places = contents.places
      $0.end = contents.end
      $0.damages = contents.damages
    }
  }

  // MARK: Reading

  /// Questions with an exchange.
  public var count: Int { state.withLock { $0.places.count } }

  /// Whole frames' bytes, damaged ones between them included.
  public var sizeBytes: Int { state.withLock { $0.end } }

  /// Bytes between whole frames that cannot be read, as they were when it was opened.
  public var damages: [Range<Int>] { state.withLock { $0.damages } }

  /// The largest number of exchanges that shared a sync.
  var largestGroup: Int { state.withLock { $0.largestGroup } }

  /// Where the exchange about a question lies; nil where there is none.
  ///
  /// - Parameter start: exchanges that lie before it do not count.
  public func place(of key: TranscriptKey, from start: Int = 0) -> JournalPlace? {
    state.withLock { $0.places[key] }.flatMap { $0.lies(from: start) ? $0 : nil }
  }

  /// How many questions have an exchange that lies behind `start`.
  public func count(from start: Int) -> Int {
    state.withLock { $0.places.values.count { $0.lies(from: start) } }
  }

  /// Every exchange that counts, in the order of their writing.
  public var places: [JournalPlace] { places(from: 0) }

  /// Those of them that lie behind `start`.
  public func places(from start: Int) -> [JournalPlace] {
    state.withLock { $0.places.values.filter { $0.offset >= start } }
      .sorted { $0.offset < $1.offset }
  }

  /// - Throws: `StoreError.journalDamaged` where the frame is not what was written.
  public func entry(at place: JournalPlace) throws(StoreError) -> JournalEntry {
    let frame = try Files.read(file, path, at: place.offset, count: place.count)
    guard let entry = JournalFrame.entry(in: frame) else {
      throw .journalDamaged(path: path, bytes: place.offset..<place.offset + place.count)
    }
    return entry
  }

  // MARK: Writing

  /// Adds an exchange, and returns when it is on the disk.
  ///
  /// - Throws: `StoreError.fileTooLarge` for one that could not be read back; `.fileSystem`.
  public func append(_ entry: JournalEntry) async throws(StoreError) -> JournalPlace {
    let frame = JournalFrame.bytes(of: entry)
    guard frame.count <= JournalFrame.limitBytes else {
      throw .fileTooLarge(path: path, limitBytes: JournalFrame.limitBytes)
    }
    let isAnswered = JournalFrame.isAnswered(entry.content)
    let result = await withCheckedContinuation { continuation in
      let begins = state.withLock { state in
        state.waiting.append(
          Waiting(key: entry.key, frame: frame, isAnswered: isAnswered, then: continuation))
        defer { state.isSyncing = true }
        return !state.isSyncing
      }
      if begins { Parallel.detach { self.syncAll() } }
    }
    return try result.get()
  }

  /// Syncs what waits, a group after the other, until nothing does.
  private func syncAll() {
    while true {
      let group = state.withLock { state in
        let group = Array(state.waiting.prefix(Self.groupLimit))
        state.waiting.removeFirst(group.count)
        if group.isEmpty { state.isSyncing = false }
        state.largestGroup = max(state.largestGroup, group.count)
        return group
      }
      if group.isEmpty { return }
      let results = sync(group)
      for (waiting, result) in zip(group, results) { waiting.then.resume(returning: result) }
    }
  }

  private func sync(_ group: [Waiting]) -> [Result<JournalPlace, StoreError>] {
    if let failure = state.withLock({ $0.failure }) { return group.map { _ in .failure(failure) } }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(group.reduce(0) { $0 + $1.frame.count })
    for waiting in group { bytes += waiting.frame }
    if let failure = write(bytes) {
      state.withLock { $0.failure = failure }
      return group.map { _ in .failure(failure) }
    }
    return state.withLock { state in
      group.map { waiting in
        let place = JournalPlace(
          offset: state.end, count: waiting.frame.count, isAnswered: waiting.isAnswered)
        state.places[waiting.key] = place
        state.end += waiting.frame.count
        return .success(place)
      }
    }
  }

  private func write(_ bytes: [UInt8]) -> StoreError? {
    bytes.withUnsafeBytes { raw in
      do throws(StoreError) {
        try Files.write(raw, to: file, path)
        guard fdatasync(file) == 0 else { throw Files.failure("sync the journal", path) }
        return nil
      } catch {
        return error
      }
    }
  }
}
