public import StemmaRecord

/// What came of a program.
public struct ProgramResult: Sendable {
  /// The exit code; 128 and the signal's number where a signal ended it.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: [UInt8]
  /// What it wrote to standard error.
  public let errors: [UInt8]

  public var text: String { String(decoding: output, as: UTF8.self) }
  public var errorText: String { String(decoding: errors, as: UTF8.self) }

  /// Standard output as one JSON document.
  ///
  /// - Throws: `JSONError` where it is none.
  public func json() throws -> JSONValue { try JSONReader.read(output) }
}
