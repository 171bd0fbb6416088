/// A live teacher's other way of answering: many requests at once, hours later, for less money.
///
/// What goes wrong is thrown as a `BatchTrouble`, after a request that may be repeated was repeated.
public protocol BatchInterface: Sendable {
  /// What one batch may hold.
  var limit: BatchLimit { get }

  /// One question as a batch holds it; a pure function.
  ///
  /// - Parameter key: what its answer is found again by.
  func entry(for request: TeacherRequest, _ key: TranscriptKey) -> [UInt8]

  /// The newest batch that the service has of this account, whoever submitted it; nil where it has none.
  func newest() async throws -> String?

  /// Submits a batch.
  ///
  /// - Parameter label: what it is found again by where the service keeps such a thing.
  /// - Returns: its id.
  /// - Throws: `BatchTrouble.unsure` where it may have been submitted all the same.
  func submit(_ entries: [[UInt8]], label: String) async throws -> String

  /// The batches that may be one of which it is not known whether it was submitted.
  ///
  /// - Parameters:
  ///   - count: how many questions it has.
  ///   - newest: the newest batch before it; those up to this one are not looked at.
  /// - Returns: their ids. Where the service keeps no label, they have that many questions and no more is
  ///   known of them: which questions a batch has, its answers say.
  func find(label: String, count: Int, after newest: String?) async throws -> [String]

  func condition(of id: String) async throws -> BatchCondition

  /// Reads what came of a batch that has ended, part by part, in any order. Where the connection breaks
  /// it begins again, so that a part may be heard twice.
  ///
  /// - Throws: also whatever `body` throws.
  func forEachPart(of id: String, _ body: (BatchPart) async throws -> Void) async throws
}

/// What one batch may hold at most.
public struct BatchLimit: Hashable, Sendable {
  public let entries: Int
  /// Of all entries together, with what stands between them.
  public let sizeBytes: Int

  public init(entries: Int, sizeBytes: Int) {
    self.entries = entries
    self.sizeBytes = sizeBytes
  }
}

/// How far a batch has come.
public struct BatchCondition: Hashable, Sendable {
  /// Nothing more comes of it.
  public var isEnded: Bool
  /// Questions that are done with, in whatever way.
  public var done: Int
  /// Why the service would not begin with it at all; nil where it did.
  public var trouble: BatchTrouble?

  public init(isEnded: Bool, done: Int, trouble: BatchTrouble? = nil) {
    self.isEnded = isEnded
    self.done = done
    self.trouble = trouble
  }
}

/// What came of one question of a batch.
public struct BatchPart: Sendable {
  public enum Outcome: Sendable {
    /// Answered, or failed for good.
    case ended(Exchange)
    /// The request was not liked: nobody's would be where none has been answered yet.
    case rejected(Exchange, nextStep: String)
    /// It was not answered, and may be another time.
    case again(reason: String)
    /// Somebody ended the batch before its turn.
    case canceled
    /// No request will be answered.
    case stopped(BatchTrouble)
  }

  public let key: TranscriptKey
  public let outcome: Outcome

  public init(key: TranscriptKey, _ outcome: Outcome) {
    self.key = key
    self.outcome = outcome
  }
}

/// Why a batch cannot be submitted or read. Reasons hold no private values.
public enum BatchTrouble: Error, Hashable {
  /// The account has no credit, or its limit is reached: somebody has to pay.
  case noCredit(reason: String)
  /// Try again later.
  case later(reason: String)
  /// Nothing will be answered until something is changed.
  case final(reason: String, nextStep: String)
  /// Whether it was submitted is not known.
  case unsure(reason: String)
}
