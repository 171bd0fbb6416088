/// A stand-in for `transformers`, to be put on the path: `transformers serve` answers as the real one
/// does, with pairs that are a function of the request.
public enum FakeTransformers {
  /// Writes the program into `bin`; it notes its process and its arguments in `process` beside it.
  ///
  /// - Parameter before: lines of Python that run before it listens.
  /// - Returns: a path on which it is found first.
  public static func install(in work: Workspace, before: String = "") throws -> String {
    let parts = try Repository.text("Tests/Scripts/fake_transformers.py")
      .split(separator: "# WHAT COMES BEFORE", maxSplits: 1)
    try work.write("bin/transformers", parts.joined(separator: before))
    let made = try Program("chmod").run(["+x", "bin/transformers"], in: work.folder)
    guard made.status == 0 else { throw Failure(made.errorText) }
    return "\(work.folder)/bin:/usr/local/bin:/usr/bin:/bin"
  }

  /// The process that runs it, or ran it last; nil where it was never started.
  public static func process(in work: Workspace) -> Int32? {
    (try? work.read("bin/process")).flatMap {
      String(decoding: $0, as: UTF8.self).split(separator: " ").first.flatMap { Int32($0) }
    }
  }
}
