import Foundation
import StemmaTesting
import Testing

/// A workspace with a copy of `experiments/`, where `stemma` is on the path.
final class Place: Sendable {
  /// How a list of lines ended.
  struct Outcome {
    let status: Int32
    /// The line that failed; nil where all went through.
    let failed: String?
    /// What all lines wrote, errors included.
    let output: String
  }

  private let work: Workspace

  init() throws {
    work = try Workspace()
    try FileManager.default.copyItem(
      atPath: Repository.path("experiments"), toPath: work.path("experiments"))
  }

  /// The same files once more.
  init(copyOf other: Place) throws {
    work = try Workspace()
    for name in try other.work.list("") {
      try FileManager.default.copyItem(atPath: other.work.path(name), toPath: work.path(name))
    }
  }

  func write(_ name: String, _ text: String) throws { try work.write(name, text) }

  /// Types the lines, all of which are to go through.
  func expect(_ lines: [String], _ location: SourceLocation = #_sourceLocation) throws {
    let outcome = try type(lines)
    #expect(
      outcome.failed == nil,
      "exit \(outcome.status) of: \(outcome.failed ?? "")\n\(outcome.output.suffix(2000))",
      sourceLocation: location)
  }

  /// Types the lines into one shell, one after the other, until one fails.
  ///
  /// A line with a pipe fails where any part of it does.
  func type(_ lines: [String]) throws -> Outcome {
    // Kept elsewhere, so that the lines find only what a reader would.
    let aside = try Workspace()
    var script = "exec 2>&1\nset -o pipefail\n"
    for (place, line) in lines.enumerated() {
      script += "printf %s \(place) > \"$PROGRESS\"\n\(line)\n"
      script += "status=$?; [ $status -eq 0 ] || exit $status\n"
    }
    let binaries = URL(filePath: try Program.stemma().path).deletingLastPathComponent().path
    let result = try Program("timeout").run(
      ["600", "/bin/bash", "-c", script], in: work.folder,
      environment: [
        "PATH": "\(binaries):/usr/local/bin:/usr/bin:/bin", "COLUMNS": "1000",
        "PROGRESS": aside.path("progress"),
      ], timeoutSeconds: 660)
    guard result.status != 0 else { return Outcome(status: 0, failed: nil, output: result.text) }
    let reached = Int(String(decoding: try aside.read("progress"), as: UTF8.self)) ?? 0
    return Outcome(status: result.status, failed: lines[reached], output: result.text)
  }
}
