/// The deterministic statement «these inputs and answers gave these outputs».
///
/// Same manifest, inputs and answers: same receipt, byte by byte.
public struct Receipt: Hashable, Sendable {
  /// A file that records were made from.
  public struct Input: Hashable, Sendable {
    public let kind: InputKind
    /// Its path relative to the manifest, with `/` on every system.
    public let name: String
    /// The object that holds its bytes as they were read.
    public let bytes: ObjectID
    /// The object that holds the text extracted from them.
    public let text: ObjectID

    public init(kind: InputKind = .documents, name: String, bytes: ObjectID, text: ObjectID) {
      self.kind = kind
      self.name = name
      self.bytes = bytes
      self.text = text
    }
  }

  /// The sequences' roots.
  public struct Roots: Hashable, Sendable {
    public let records: ObjectID
    public let traces: ObjectID
    public let ledger: ObjectID
    public let transcript: ObjectID
    /// Each record's side; nil without a split.
    public let sides: ObjectID?

    public init(
      records: ObjectID, traces: ObjectID, ledger: ObjectID, transcript: ObjectID,
      sides: ObjectID? = nil
    ) {
      self.records = records
      self.traces = traces
      self.ledger = ledger
      self.transcript = transcript
      self.sides = sides
    }

    /// By name, in the order of their names.
    public var named: [(name: String, root: ObjectID)] {
      [("ledger", ledger), ("records", records)]
        + (sides.map { [("sides", $0)] } ?? [])
        + [("traces", traces), ("transcript", transcript)]
    }
  }

  /// How surely a version can be made again.
  public enum Grade: String, Sendable {
    /// From nothing: its teacher is a pure function.
    case exact
    /// From its transcript: its teacher's answers were recorded.
    case recorded
    /// From what was given: an imported file's records, or a version and decisions about it.
    case given
  }

  /// A version that records were made from.
  public struct Parent: Hashable, Sendable {
    /// Its dataset.
    public let dataset: String
    public let receipt: ObjectID

    public init(dataset: String, receipt: ObjectID) {
      self.dataset = dataset
      self.receipt = receipt
    }
  }

  /// The id of the manifest's *what*.
  public let plan: ObjectID
  /// In the order of their names.
  public let inputs: [Input]
  /// In the order in which the plan names them.
  public let parents: [Parent]
  /// The adapters that answered as `self`, in the order of their digests, none twice.
  public let adapters: [AdapterDigest]
  /// What computed, by name, and the revision it had.
  public let revisions: [String: Int]
  public let roots: Roots
  public let counts: Counts
  public let grade: Grade

  public init(
    plan: ObjectID, inputs: [Input], parents: [Parent] = [], adapters: [AdapterDigest] = [],
    revisions: [String: Int], roots: Roots, counts: Counts, grade: Grade
  ) {
    self.plan = plan
    self.inputs = inputs
    self.parents = parents
    self.adapters = adapters
    self.revisions = revisions
    self.roots = roots
    self.counts = counts
    self.grade = grade
  }

  public var json: JSONValue {
    var revisions = JSONObject()
    for (name, revision) in self.revisions { revisions[name] = .integer(revision) }
    var roots = JSONObject()
    for (name, root) in self.roots.named { roots[name] = .string(root.description) }
    var object: JSONObject = [
      "counts": .object(counts.json), "grade": .string(grade.rawValue),
      "inputs": .array(inputs.map(\.json)),
      "plan": .string(plan.description), "revisions": .object(revisions),
      "roots": .object(roots),
    ]
    if !parents.isEmpty {
      object["parents"] = .array(
        parents.map {
          ["dataset": .string($0.dataset), "receipt": .string($0.receipt.description)]
        })
    }
    if !adapters.isEmpty {
      object["adapters"] = .array(adapters.map { .string($0.description) })
    }
    return .object(object)
  }

  public var bytes: [UInt8] { CanonicalJSON.bytes(json) }

  public var id: ObjectID { ObjectID(of: .receipt, bytes) }

  /// - Returns: nil where a member is missing or of another type.
  public init?(json: JSONValue) {
    guard let plan = json["plan"]?.string.flatMap(ObjectID.init(_:)),
      let grade = json["grade"]?.string.flatMap(Grade.init(rawValue:)),
      let counts = json["counts"]?.object.flatMap(Counts.init(json:)),
      let inputs = json["inputs"]?.array, let roots = json["roots"],
      let revisions = json["revisions"]?.object,
      let records = roots["records"]?.string.flatMap(ObjectID.init(_:)),
      let traces = roots["traces"]?.string.flatMap(ObjectID.init(_:)),
      let ledger = roots["ledger"]?.string.flatMap(ObjectID.init(_:)),
      let transcript = roots["transcript"]?.string.flatMap(ObjectID.init(_:))
    else { return nil }
    let sides = roots["sides"]?.string.flatMap(ObjectID.init(_:))
    guard sides != nil || roots["sides"] == nil else { return nil }
    var named: [Input] = []
    for input in inputs {
      guard let input = Input(json: input) else { return nil }
      named.append(input)
    }
    var parents: [Parent] = []
    guard json["parents"] == nil || json["parents"]?.array?.isEmpty == false else { return nil }
    for parent in json["parents"]?.array ?? [] {
      guard let dataset = parent["dataset"]?.string,
        let receipt = parent["receipt"]?.string.flatMap(ObjectID.init(_:))
      else { return nil }
      parents.append(Parent(dataset: dataset, receipt: receipt))
    }
    let adapters = (json["adapters"]?.array ?? []).compactMap {
      $0.string.flatMap(AdapterDigest.init(_:))
    }
    guard adapters.count == json["adapters"]?.array?.count ?? 0,
      json["adapters"] == nil || !adapters.isEmpty
    else { return nil }
    var numbers: [String: Int] = [:]
    for (name, value) in revisions.members {
      guard let number = value.integer else { return nil }
      numbers[name] = number
    }
    self.init(
      plan: plan, inputs: named, parents: parents, adapters: adapters, revisions: numbers,
      roots: Roots(
        records: records, traces: traces, ledger: ledger, transcript: transcript, sides: sides),
      counts: counts, grade: grade)
  }
}

extension Receipt.Input {
  /// Documents do not say that they are.
  var json: JSONValue {
    var object: JSONObject = [
      "bytes": .string(bytes.description), "name": .string(name),
      "text": .string(text.description),
    ]
    if kind != .documents { object["kind"] = .string(kind.rawValue) }
    return .object(object)
  }

  init?(json: JSONValue) {
    let kind = json["kind"].map { $0.string.flatMap(InputKind.init(rawValue:)) } ?? .documents
    guard let kind, let name = json["name"]?.string,
      let bytes = json["bytes"]?.string.flatMap(ObjectID.init(_:)),
      let text = json["text"]?.string.flatMap(ObjectID.init(_:))
    else { return nil }
    self.init(kind: kind, name: name, bytes: bytes, text: text)
  }
}
