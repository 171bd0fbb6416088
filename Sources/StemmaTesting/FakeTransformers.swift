/// A stand-in for `transformers`, to be put on the path: `transformers serve` answers as the real one
/// does, with pairs that are a function of the request.
public enum FakeTransformers {
  /// Writes the program into `bin`; it notes its process and its arguments in `process` beside it.
  ///
  /// - Parameters:
  ///   - before: lines of Python that run before it listens.
  ///   - wrapper: lines of shell that are the program, and start the real one as `"$server" "$@"`.
  /// - Returns: a path on which it is found first.
  public static func install(
    in work: Workspace, before: String = "", wrapper: String? = nil
  ) throws -> String {
    let parts = try Repository.text("Tests/Scripts/fake_transformers.py")
      .split(separator: "# WHAT COMES BEFORE", maxSplits: 1)
    let program = wrapper == nil ? "transformers" : "server"
    var files = [(program, parts.joined(separator: before))]
    if let wrapper {
      files.append(("transformers", "#!/bin/sh\nserver=$(dirname \"$0\")/server\n\(wrapper)\n"))
    }
    for (name, text) in files {
      try work.write("bin/\(name).text", text)
      // Written by another process: what this one starts meanwhile would hold the file open, and no
      // program runs that is being written.
      let made = try Program("install").run(
        ["-m", "755", "bin/\(name).text", "bin/\(name)"], in: work.folder)
      guard made.status == 0 else { throw Failure(made.errorText) }
    }
    return "\(work.folder)/bin:/usr/local/bin:/usr/bin:/bin"
  }

  /// The process that runs it, or ran it last; nil where it was never started.
  public static func process(in work: Workspace) -> Int32? {
    (try? work.read("bin/process")).flatMap {
      String(decoding: $0, as: UTF8.self).split(separator: " ").first.flatMap { Int32($0) }
    }
  }
}
