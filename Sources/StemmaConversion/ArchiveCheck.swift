/// Looks into a zipped document before a program does: programs believe what an archive says of itself,
/// and unpack all that it holds.
struct ArchiveCheck {
  /// The most bytes that a part may unpack to, and all of them more than the file has: of a longer text
  /// no program makes anything in the memory that it may have.
  static let partLimitBytes = 32 << 20
  static let sumLimitBytes = 4 * partLimitBytes

  private let bytes: [UInt8]
  private let name: String
  private let format: ConvertedFormat

  /// - Returns: how many pictures it holds; nil for documents that are no archives.
  static func pictures(
    in bytes: [UInt8], name: String, _ format: ConvertedFormat
  ) throws(ConversionError) -> Int? {
    guard let part = format.mainPart else { return nil }
    let check = ArchiveCheck(bytes: bytes, name: name, format: format)
    guard Archive.begins(bytes) else { throw check.otherForm(FileKind.phrase(of: bytes)) }
    let archive: Archive
    do { archive = try Archive(bytes) } catch { throw .damaged(name: name, error) }
    try check.form(of: archive, main: part)
    try check.sizes(of: archive)
    return archive.parts.count { isPicture($0.name) }
  }

  private func otherForm(_ found: String) -> ConversionError {
    .otherForm(name: name, wanted: format.title, found: found)
  }

  private static func isPicture(_ name: String) -> Bool {
    let lowered = name.lowercased()
    return !lowered.contains("thumbnail")
      && ["png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "svg", "emf", "wmf", "webp"]
        .contains { lowered.hasSuffix("." + $0) }
  }

  // MARK: Forms

  /// Whether it is of its form, and opens without a password.
  private func form(
    of archive: Archive, main: (prefix: String, suffix: String)
  ) throws(ConversionError) {
    if archive.parts.contains(where: \.isEncrypted) || archive.parts.contains(where: isLocked) {
      throw .encrypted(name: name, takesPassword: false)
    }
    let told = archive.parts.first { $0.name == "mimetype" && $0.method == 0 }.map {
      String(decoding: bytes[$0.packed].prefix(100), as: UTF8.self)
    }
    let isOther =
      format == .odt
      && told.map { !$0.hasPrefix("application/vnd.oasis.opendocument.text") }
        ?? false
    guard
      !isOther,
      let part = archive.parts.first(where: {
        $0.name.hasPrefix(main.prefix) && $0.name.hasSuffix(main.suffix)
      })
    else { throw otherForm(Self.phrase(of: archive, told)) }
    // OpenDocument's own encryption leaves the archive open, and its parts unpacked.
    if format == .odt, part.method == 0, !FileKind.isMarkup(bytes[part.packed]) {
      throw .encrypted(name: name, takesPassword: false)
    }
  }

  /// What the keys of shops and libraries are called that lend books.
  private func isLocked(_ part: Archive.Part) -> Bool {
    format == .epub
      && ["META-INF/rights.xml", "META-INF/license.lcpl", "META-INF/sinf.xml"].contains(part.name)
  }

  /// What an archive of another form is.
  private static func phrase(of archive: Archive, _ told: String?) -> String {
    if let told, told.hasPrefix("application/") {
      return "an archive of the type \(told.quoted)"
    }
    let forms = [
      ("word/", "a DOCX document"), ("xl/", "an XLSX workbook"), ("ppt/", "a PPTX presentation"),
      ("META-INF/container.xml", "an EPUB book"),
    ]
    let found = forms.first { form in archive.parts.contains { $0.name.hasPrefix(form.0) } }
    return found?.1 ?? "an archive of other files, such as \(archive.parts[0].name.quoted)"
  }

  // MARK: Sizes

  private func sizes(of archive: Archive) throws(ConversionError) {
    var sum = 0
    for part in archive.parts {
      try within(part.sizeBytes, part)
      sum += part.sizeBytes
      guard sum <= bytes.count + Self.sumLimitBytes else {
        throw .unpacksTooLarge(
          name: name, part: nil, limitBytes: bytes.count + Self.sumLimitBytes)
      }
      let size: Int?
      switch part.method {
      case 0: size = part.packed.count
      case 8: size = Inflation.size(of: bytes[part.packed], limitBytes: Self.partLimitBytes)
      default: throw .damaged(name: name, .unknownPacking(part: part.name))
      }
      guard let size else { throw .damaged(name: name, .broken(part: part.name)) }
      try within(size, part)
      guard size == part.sizeBytes else {
        throw .damaged(name: name, .wrongSize(part: part.name, sizeBytes: part.sizeBytes))
      }
    }
  }

  /// A film in slides is not packed.
  private func within(_ sizeBytes: Int, _ part: Archive.Part) throws(ConversionError) {
    guard sizeBytes <= max(Self.partLimitBytes, part.packed.count) else {
      throw .unpacksTooLarge(name: name, part: part.name, limitBytes: Self.partLimitBytes)
    }
  }
}
