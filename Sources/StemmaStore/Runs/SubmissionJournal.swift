public import StemmaRecord
import Synchronization

/// A batch of questions that was, or may have been, submitted.
public struct Submission: Sendable {
  /// From 1, within its run.
  public let number: Int
  /// Of the questions it holds.
  public let keys: [TranscriptKey]
  /// The newest batch of the service's before this one; nil where there was none.
  public let newest: String?
  /// What the service calls it; nil where it is not known whether it was submitted. Where the service
  /// cannot be asked for one in particular, all that it may be.
  public fileprivate(set) var ids: [String]?

  /// What it is found again by, where the service keeps such a thing.
  public var label: String {
    var hash = ObjectHasher(.bytes)
    hash.update("submission \(number)\n".utf8)
    for key in keys { hash.update(key.digest.bytes) }
    return "stemma-" + hash.finish().hex.prefix(32)
  }
}

/// The batches of a run that has not been published, line by line: what a batch will hold is on the disk
/// before it is submitted, and its id as soon as that is known.
///
/// A line is a checksum, the first 16 hexadecimal digits of the SHA-256 of the rest, a space, and canonical
/// JSON: `begun` with `keys` and perhaps `newest`; `submitted` with `ids`; `ended`. Each names the number
/// of the batch.
public final class SubmissionJournal: Sendable {
  private struct State {
    var open: [Submission]
    var last: Int
  }

  private let file: LineFile
  private let state: Mutex<State>

  /// - Throws: `StoreError.journalDamaged` where a line is not what was written: it may have named a
  ///   batch, which would be submitted and paid for twice.
  init(writing path: String) throws(StoreError) {
    let file = try LineFile(appendingTo: path)
    let found = Self.replay(file.lines)
    if let damage = found.damages.first { throw .journalDamaged(path: path, bytes: damage) }
    self.file = file
    state = Mutex(State(open: found.open, last: found.last))
  }

  /// Batches that were not collected, in the order of their beginning.
  public var open: [Submission] { state.withLock(\.open) }

  /// Puts down what is going to be submitted.
  ///
  /// - Parameter newest: the newest batch that the service has, whosever.
  public func begin(
    _ keys: [TranscriptKey], newest: String?
  ) throws(StoreError) -> Submission {
    let submission = Submission(
      number: state.withLock { $0.last } + 1, keys: keys, newest: newest, ids: nil)
    var line: JSONObject = [
      "begun": .integer(submission.number), "keys": .array(keys.map { .string("\($0)") }),
    ]
    line["newest"] = newest.map { .string($0) }
    try append(line)
    state.withLock { state in
      state.last = submission.number
      state.open.append(submission)
    }
    return submission
  }

  /// Puts down what the service calls it.
  public func note(_ ids: [String], of number: Int) throws(StoreError) {
    try append(["ids": .texts(ids), "submitted": .integer(number)])
    state.withLock { state in
      for place in state.open.indices where state.open[place].number == number {
        state.open[place].ids = ids
      }
    }
  }

  /// Nothing more is to be had of it: it is collected, or was never submitted, or is not wanted.
  public func end(_ number: Int) throws(StoreError) {
    try append(["ended": .integer(number)])
    state.withLock { $0.open.removeAll { $0.number == number } }
  }

  private func append(_ line: JSONObject) throws(StoreError) {
    let content = CanonicalJSON.bytes(.object(line))
    try file.append(Array(Self.sum(content[...]).utf8) + [UInt8(ascii: " ")] + content)
  }

  // MARK: Reading

  /// What another run's list says, as it is now.
  static func open(
    in path: String
  ) throws(StoreError) -> (submissions: [Submission], damagedBytes: Int) {
    let found = replay(try LineFile.lines(in: path))
    return (found.open, found.damages.reduce(0) { $0 + $1.count })
  }

  private static func replay(
    _ lines: [ArraySlice<UInt8>]
  ) -> (open: [Submission], last: Int, damages: [Range<Int>]) {
    var open: [Submission] = []
    var last = 0
    var damages: [Range<Int>] = []
    for line in lines {
      guard let object = content(of: line) else {
        damages.append(line.startIndex..<line.endIndex)
        continue
      }
      if let number = object["begun"]?.integer {
        let keys = (object["keys"]?.array ?? []).compactMap(\.string)
          .compactMap(TranscriptKey.init)
        last = max(last, number)
        open.append(
          Submission(number: number, keys: keys, newest: object["newest"]?.string, ids: nil))
      } else if let number = object["submitted"]?.integer {
        for place in open.indices where open[place].number == number {
          open[place].ids = (object["ids"]?.array ?? []).compactMap(\.string)
        }
      } else if let number = object["ended"]?.integer {
        open.removeAll { $0.number == number }
      }
    }
    return (open, last, damages)
  }

  private static let sumDigits = 16

  private static func content(of line: ArraySlice<UInt8>) -> JSONObject? {
    let content = line.dropFirst(sumDigits + 1)
    guard line.count > sumDigits, line[line.startIndex + sumDigits] == UInt8(ascii: " "),
      line.prefix(sumDigits).elementsEqual(sum(content).utf8)
    else { return nil }
    return (try? JSONReader.read(Array(content)))?.object
  }

  private static func sum(_ content: ArraySlice<UInt8>) -> String {
    var hash = ObjectHasher(.bytes)
    hash.update(content)
    return String(hash.finish().hex.prefix(sumDigits))
  }
}
