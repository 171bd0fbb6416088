import StemmaDocument
import StemmaRecord
import StemmaStore

/// A `.dlm` document into which generated pairs are written, and out of which they are taken.
///
/// Only whole generated sections come and go; every other byte stays as it is.
public struct SynthDocument: Sendable {
  /// A generated section that stands in the document.
  public struct Generated: Sendable {
    public let question: String
    public let answer: String
    public let teacher: String
    public let strategy: String
    /// When the version was published that it is of, as RFC 3339 writes it.
    public let madeAt: String
    /// The id of the section of prose that it was made from.
    public let source: String
    /// The line of its fence, from 1.
    public let line: Int
  }

  /// Why a pair is not added.
  public enum Skip: String, Sendable {
    /// The pair stands there as a generated section already.
    case applied
    /// Somebody has written the same pair.
    case written
    /// Its text could not be told from the document's own marks.
    case unwritable
  }

  /// What comes of writing a version's pairs into the document.
  public struct Application: Sendable {
    public let bytes: [UInt8]
    public let added: [StagedPairs.Pair]
    public let skipped: [(pair: StagedPairs.Pair, reason: Skip)]
  }

  let document: DlmDocument

  /// - Throws: a `DocumentError` for what is no document of this form; `SynthError.notDlm`.
  public init(_ bytes: [UInt8], name: String) throws {
    guard DocumentFormat(fileName: name) == .dlm else { throw SynthError.notDlm(document: name) }
    document = try DlmDocument(bytes, name: name)
  }

  public var bytes: [UInt8] { document.bytes }

  /// Throws what `applying` would for the document alone: it ends in an open code block.
  public func checkRoom() throws { _ = try document.adding([]) }

  /// How many sections of prose it has.
  public var proseSections: Int { document.sections.count { $0.kind == .prose } }

  /// The generated sections in it, in its order.
  public var generated: [Generated] {
    document.sections.compactMap { section in
      guard let marker = section.marker else { return nil }
      let pair = document.pairs(of: section).first
      return Generated(
        question: pair?.question ?? "", answer: pair?.answer ?? "", teacher: marker.teacher,
        strategy: marker.strategy, madeAt: marker.madeAt, source: marker.source,
        line: section.line)
    }
  }

  /// Which of the pairs can be added, and the document with them.
  ///
  /// - Throws: `SynthError.changed` where what people have written is not what the version was made
  ///   from; a `DocumentError` where the document ends in an open code block.
  public func applying(_ staged: StagedPairs) throws -> Application {
    guard staged.isMade(from: self) else {
      throw SynthError.changed(document: document.name, version: staged.version.name)
    }
    let (there, written) = known
    var added: [StagedPairs.Pair] = []
    var skipped: [(StagedPairs.Pair, Skip)] = []
    for pair in staged.pairs {
      if let section = pair.section {
        if there.contains(section) {
          skipped.append((pair, .applied))
        } else if written.contains(section.pair) {
          skipped.append((pair, .written))
        } else {
          added.append(pair)
        }
      } else {
        skipped.append((pair, .unwritable))
      }
    }
    return Application(
      bytes: added.isEmpty ? bytes : try document.adding(added.compactMap(\.section)),
      added: added, skipped: skipped)
  }

  /// The places among a version's pairs of those that stand in the document.
  public func applied(of staged: StagedPairs) -> [Int] {
    let there = known.generated
    return staged.pairs.indices.filter { staged.pairs[$0].section.map(there.contains) ?? false }
  }

  /// The document without generated sections.
  ///
  /// - Parameter staged: whose pairs are taken out; nil for every generated section there is.
  public func reverting(_ staged: StagedPairs?) -> (bytes: [UInt8], removed: Int) {
    let wanted = staged.map { Set($0.pairs.compactMap(\.section)) }
    var removed = 0
    let bytes = document.removing { section in
      guard let wanted else {
        removed += 1
        return true
      }
      guard let generated = generated(section), wanted.contains(generated) else { return false }
      removed += 1
      return true
    }
    return (bytes, removed)
  }

  private var known: (generated: Set<DlmGenerated>, written: Set<DlmPair>) {
    var generated: Set<DlmGenerated> = []
    var written: Set<DlmPair> = []
    for section in document.sections where section.kind == .instruction {
      if section.marker == nil {
        written.formUnion(document.pairs(of: section))
      } else if let whole = self.generated(section) {
        generated.insert(whole)
      }
    }
    return (generated, written)
  }

  /// A generated section of one pair; nil for another one, which somebody has changed.
  private func generated(_ section: DlmSection) -> DlmGenerated? {
    let pairs = document.pairs(of: section)
    guard let marker = section.marker, let pair = pairs.first, pairs.count == 1 else { return nil }
    return DlmGenerated(marker, question: pair.question, answer: pair.answer)
  }
}
