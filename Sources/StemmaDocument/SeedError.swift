public import StemmaRecord

/// Everything wrong with a source of seeds, at once.
public struct SeedError: CompoundError, Hashable {
  /// Not empty; beyond 100 there is one more that says how many follow.
  public let problems: [SeedProblem]

  init(_ problems: [SeedProblem]) {
    self.problems = Self.told(problems) {
      SeedProblem(source: $0.source, entry: $0.entry, line: $0.line, reason: .more($1))
    }
  }

  public var parts: [any ActionableError] { problems }

  /// The problem's own code where there is one only, else `seeds.invalid`.
  public var code: String { problems.count == 1 ? problems[0].code : "seeds.invalid" }
}

/// One thing wrong with a file of seeds, or with a dataset that should give some.
public struct SeedProblem: ActionableError, Hashable {
  public enum Reason: Error, Hashable, Sendable {
    /// No field of the entry has one of these names.
    case missing([String])
    case wrongType(field: String, wanted: String)
    /// The field holds nothing but white space.
    case empty(field: String)
    /// The field has so many bytes more than are read.
    case tooLong(field: String)
    /// Two fields for the same thing say different things.
    case contradiction(String, String)
    /// Another entry has this id.
    case duplicateID(String)
    case notAnObject
    case notJSON(JSONError.Reason)
    /// There is no entry at all.
    case nothing
    case tooLarge
    case tooMany
    /// So many more problems follow.
    case more(Int)
  }

  /// The input's name.
  public let source: String
  /// The entry concerned, counted from 0; nil for the whole.
  public let entry: Int?
  /// From 1; nil where there are no lines.
  public let line: Int?
  public let reason: Reason

  public var code: String {
    switch reason {
    case .missing: "seeds.missing-field"
    case .wrongType, .notAnObject: "seeds.wrong-type"
    case .empty: "seeds.empty-text"
    case .tooLong: "seeds.too-long"
    case .contradiction: "seeds.contradiction"
    case .duplicateID: "seeds.duplicate-id"
    case .notJSON: "seeds.not-json"
    case .nothing: "seeds.empty"
    case .tooLarge: "seeds.too-large"
    case .tooMany: "seeds.too-many"
    case .more: "seeds.too-many-problems"
    }
  }

  public var place: String? {
    let field: String? =
      switch reason {
      case .wrongType(let field, _), .empty(let field), .tooLong(let field),
        .contradiction(let field, _):
        field
      case .missing(let names): names.first
      case .duplicateID: "id"
      default: nil
      }
    return source + (line.map { ":\($0)" } ?? "")
      + (entry.map { " [\($0)]" + (field.map { ".\($0)" } ?? "") } ?? "")
  }

  public var whatHappened: String {
    let seed = entry.map { "Entry [\($0)]" } ?? "This"
    return switch reason {
    case .missing(let names): "\(seed) has no `\(names.first ?? "")`."
    case .wrongType(let field, let wanted): "`\(field)` of entry [\(entry ?? 0)] is not \(wanted)."
    case .empty(let field): "`\(field)` of entry [\(entry ?? 0)] is empty."
    case .tooLong(let field):
      "`\(field)` of entry [\(entry ?? 0)] has more than \(SeedFields.textLimitBytes) bytes."
    case .contradiction(let one, let other):
      "`\(one)` and `\(other)` of entry [\(entry ?? 0)] stand for the same and differ."
    case .duplicateID(let id): "\(seed) has the id «\(id)» of another one."
    case .notAnObject: "\(seed) is not a JSON object."
    case .notJSON(let reason): "This is not JSON: \(reason.rawValue)."
    case .nothing: "No seed stands here."
    case .tooLarge: "The file has more than \(SeedReader.sizeLimitBytes) bytes."
    case .tooMany: "There are more than \(SeedReader.countLimit) seeds."
    case .more(let count): "\(count) more problems follow."
    }
  }

  public var nextStep: String {
    switch reason {
    case .missing(let names):
      "Give it one of these fields: \(names.map { "`\($0)`" }.joined(separator: ", "))."
    case .wrongType, .notAnObject, .notJSON:
      "Seeds are a JSON array of objects, or one JSON object a line."
    case .empty: "Write something, or take the entry out."
    case .tooLong: "Shorten it."
    case .contradiction: "Keep one of the two."
    case .duplicateID: "Give each an id of its own, or none."
    case .nothing: "Write at least one example, or leave the input out."
    case .tooLarge, .tooMany: "Split the file, or leave some out."
    case .more: "Mend those named before, then try again."
    }
  }
}
