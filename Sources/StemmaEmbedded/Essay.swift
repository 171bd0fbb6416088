import StemmaText

/// Tells essays on the world from texts about software, whose plain nouns mean things of their own.
enum Essay {
  private static let technical = Set(
    """
    package software file command upload server directory debian maintainer developer bug archive
    script program user git linux unix option config repository field plugin policy upstream email
    mailing binary install configuration dpkg apt driver merge attribute
    code installed configured
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })

  static func isEssay(_ reading: Reading) -> Bool {
    var titles: [Word] = []
    for heading in reading.headings {
      let bytes = Array(heading.utf8)
      titles += Words.cut(bytes, in: 0..<bytes.count)
    }
    return !(reading.words + titles).contains { word in
      let lower = word.lower
      return technical.contains(lower.hasSuffix("s") ? String(lower.dropLast()) : lower)
        || word.tag == .symbol && (lower.contains("_") || lower.contains("/"))
    }
  }
}
