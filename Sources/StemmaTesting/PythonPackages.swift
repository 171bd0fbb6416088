/// Python packages that tests need and Debian does not have.
public enum PythonPackages {
  /// An environment in which `python3` has python-pptx.
  public static func slides() throws -> [String: String] {
    let folder = try slidesFolder.get()
    return Program.standardEnvironment.merging(
      ["PATH": "\(folder):\(Program.standardEnvironment["PATH"] ?? "")"]) { $1 }
  }

  /// Where that `python3` is; installed once, below `.build`.
  private static let slidesFolder = Result {
    let installed = try Program("python3").run(
      [Repository.path("Tests/Scripts/slides_python.py")], in: "/tmp", timeoutSeconds: 300)
    guard installed.status == 0 else { throw Failure(installed.errorText) }
    return installed.text.split(separator: "\n").last.map(String.init) ?? ""
  }
}
