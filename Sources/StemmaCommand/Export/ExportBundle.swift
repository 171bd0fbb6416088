import StemmaExport
import StemmaRecord
import StemmaRun
import StemmaStatistics
import StemmaStore

/// A version's files in a folder: its records, a file a side, and what stands beside them.
struct ExportBundle {
  let job: ExportJob
  let receipt: Receipt
  /// A file for each; nil for one file of all records.
  let sides: [Side]?
  /// Where each goes, as reports name it.
  let paths: [String]
  /// Whether a text with statistics stands beside them.
  let hasInfo: Bool
  /// Whether a dataset card and Croissant do.
  let hasCard: Bool
  /// A `tokenizer.json`; nil for estimates.
  let tokenizer: String?
  /// Where the dataset will be; nil where that is not known.
  var url: String?

  /// What stands beside the files of records, by name.
  var documents: [String] {
    (hasInfo ? [DatasetInfo.fileName] : [])
      + (hasCard ? [DatasetCard.fileName, Croissant.fileName] : [])
  }

  /// - Parameter write: given a file's place among `paths` and then `documents`, and its bytes in pieces.
  /// - Returns: the files of records.
  func write(_ write: (Int, [UInt8]) throws -> Void) throws -> [ExportedFile] {
    // Where no tokens can be counted, the rows need not be read.
    let speakers = try hasInfo ? tokenizer.map { try TokenizerProgram($0) } : nil
    let tokens =
      try hasCard && tokenizer != nil
      ? TokenReading(store: job.store, receipt: receipt).count(by: tokenizer) : nil
    var digests = paths.map { _ in FileDigest() }
    var sizes = paths.map { _ in 0 }
    let outcome = try job.write(sides, isSummingUp: hasInfo, isShaping: hasCard) { place, bytes in
      bytes.withUnsafeBytes { digests[place].update($0) }
      sizes[place] += bytes.count
      try speakers?.add(bytes)
      try write(place, bytes)
    }
    let sums = digests.map { $0.finish() }
    let files = paths.indices.map {
      ExportedFile(
        path: paths[$0], side: sides?[$0], records: outcome.counts[$0], sizeBytes: sizes[$0],
        sha256: sums[$0])
    }
    guard hasInfo || hasCard else { return files }
    let summarizer = Summarizer(
      job.store, width: World.processors(), drawKey: World.drawnKey)
    let summary = try summarizer.summary(of: receipt)
    var texts: [[UInt8]] = []
    if hasInfo {
      let text = DatasetInfo(
        version: job.version, files: files, conversations: outcome.conversations,
        tokens: try speakers?.count(), summary: summary
      ).text
      texts.append(Array(text.utf8))
    }
    if hasCard {
      let facts = try CardFacts(
        of: job, receipt, summary: summary, tokens: tokens, files: files, digests: sums,
        shapes: outcome.shapes, url: url)
      texts += [Array(DatasetCard(facts).text.utf8), IndentedJSON.bytes(Croissant(facts).json)]
    }
    for (place, text) in texts.enumerated() { try write(paths.count + place, text) }
    return files
  }
}
