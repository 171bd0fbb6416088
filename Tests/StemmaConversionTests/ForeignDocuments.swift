import StemmaTesting

/// Documents of Debian packages that nobody here wrote, fetched once.
enum ForeignDocuments {
  private static let workspace = Result {
    let workspace = try Workspace()
    let fetched = try Program("/bin/sh").run(
      [Repository.path("Tests/Scripts/foreign_documents.sh"), workspace.path("found")],
      in: workspace.folder, timeoutSeconds: 300)
    guard fetched.status == 0 else { throw Failure(fetched.errorText) }
    return workspace
  }

  /// Where they are.
  static func folder() throws -> String { try workspace.get().path("found") }

  static func read(_ name: String) throws -> [UInt8] { try workspace.get().read("found/\(name)") }

  /// Where one of them is.
  static func path(_ name: String) throws -> String { try workspace.get().path("found/\(name)") }
}
