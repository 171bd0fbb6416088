public import StemmaRecord

/// A file format that trainers read: each is one file, and one line of `Formats.all`.
///
/// A format takes a row by what its fields are for, which `ExportRow` finds out, and refuses what it has
/// no place for.
public protocol ExportFormat: Sendable {
  /// As `--format` takes it.
  var name: String { get }
  /// What a record becomes, in half a sentence.
  var summary: String { get }
  var form: FileForm { get }
  /// What it has to know of the version before it writes the first record.
  var needs: Set<ExportNeed> { get }

  /// - Parameter columns: nil unless the format needs them.
  func frame(_ columns: Columns?) -> FileFrame

  /// Appends a record, without what parts it from the next.
  ///
  /// - Parameter columns: nil unless the format needs them.
  /// - Throws: `ExportError` where the format has no place for it.
  func append(_ row: ExportRow, _ columns: Columns?, to out: inout [UInt8]) throws

  /// Whether a text with statistics stands beside its files in a folder.
  var isDescribed: Bool { get }

  /// What the file of a side is called in a folder; of all records where it is nil.
  func fileName(of side: Side?) -> String
}

/// What kind of file a format is, by the suffix it usually has, without the dot.
public enum FileForm: String, Sendable {
  case csv
  case json
  case jsonl
  case parquet

  /// Its media type.
  var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .json: "application/json"
    case .jsonl: "application/jsonlines"
    case .parquet: "application/x-parquet"
    }
  }
}

/// What a format has to know beside a record's row.
public enum ExportNeed: Hashable, Sendable {
  /// Which fields the rows have, and of what types.
  case columns
  /// How the record came to be: its trace, and what `ExportBackground` says.
  case background
}

/// What stands around the records of a file.
public struct FileFrame: Hashable, Sendable {
  /// Before the first record, between two, and after the last.
  public let opening: String
  public let separator: String
  public let closing: String
  /// All of a file without records.
  public let empty: String

  /// One record a line.
  static let lines = FileFrame(opening: "", separator: "\n", closing: "\n", empty: "")
}

extension ExportFormat {
  public var form: FileForm { .jsonl }

  public var needs: Set<ExportNeed> { [] }

  public var isDescribed: Bool { false }

  public func frame(_ columns: Columns?) -> FileFrame { .lines }

  public func fileName(of side: Side?) -> String { "\(side?.rawValue ?? "data").\(form.rawValue)" }
}

/// All formats.
public enum Formats {
  /// In use where nobody names one.
  public static let standard: any ExportFormat = JSONLines()
  /// What `stemma datagen` writes.
  public static let datagen: any ExportFormat = DataGen()

  public static let all: [any ExportFormat] = [
    standard, ChatML(), OpenAIMessages(), ShareGPT(), Alpaca(), DirectPreference(), CSV(), datagen,
    Parquet(),
  ]

  public static func named(_ name: String) -> (any ExportFormat)? {
    all.first { $0.name.hasSameBytes(as: name) }
  }

  /// Which format a file is written in where none is named: csv or parquet by its suffix, else the standard
  /// one.
  public static func usual(for path: String) -> any ExportFormat {
    let path = path.lowercased()
    return [CSV(), Parquet()].first { path.hasSuffix(".\($0.form.rawValue)") } ?? standard
  }
}
