import Foundation

/// A temporary folder with a copy of `experiments/`, where `stemma` is on the path; removed with the
/// value.
final class Place: Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// How a list of lines ended.
  struct Outcome {
    let status: Int32
    /// The line that failed; nil where all went through.
    let failed: String?
    /// What all lines wrote, errors included.
    let output: String
  }

  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stemma-docs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try FileManager.default.copyItem(
      at: Repository.folder.appendingPathComponent("experiments"),
      to: folder.appendingPathComponent("experiments"))
  }

  /// The same files once more.
  init(copyOf other: Place) throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stemma-docs-\(UUID().uuidString)")
    try FileManager.default.copyItem(at: other.folder, to: folder)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ name: String, _ text: String) throws {
    let file = folder.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Types the lines into one shell, one after the other, until one fails.
  ///
  /// A line with a pipe fails where any part of it does.
  func type(_ lines: [String]) throws -> Outcome {
    var script = "set -o pipefail\n"
    for (place, line) in lines.enumerated() {
      script += "printf %s \(place) > \"$PROGRESS\"\n\(line)\n"
      script += "status=$?; [ $status -eq 0 ] || exit $status\n"
    }
    let aside = try Aside()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = ["600", "/bin/bash", "-c", script]
    process.currentDirectoryURL = folder
    process.environment = [
      "PATH": "\(try Self.binaries()):/usr/local/bin:/usr/bin:/bin", "COLUMNS": "1000",
      "PROGRESS": aside.progress.path,
    ]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = aside.output
    process.standardError = aside.output
    try process.run()
    process.waitUntilExit()
    let output = try aside.written()
    let status = process.terminationStatus
    guard status != 0 else { return Outcome(status: 0, failed: nil, output: output) }
    let reached = Int(try String(contentsOf: aside.progress, encoding: .utf8)) ?? 0
    return Outcome(status: status, failed: lines[reached], output: output)
  }

  /// The folder of the command under test: it lies beside the executable that runs the tests.
  private static func binaries() throws -> String {
    let folder = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
      .deletingLastPathComponent()
    let stemma = folder.appendingPathComponent("stemma").path
    guard FileManager.default.isExecutableFile(atPath: stemma) else {
      throw Failure(description: "there is no \(stemma)")
    }
    return folder.path
  }
}

/// What is kept outside of the folder in which lines are typed, so that they find only what a
/// reader would.
private final class Aside {
  private let folder: URL
  let progress: URL
  let output: FileHandle

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("stemma-docs-aside-\(UUID().uuidString)")
    progress = folder.appendingPathComponent("progress")
    let file = folder.appendingPathComponent("output")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
      throw Place.Failure(description: "\(file.path) cannot be made")
    }
    output = try FileHandle(forUpdating: file)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func written() throws -> String {
    try output.seek(toOffset: 0)
    return String(decoding: try output.readToEnd() ?? Data(), as: UTF8.self)
  }
}
