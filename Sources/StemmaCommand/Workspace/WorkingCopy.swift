import Foundation
import StemmaRecord

/// The user's own git repository, where the manifest lies in one: read, never written.
struct WorkingCopy {
  let commit: String
  let isDirty: Bool

  var json: JSONObject { ["commit": .string(commit), "dirty": .bool(isDirty)] }

  /// - Returns: nil outside a repository, before its first commit, and where there is no `git`.
  init?(folder: String) {
    guard
      let commit = Self.git(["rev-parse", "--verify", "HEAD"], in: folder)?
        .trimmingCharacters(in: .whitespacesAndNewlines), !commit.isEmpty,
      let changes = Self.git(["diff-index", "--name-only", "HEAD", "--"], in: folder)
    else { return nil }
    self.commit = commit
    isDirty = !changes.isEmpty
  }

  private static func git(_ arguments: [String], in folder: String) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    // The folder may be a stranger's: nothing that its configuration names is run. `diff-index` looks
    // at names and times only, so that no filter is.
    process.arguments =
      ["git", "-C", folder, "--no-optional-locks", "-c", "core.fsmonitor=false"] + arguments
    process.environment = ["PATH": "/usr/local/bin:/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 0 ? String(decoding: bytes, as: UTF8.self) : nil
  }
}
