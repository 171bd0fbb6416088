import StemmaProgram
import StemmaRecord

/// Turns documents of other forms into text by programs that are made for it, within bounds of size,
/// memory and time.
///
/// What comes out depends on the program's version; so the text is kept with a version, and the document
/// is never read again.
public struct Converter: Sendable {
  /// The most bytes of a document that are read: 64 MiB.
  public static let sizeLimitBytes = 64 << 20
  /// The most bytes of text: 16 MiB.
  static let textLimitBytes = 16 << 20

  private let environment: [String: String]

  /// - Parameter environment: where programs are found (`PATH`), and files for a moment (`TMPDIR`).
  public init(environment: [String: String]) { self.environment = environment }

  /// A document's text, and what has read it.
  public struct Conversion: Sendable {
    /// UTF-8: Markdown, or plain text with a form feed before each page but the first.
    public let text: [UInt8]
    /// The program and its version, such as `pandoc 2.17.1.1`.
    public let tool: String
  }

  /// - Parameters:
  ///   - bytes: the document as it was read.
  ///   - name: what errors call it.
  public func convert(
    _ bytes: [UInt8], name: String, _ format: ConvertedFormat
  ) throws(ConversionError) -> Conversion {
    guard bytes.count <= Self.sizeLimitBytes else {
      throw .tooLarge(name: name, limitBytes: Self.sizeLimitBytes)
    }
    guard let path = ProgramPath.find(format.tool, path: environment["PATH"] ?? "") else {
      throw .toolMissing(name: name, tool: format.tool, package: format.package)
    }
    let seconds = 10 + bytes.count >> 18
    let outcome = try run(path, format, bytes, seconds: seconds, name: name)
    switch outcome.ending {
    case .ended: break
    case .timedOut: throw .tooSlow(name: name, tool: format.tool, seconds: seconds)
    case .tooLong: throw .tooLarge(name: name, limitBytes: Self.textLimitBytes)
    case .interrupted: throw .interrupted(name: name)
    case .unstarted:
      throw .unstartable(
        name: name, tool: format.tool, reason: outcome.complaint.onOneLine(limit: 240))
    case .failed:
      // Poppler says "Incorrect password", whether none was given or a wrong one.
      if format == .pdf, outcome.errors.contains("ncorrect password") {
        throw .encrypted(name: name)
      }
      throw .unreadable(
        name: name, tool: format.tool, reason: outcome.complaint.onOneLine(limit: 240))
    }
    let text = format == .pdf ? Pages.text(of: outcome.output) : outcome.output
    guard text.contains(where: { $0 > 0x20 }) else { throw .noText(name: name) }
    return Conversion(text: text, tool: version(of: format, path))
  }

  private func run(
    _ path: String, _ format: ConvertedFormat, _ bytes: [UInt8], seconds: Int, name: String
  ) throws(ConversionError) -> BoundedProgram.Outcome {
    do {
      return try BoundedProgram(environment).run(
        [path] + format.arguments, input: bytes, seconds: seconds,
        outputLimitBytes: Self.textLimitBytes, addressLimit: format.addressLimit,
        note: PandocFilter.text)
    } catch {
      throw .unstartable(name: name, tool: format.tool, reason: error.reason)
    }
  }

  /// The first number that the program says of itself.
  private func version(of format: ConvertedFormat, _ path: String) -> String {
    let option = format == .pdf ? "-v" : "--version"
    let outcome = try? BoundedProgram(environment).run(
      [path, option], input: [], seconds: 10, outputLimitBytes: 1 << 16, addressLimit: nil,
      note: "")
    let said = outcome.map { String(decoding: $0.output, as: UTF8.self) + $0.errors } ?? ""
    let number = said.split(whereSeparator: \.isWhitespace).first { $0.first?.isNumber == true }
    return number.map { "\(format.tool) \($0)" } ?? format.tool
  }
}
