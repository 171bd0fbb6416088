import Foundation
import StemmaHistory
import Testing

/// A folder of a test's own with a history in it; gone when the test ends.
final class Workspace: Sendable {
  let folder: String

  init() throws {
    var template = Array("\(NSTemporaryDirectory())/stemma-history-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    folder = try #require(made)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  var path: String { "\(folder)/history.git" }

  func open() throws -> History {
    try History.create(at: path)
    return try History(opening: path)
  }

  func read(_ file: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(file)")))
  }

  /// Overwrites a file, which git makes read-only.
  func write(_ file: String, _ bytes: [UInt8]) throws {
    let full = "\(path)/\(file)"
    try? FileManager.default.removeItem(atPath: full)
    try Data(bytes).write(to: URL(fileURLWithPath: full))
  }

  func remove(_ file: String) throws {
    try FileManager.default.removeItem(atPath: "\(path)/\(file)")
  }

  func exists(_ file: String) -> Bool {
    FileManager.default.fileExists(atPath: "\(path)/\(file)")
  }

  /// Every loose object's file.
  func looseObjects() throws -> [String] {
    let all = try #require(FileManager.default.enumerator(atPath: "\(path)/objects"))
    return all.compactMap { $0 as? String }
      .filter { $0.utf8.count == 41 && $0.dropFirst(2).hasPrefix("/") }
      .map { "objects/\($0)" }.sorted()
  }

  /// Runs the real git on the history, with nobody's configuration.
  @discardableResult
  func git(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git", "--git-dir", path] + arguments
    var variables = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": folder, "GIT_CONFIG_NOSYSTEM": "1",
      "LC_ALL": "C", "TZ": "UTC",
    ]
    variables.merge(environment) { $1 }
    process.environment = variables
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: output, as: UTF8.self)
    guard process.terminationStatus == 0 else { throw GitFailure(output: text) }
    return text
  }
}

struct GitFailure: Error {
  let output: String
}

extension History {
  /// Appends one version the way the store does: commit and tag under one lock.
  @discardableResult
  func publish(_ dataset: String, _ files: [String: String], at seconds: Int64 = 1_800_000_000)
    throws -> CommitID
  {
    try withLock { locked in
      let versions = try branch(dataset)
      let name = "\(dataset)@\(versions.count + 1)"
      let id = try locked.append(
        to: "refs/heads/\(dataset)", expecting: versions.last,
        files: files.mapValues { Array($0.utf8) }, message: "\(name)\n",
        moment: HistoryMoment(secondsSinceEpoch: seconds))
      try locked.tag(name, at: id)
      return id
    }
  }

  func text(_ name: String, in id: CommitID) throws -> String? {
    try file(name, in: id).map { String(decoding: $0, as: UTF8.self) }
  }
}

extension Workspace {
  func packFiles(ending: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(path)/objects/pack")
      .filter { $0.hasSuffix(ending) }.map { "objects/pack/\($0)" }.sorted()
  }
}
