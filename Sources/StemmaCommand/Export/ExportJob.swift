import Glibc
import StemmaExport
import StemmaRecord
import StemmaStore

/// A version on its way into files of a format.
struct ExportJob {
  let store: Store
  let version: Version
  let format: any ExportFormat
  let metadata: [MetadataField]

  /// - Parameters:
  ///   - sides: a file for each; nil for one file of all records.
  ///   - isSummingUp: whether the conversations are looked at as well.
  ///   - isShaping: whether the files' fields are told.
  ///   - write: given a file's place among them, and its bytes in pieces.
  func write(
    _ sides: [Side]?, isSummingUp: Bool = false, isShaping: Bool = false,
    _ write: (Int, [UInt8]) throws -> Void
  ) throws -> Exporter.Outcome {
    guard format.form == .parquet else { return try rows(sides, isSummingUp, isShaping, write) }
    // Before the rows are read: where there is no such program, that would be for nothing.
    let program = try ParquetProgram()
    let files = try (sides ?? [.train]).map { _ in try PythonProgram.file() }
    defer { for file in files { close(file) } }
    let outcome = try rows(sides, isSummingUp, isShaping) { place, bytes in
      try FileAccess.write(bytes, to: files[place], path: "a temporary file")
    }
    for (place, file) in files.enumerated() {
      try program.convert(file, outcome.columns ?? Columns()) { try write(place, $0) }
    }
    return outcome
  }

  private func rows(
    _ sides: [Side]?, _ isSummingUp: Bool, _ isShaping: Bool,
    _ write: (Int, [UInt8]) throws -> Void
  ) throws -> Exporter.Outcome {
    let isWhole = format.needs.contains(.background)
    let background =
      isWhole || metadata.contains(.teacher)
      ? try StoredBackground(version, in: store, isWhole: isWhole) : nil
    return try Exporter(store).export(
      version, as: format, sides: sides, metadata: metadata, background: background,
      isSummingUp: isSummingUp, isShaping: isShaping, width: World.processors(), write: write)
  }
}

extension Side {
  /// The sides of a version with a split that have files of their own.
  static func exported(of receipt: Receipt) -> [Side] {
    allCases.filter { $0 != .none && receipt.counts.sides[$0.rawValue] != nil }
  }
}

/// A file that was written.
struct ExportedFile {
  let path: String
  /// Nil for all records.
  let side: Side?
  let records: Int
  let sizeBytes: Int
  /// Of its bytes, 64 hexadecimal digits; nil where no report tells it.
  let sha256: String?

  /// Without its folder.
  var name: String { Paths.name(of: path) }

  var json: JSONValue {
    [
      "path": .string(path), "records": .integer(records),
      "sha256": sha256.map { .string($0) } ?? .null,
      "side": side.map { .string($0.rawValue) } ?? .null,
    ]
  }

  func line(of version: Version) -> String {
    let side = side.map { " (\($0.rawValue))" } ?? ""
    return "\(records) records of \(version.name)\(side) written to \(path)"
  }
}
