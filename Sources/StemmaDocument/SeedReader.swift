public import StemmaRecord

/// Turns a file's bytes, or a dataset's rows, into seeds.
///
/// A file is a JSON array of objects or JSON Lines. Pure, without locale; all that is wrong is said
/// at once.
public struct SeedReader: Sendable {
  /// Raised whenever the same bytes or rows would give other seeds.
  public static let revision = 1

  /// 64 MiB.
  public static let sizeLimitBytes = 64 << 20
  public static let countLimit = 1_000_000
  static let depthLimit = 32

  public init() {}

  /// The seeds of a file as text: a line of canonical JSON each, with `id`, `instruction`, `line` and
  /// `response`.
  ///
  /// - Parameters:
  ///   - bytes: the file as it was read, UTF-8.
  ///   - name: the input's name.
  /// - Throws: every problem at once.
  public func text(of bytes: [UInt8], name: String) throws(SeedError) -> String {
    var out: [UInt8] = []
    for seed in try seeds(of: bytes, name: name) {
      let line: JSONValue = [
        "id": .string(seed.name), "instruction": .string(seed.instruction),
        "line": .integer(seed.place), "response": .string(seed.response),
      ]
      CanonicalJSON.append(line, to: &out)
      out.append(0x0A)
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// The seeds that `text(of:name:)` wrote.
  ///
  /// - Returns: nil for any other text.
  public func seeds(of text: String, name: String) -> [Seed]? {
    var seeds: [Seed] = []
    for line in text.utf8.split(separator: 0x0A) {
      guard let value = try? JSONReader.read(line, depthLimit: 2), let id = value["id"]?.string,
        let instruction = value["instruction"]?.string,
        let response = value["response"]?.string, let place = value["line"]?.integer
      else { return nil }
      seeds.append(
        Seed(input: name, name: id, instruction: instruction, response: response, place: place))
    }
    return seeds
  }

  /// The seeds of a file.
  ///
  /// - Throws: every problem at once.
  func seeds(of bytes: [UInt8], name: String) throws(SeedError) -> [Seed] {
    guard bytes.count <= Self.sizeLimitBytes else {
      throw SeedError([SeedProblem(source: name, entry: nil, line: nil, reason: .tooLarge)])
    }
    var collector = SeedCollector(source: name, fields: .ofFiles)
    SeedEntries(bytes).read { entry in collector.add(entry) }
    return try collector.seeds()
  }

  /// A dataset's records as seeds, by their ids.
  ///
  /// - Throws: every problem at once; entries are counted in the dataset's order.
  public func seeds(of records: [Record], dataset: String) throws(SeedError) -> [Seed] {
    var collector = SeedCollector(source: dataset, fields: .ofRows)
    for (index, record) in records.enumerated() {
      collector.add(
        SeedEntries.Entry(index: index, line: nil, content: .success(.object(record.row))),
        id: record.id.text)
    }
    return try collector.seeds()
  }
}

/// Collects seeds and problems, entry by entry.
struct SeedCollector {
  private let source: String
  private let fields: SeedFields
  private var found: [Seed] = []
  private var problems: [SeedProblem] = []
  private var names: Set<[UInt8]> = []
  private var occurrences: [String: Int] = [:]

  init(source: String, fields: SeedFields) {
    self.source = source
    self.fields = fields
  }

  /// - Parameter id: the entry's, where it is known from elsewhere.
  mutating func add(_ entry: SeedEntries.Entry, id: String? = nil) {
    var reasons: [SeedProblem.Reason] = []
    if case .failure(let reason) = entry.content { reasons.append(reason) }
    if case .success(let value) = entry.content {
      if let object = value.object {
        let content = fields.content(object) { reasons.append($0) }
        if let content { reasons += add(content, entry, id: id) }
      } else {
        reasons.append(.notAnObject)
      }
    }
    problems += reasons.map {
      SeedProblem(source: source, entry: entry.index, line: entry.line, reason: $0)
    }
  }

  private mutating func add(
    _ content: SeedFields.Content, _ entry: SeedEntries.Entry, id: String?
  ) -> [SeedProblem.Reason] {
    var name = id ?? content.id ?? ""
    if name.isEmpty {
      let plain = Seed.name(
        instruction: content.instruction, response: content.response, occurrence: 0)
      let occurrence = occurrences[plain, default: 0]
      occurrences[plain] = occurrence + 1
      name = Seed.name(
        instruction: content.instruction, response: content.response, occurrence: occurrence)
    }
    guard names.insert(Array(name.utf8)).inserted else { return [.duplicateID(name)] }
    guard found.count < SeedReader.countLimit else { return [.tooMany] }
    found.append(
      Seed(
        input: source, name: name, instruction: content.instruction, response: content.response,
        place: entry.line ?? (entry.index ?? 0) + 1))
    return []
  }

  func seeds() throws(SeedError) -> [Seed] {
    guard problems.isEmpty else { throw SeedError(problems) }
    guard !found.isEmpty else {
      throw SeedError([SeedProblem(source: source, entry: nil, line: nil, reason: .nothing)])
    }
    return found
  }
}
