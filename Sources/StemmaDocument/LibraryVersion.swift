import CCmark

extension DocumentReader {
  /// The version of cmark-gfm that is at work.
  public static var libraryVersion: String { String(cString: cmark_version_string()) }
}
