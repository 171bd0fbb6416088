import StemmaRecord
public import StemmaText

/// A file of a benchmark's texts: JSON Lines or a JSON array of whatever holds texts, else plain text,
/// of which every paragraph is a text.
public struct BenchmarkFile: Sendable {
  /// As it was named.
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  /// Deeper values are refused.
  private static let depthLimit = 32
  /// A file has no more texts.
  static let textLimit = 1 << 24

  /// - Throws: `BenchmarkError` that names the first line that cannot be read.
  public func texts() throws(BenchmarkError) -> [BenchmarkText] {
    var content = bytes[...]
    if content.starts(with: [0xEF, 0xBB, 0xBF]) { content = content.dropFirst(3) }
    let ending = name.lowercased().utf8.reversed()
    let isJSON = ["json", "jsonl", "ndjson"].contains {
      ending.starts(with: ".\($0)".utf8.reversed())
    }
    guard isJSON else { return try paragraphs(content) }
    let first = content.first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
    return first == UInt8(ascii: "[") ? try array(content) : try lines(content)
  }

  private func array(_ content: ArraySlice<UInt8>) throws(BenchmarkError) -> [BenchmarkText] {
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONReader.read(content, depthLimit: Self.depthLimit, roundsNumbers: true)
    } catch {
      // JSON Lines may be of arrays.
      return try lines(content)
    }
    var texts: [BenchmarkText] = []
    for (number, element) in (value.array ?? []).enumerated() {
      try collect(element, "", "\(number + 1)", &texts)
    }
    return texts
  }

  private func lines(_ content: ArraySlice<UInt8>) throws(BenchmarkError) -> [BenchmarkText] {
    var texts: [BenchmarkText] = []
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      guard line.contains(where: { ![0x20, 0x09, 0x0D].contains($0) }) else { continue }
      let value: JSONValue
      do throws(JSONError) {
        value = try JSONReader.read(line, depthLimit: Self.depthLimit, roundsNumbers: true)
      } catch {
        throw .badLine(
          file: name, line: number + 1,
          reason: "It is no JSON: \(error.reason.rawValue), at byte \(error.offset).")
      }
      try collect(value, "", "\(number + 1)", &texts)
    }
    return texts
  }

  private func collect(
    _ value: JSONValue, _ field: String, _ place: String, _ texts: inout [BenchmarkText]
  ) throws(BenchmarkError) {
    switch value {
    case .string(let text):
      guard texts.count < Self.textLimit else { throw .tooManyTexts(file: name, Self.textLimit) }
      texts.append(BenchmarkText(source: name, place: place, field: field, text: text))
    case .array(let values):
      for value in values { try collect(value, "\(field)[]", place, &texts) }
    case .object(let object):
      for (key, value) in object.members {
        try collect(value, field.isEmpty ? key : "\(field).\(key)", place, &texts)
      }
    case .null, .bool, .integer, .number: break
    }
  }

  private func paragraphs(_ content: ArraySlice<UInt8>) throws(BenchmarkError) -> [BenchmarkText] {
    var texts: [BenchmarkText] = []
    var open: [ArraySlice<UInt8>] = []
    var start = 0
    let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (number, line) in (lines + [[]]).enumerated() {
      guard !line.allSatisfy({ [0x20, 0x09, 0x0D].contains($0) }) else {
        guard !open.isEmpty else { continue }
        guard texts.count < Self.textLimit else { throw .tooManyTexts(file: name, Self.textLimit) }
        guard let text = StrictUTF8.text(Array(open.joined(separator: [0x0A]))) else {
          throw .badLine(file: name, line: start, reason: "The paragraph is no UTF-8.")
        }
        texts.append(BenchmarkText(source: name, place: "\(start)", field: "", text: text))
        open = []
        continue
      }
      if open.isEmpty { start = number + 1 }
      open.append(line)
    }
    return texts
  }
}
