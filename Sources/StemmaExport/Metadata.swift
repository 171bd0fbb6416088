public import StemmaRecord
import StemmaStore

/// What may be had beside a record's fields, as the member `metadata`.
public enum MetadataField: String, CaseIterable, Sendable {
  /// The record's id.
  case id
  /// The version, such as `coffee@3`.
  case version
  case side
  /// The file or dataset it was made from, and where in it.
  case input, heading, section, seed
  case strategy
  /// The values of the manifest's mix, by axis.
  case mix
  /// The slot's ordinal within its item, from 0.
  case slot
  /// In what way the rejected answer is the worse one.
  case flaw
  case teacher
  /// By filter, what it measured, from 0 to 1.
  case scores

  /// What holds them in a row.
  static let member = "metadata"

  /// Whether it is told by the record's trace.
  var isTraced: Bool { self == .teacher || self == .scores }

  /// - Returns: null where the record has none.
  func value(
    of record: Record, in version: Version, _ side: RecordSide?, _ trace: JSONValue?,
    _ background: RecordBackground?
  ) -> JSONValue {
    let origin = record.origin?.json
    return switch self {
    case .id: .string(record.id.text)
    case .version: .string(version.name)
    case .side: side.map { .string($0.side.rawValue) } ?? .null
    case .input, .heading, .section, .seed, .strategy, .mix, .slot, .flaw:
      origin?[rawValue] ?? .null
    case .teacher: JSONValue(background?.teacher)
    case .scores: Self.scores(of: trace)
    }
  }

  private static func scores(of trace: JSONValue?) -> JSONValue {
    var scores = JSONObject()
    for verdict in trace?["verdicts"]?.array ?? [] {
      guard let filter = verdict["filter"]?.string, let score = verdict["score"]?.integer else {
        continue
      }
      scores[filter] = JSONValue(millionths: score)
    }
    return scores.members.isEmpty ? .null : .object(scores)
  }
}

extension JSONValue {
  /// Parts per million as a share.
  init(millionths: Int) {
    self =
      millionths % 1_000_000 == 0
      ? .integer(millionths / 1_000_000) : .number(Double(millionths) / 1_000_000)
  }
}

/// How a record came to be, as far as a format tells it.
public struct RecordBackground: Sendable {
  /// The prompt that its answer was given to, its messages one after another; nil where nothing was asked.
  public var prompt: String?
  /// Who answered.
  public var teacher: String?
  /// What it was made from.
  public var subject: Subject?
  /// The slot's place in the plan, from 1; nil where the plan cannot be made again.
  public var place: Int?

  public init(prompt: String?, teacher: String?, subject: Subject?, place: Int?) {
    self.prompt = prompt
    self.teacher = teacher
    self.subject = subject
    self.place = place
  }
}

/// Says how records came to be, and what is true of all of them.
public protocol ExportBackground: Sendable {
  /// What the records are about, as the manifest says.
  var domain: String? { get }
  /// The task, as rows name it.
  var task: String? { get }
  /// When the receipt was first published, as `2026-03-20T00:00:00+00:00`.
  var timestamp: String { get }
  /// Where the adapter's weights lay that answered; nil without one.
  var adapter: String? { get }
  /// Whether nothing but stemma itself answered.
  var isOffline: Bool { get }

  /// - Parameter trace: the record's; nil where nothing is known.
  func background(of record: Record, _ trace: JSONValue?) throws -> RecordBackground
}
