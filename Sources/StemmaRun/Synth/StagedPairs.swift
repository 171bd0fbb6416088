import StemmaDocument
import StemmaExperiment
public import StemmaRecord
public import StemmaStore

/// A version's questions and answers as the sections that they are, or would be, in the `.dlm`
/// document that they were made from.
public struct StagedPairs: Sendable {
  public struct Pair: Sendable {
    public let record: RecordID
    public let question: String
    public let answer: String
    public let strategy: String
    /// The first line of the passage in the document, from 1.
    public let line: Int
    /// Nil where the document's form cannot hold the pair.
    let section: DlmGenerated?
  }

  public let version: Version
  /// In the order of the version's records.
  public let pairs: [Pair]
  /// The first lines of passages of which nothing was kept.
  public let barrenLines: [Int]
  /// How many passages were asked about, those among them.
  public let passages: Int
  let document: DlmDocument

  /// - Parameter madeAt: the version's time as the document is to have it, such as RFC 3339's.
  /// - Throws: `SynthError.notOfDocument`; a `StoreError` where something of it cannot be read.
  public init(_ version: Version, in store: Store, madeAt: String) throws {
    let receipt = try store.receipt(version.receipt)
    let ground = try ReviewPlan.ground(of: receipt, in: store).receipt
    let plan = try store.json(of: ground.plan, .plan)
    guard plan["task"]?.string == "qa", ground.inputs.count == 1, let input = ground.inputs.first,
      DocumentFormat(fileName: input.name) == .dlm
    else { throw SynthError.notOfDocument(version: version.name) }
    self.version = version
    let document = try DlmDocument(
      try store.content(of: input.bytes, .bytes), name: input.name)
    self.document = document
    let passages = try Inputs(of: ground, plan, from: store).subjects
    let lines = Dictionary(passages.map { ($0.place, $0.line) }) { first, _ in first }
    let teacher = Manifest.teacherName(what: plan)
    var sources: [Int: String] = [:]
    var pairs: [Pair] = []
    var fruitful: Set<Origin.Place> = []
    try store.forEachLeaf(of: receipt) { leaf in
      for (record, _) in leaf {
        guard let origin = record.origin, let line = lines[origin.place] else {
          throw StoreError.objectMalformed(receipt.roots.records, .sequence)
        }
        fruitful.insert(origin.place)
        let question = record.row["question"]?.string ?? ""
        let answer = record.row["answer"]?.string ?? ""
        let source = sources[line] ?? document.section(atLine: line).map(document.id(of:)) ?? ""
        sources[line] = source
        pairs.append(
          Pair(
            record: record.id, question: question, answer: answer, strategy: origin.strategy,
            line: line,
            section: DlmGenerated(
              DlmMarker(
                teacher: teacher, strategy: origin.strategy, madeAt: madeAt, source: source),
              question: question, answer: answer)))
      }
      return true
    }
    self.pairs = pairs
    self.passages = passages.count
    barrenLines = passages.filter { !fruitful.contains($0.place) }.map(\.line)
  }

  /// Whether the document, generated sections aside, is what the version was made from.
  public func isMade(from other: SynthDocument) -> Bool {
    document.written == other.document.written
  }
}
