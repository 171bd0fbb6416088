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
  private let password: String?

  /// - Parameters:
  ///   - environment: where programs are found (`PATH`), and files for a moment (`TMPDIR`).
  ///   - password: opens encrypted PDFs; nil, or empty, where there is none. It is told to no program
  ///     but `qpdf`, and where nobody else sees it.
  public init(environment: [String: String], password: String? = nil) {
    self.environment = environment
    self.password = password.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// A document's text, and what has read it.
  public struct Conversion: Sendable {
    /// UTF-8: Markdown, or plain text; with a form feed before each slide or page but the first.
    public let text: [UInt8]
    /// The program and its version, such as `pandoc 2.17.1.1`; of several, one after the other.
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
    guard !bytes.isEmpty else { throw .empty(name: name) }
    if format.isMicrosoft, CompoundFile.isEncrypted(bytes) {
      throw .encrypted(name: name, takesPassword: false)
    }
    let tool = format.tool
    _ = try path(of: tool, name: name)
    if format == .pdf, !FileKind.isPDF(bytes) {
      throw .otherForm(name: name, wanted: format.title, found: FileKind.phrase(of: bytes))
    }
    let pictures = try ArchiveCheck.pictures(in: bytes, name: name, format)
    var (bytes, tools) = (bytes, [tool])
    if format == .html || format == .rst {
      let page = try page(bytes, name: name, format)
      (bytes, tools) = (page.text, page.tools + tools)
    }
    let output: [UInt8]
    do throws(ConversionError) {
      output = try read(bytes, tool, name: name, limitBytes: Self.textLimitBytes)
    } catch {
      guard let password, case .encrypted = error else { throw error }
      let qpdf = Tool.qpdf(password: password)
      tools.insert(qpdf, at: 0)
      let opened = try read(bytes, qpdf, name: name, limitBytes: 2 * Self.sizeLimitBytes)
      output = try read(opened, tool, name: name, limitBytes: Self.textLimitBytes)
    }
    let text = format == .pdf ? Pages.text(of: output) : output
    guard Self.saysSomething(text) else { throw .noText(name: name, pictures: pictures) }
    return conversion(text, by: tools)
  }

  func conversion(_ text: [UInt8], by tools: [Tool]) -> Conversion {
    Conversion(text: text, tool: tools.map(version).joined(separator: ", "))
  }

  /// Whether there is more than white space and the marks of empty headings.
  private static func saysSomething(_ text: [UInt8]) -> Bool {
    text.contains { $0 > 0x20 && $0 != UInt8(ascii: "#") }
  }

  private func path(of tool: Tool, name: String) throws(ConversionError) -> String {
    guard let path = ProgramPath.find(tool.program, path: environment["PATH"] ?? "") else {
      throw .toolMissing(name: name, tool: tool.name, install: tool.install)
    }
    return path
  }

  /// What a tool makes of some bytes.
  func read(
    _ bytes: [UInt8], _ tool: Tool, name: String, limitBytes: Int
  ) throws(ConversionError) -> [UInt8] {
    let path = try path(of: tool, name: name)
    let seconds = 9 + max(0, bytes.count - 2 << 20) >> 18
    let outcome: BoundedProgram.Outcome
    do {
      outcome = try BoundedProgram(environment).run(
        [path] + tool.arguments, input: bytes, seconds: seconds, outputLimitBytes: limitBytes,
        addressLimit: tool.addressLimit, note: tool.note)
    } catch {
      if case .noTemporaryFile = error { throw .noTemporaryFile(name: name, reason: error.reason) }
      throw .unstartable(name: name, tool: tool.name, reason: error.reason)
    }
    switch outcome.ending {
    case .ended: return outcome.output
    case .timedOut: throw .tooSlow(name: name, tool: tool.name, seconds: seconds)
    case .tooLong: throw .tooLarge(name: name, limitBytes: limitBytes)
    case .interrupted: throw .interrupted(name: name)
    case .unstarted:
      throw .unstartable(
        name: name, tool: tool.name, reason: outcome.complaint.onOneLine(limit: 240))
    case .failed: throw failure(outcome, of: tool, name: name, limitBytes: limitBytes)
    }
  }

  private func failure(
    _ outcome: BoundedProgram.Outcome, of tool: Tool, name: String, limitBytes: Int
  ) -> ConversionError {
    if let part = tool.missingPart, outcome.errors.contains(part) {
      return .toolMissing(name: name, tool: tool.name, install: tool.install)
    }
    // Poppler says "Incorrect password", whether none was given or a wrong one.
    if tool.name == Tool.pdftotext.name, outcome.errors.contains("ncorrect password") {
      return .encrypted(name: name, takesPassword: true)
    }
    if outcome.errors.contains(": invalid password") { return .wrongPassword(name: name) }
    if ["MemoryError", "emory allocation failed", "Out of memory", "std::bad_alloc"]
      .contains(where: outcome.errors.contains)
    {
      return .tooLarge(name: name, limitBytes: limitBytes)
    }
    return .unreadable(
      name: name, tool: tool.name, reason: outcome.complaint.onOneLine(limit: 240))
  }

  /// The first number that the program says of itself.
  private func version(of tool: Tool) -> String {
    let path = ProgramPath.find(tool.program, path: environment["PATH"] ?? "") ?? tool.program
    let outcome = try? BoundedProgram(environment).run(
      [path] + tool.versionArguments, input: [], seconds: 10, outputLimitBytes: 1 << 16,
      addressLimit: nil, note: tool.note)
    let said = outcome.map { String(decoding: $0.output, as: UTF8.self) + $0.errors } ?? ""
    let number = said.split { $0.isWhitespace || $0 == ")" }.first { $0.first?.isNumber == true }
    return number.map { "\(tool.name) \($0)" } ?? tool.name
  }
}
