import Foundation
import StemmaRecord
import StemmaText

/// Finds near duplicates among generated records and says how fast, in how much memory, and how well.
///
///     NearDuplicatesBenchmark [RECORDS] [FILE]
///
/// With FILE the texts are written there, one JSON array of words a line, for peers to read.
/// One JSON object goes to stdout.
let arguments = CommandLine.arguments
let count = arguments.count > 1 ? Int(arguments[1]) ?? 100_000 : 100_000
let asked = Millionths(count: 800_000)

var records: [[String]] = []
/// For each edited record the number of the one it was made from.
var sources: [Int: Int] = [:]
while records.count < count {
  var corpus = Corpus(number: records.count)
  if records.count % 10 == 9 {
    let source = corpus.below(records.count)
    sources[records.count] = source
    records.append(corpus.edited(records[source]))
  } else {
    records.append(corpus.record())
  }
}
if arguments.count > 2 {
  let lines = records.map { record in
    CanonicalJSON.text(
      .array(
        record.flatMap {
          String(decoding: NormalForm($0).bytes, as: UTF8.self).split(separator: " ")
        }
        .map { .string(String($0)) }))
  }
  try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: URL(filePath: arguments[2]))
}

func processorSeconds() -> Double {
  var time = timespec()
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

func residentBytes() -> Int {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
  return (line?.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0) * 1024
}

func sketch(_ record: [String]) -> CompactSketch {
  CompactSketch(MinHash(of: Shingles(of: record)))
}

/// Gives what is free back to the system; Swift's `Glibc` does not have it.
@_silgen_name("malloc_trim")
func malloc_trim(_ padding: Int) -> Int32

/// Looks each record up and keeps it: for each the most similar earlier one.
func find(
  _ threshold: Millionths, in records: [[String]]
) -> (found: [Int?], seconds: Double, bytesPerRecord: Int) {
  var index = NearDuplicates(threshold: threshold)
  var found: [Int?] = []
  found.reserveCapacity(records.count)
  // So that the index does not settle in what others have left free.
  _ = malloc_trim(0)
  let memory = residentBytes()
  let start = processorSeconds()
  for record in records {
    let sketch = sketch(record)
    found.append(index.nearest(to: sketch)?.number)
    index.insert(sketch)
  }
  let seconds = processorSeconds() - start
  return (found, seconds, (residentBytes() - memory) / records.count)
}

let run = find(asked, in: records)
let standard = find(Millionths(count: 900_000), in: records)

// How well: pairs that were planted, by their exact similarity.
var (atLimit, foundAtLimit, above, foundAbove) = (0, 0, 0, 0)
for (copy, source) in sources.sorted(by: { $0.key < $1.key }) {
  let exact = Shingles(of: records[copy]).jaccard(with: Shingles(of: records[source]))
  let isFound = run.found[copy] != nil
  if exact >= 850_000 {
    above += 1
    if isFound { foundAbove += 1 }
  }
  if (840_000..<860_000).contains(exact) {
    atLimit += 1
    if isFound { foundAtLimit += 1 }
  }
}
var (hits, right, close) = (0, 0, 0)
for (number, other) in run.found.enumerated() {
  guard let other else { continue }
  hits += 1
  let exact = Shingles(of: records[number]).jaccard(with: Shingles(of: records[other]))
  if exact >= 800_000 { right += 1 }
  if exact >= 750_000 { close += 1 }
}

func share(_ part: Int, _ whole: Int) -> JSONValue {
  .number(whole == 0 ? 0 : (Double(part) / Double(whole) * 10_000).rounded() / 10_000)
}
let bytes = records.reduce(0) { $0 + $1.reduce(0) { $0 + $1.utf8.count } }
let report: JSONValue = [
  "asked": .string(asked.description), "bytesPerRecord": .integer(bytes / count),
  "found": .integer(hits), "indexBytesPerRecord": .integer(run.bytesPerRecord),
  "indexBytesPerRecordAt0.9": .integer(standard.bytesPerRecord),
  "precisionAt0.75": share(close, hits), "precisionAt0.8": share(right, hits),
  "recallAround0.85": share(foundAtLimit, atLimit),
  "recallFrom0.85": share(foundAbove, above), "records": .integer(count),
  "recordsPerSecond": .integer(Int(Double(count) / run.seconds)),
  "recordsPerSecondAt0.9": .integer(Int(Double(count) / standard.seconds)),
]
print(CanonicalJSON.text(report))
