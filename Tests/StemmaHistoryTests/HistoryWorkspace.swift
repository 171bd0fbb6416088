import Foundation
import StemmaHistory
import StemmaTesting
import Testing

/// A folder of a test's own with a history in it, whose files are named relative to it.
final class HistoryWorkspace: Sendable {
  /// What lies around the history.
  let root: Workspace

  init() throws { root = try Workspace() }

  var path: String { root.path("history.git") }

  func open() throws -> History {
    try History.create(at: path)
    return try History(opening: path)
  }

  func read(_ file: String) throws -> [UInt8] { try root.read("history.git/\(file)") }

  func write(_ file: String, _ bytes: [UInt8]) throws {
    try root.write("history.git/\(file)", bytes)
  }

  func remove(_ file: String) throws { try root.remove("history.git/\(file)") }

  func exists(_ file: String) -> Bool { root.exists("history.git/\(file)") }

  /// Every loose object's file.
  func looseObjects() throws -> [String] {
    let all = try #require(FileManager.default.enumerator(atPath: "\(path)/objects"))
    return all.compactMap { $0 as? String }
      .filter { $0.utf8.count == 41 && $0.dropFirst(2).hasPrefix("/") }
      .map { "objects/\($0)" }.sorted()
  }

  /// The files of packed objects.
  func packFiles(ending: String) throws -> [String] {
    try root.list("history.git/objects/pack").filter { $0.hasSuffix(ending) }
      .map { "objects/pack/\($0)" }
  }

  /// Runs the real git on the history, with nobody's configuration.
  ///
  /// - Returns: what it wrote, errors last.
  @discardableResult
  func git(_ arguments: String..., environment: [String: String] = [:]) throws -> String {
    let standard = [
      "HOME": root.folder, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C", "TZ": "UTC",
    ]
    let result = try Program("git").run(
      ["--git-dir", path] + arguments, in: root.folder,
      environment: standard.merging(environment) { $1 })
    let text = result.text + result.errorText
    guard result.status == 0 else { throw Failure("git \(arguments): \(text)") }
    return text
  }
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
