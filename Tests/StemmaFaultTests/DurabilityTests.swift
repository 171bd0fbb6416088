import Foundation
import StemmaTesting
import Testing

@Suite("What is published is on the disk")
struct DurabilityTests {
  /// The system calls of one command, in order: call and arguments.
  private func trace(
    _ work: Workspace, _ store: String, options: [String] = [], mayDie: Bool = false
  ) throws -> [String] {
    let log = "\(work.folder)/\(store).strace"
    let result = try Program("strace").run(
      ["-f", "-y", "-s", "4096", "-o", log] + options
        + [
          try Program.stemma().path, "run", "experiments/lamps.yaml", "--width", "1", "--store",
          "\(work.folder)/\(store)",
        ], in: work.folder)
    if !mayDie { try #require(result.status == 0, "\(result.errorText)") }
    return String(decoding: try work.read(log), as: UTF8.self).split(separator: "\n").map {
      String($0.drop { $0 != " " }.drop { $0 == " " })
    }
  }

  private func first(
    _ calls: [String], after place: Int = -1, _ name: String, _ parts: String...
  ) throws -> Int {
    let found = calls.indices.first { index in
      index > place && calls[index].hasPrefix(name + "(")
        && parts.allSatisfy { calls[index].contains($0) }
    }
    return try #require(found, "no \(name) with \(parts) after call \(place)")
  }

  @Test("pack and commit are synced, with their folders, before the branch moves, and it after")
  func order() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    let calls = try trace(work, "store", options: ["-e", "trace=rename,link,fsync,mkdir"])
    let packs = "\(work.folder)/store/packs"
    let written = try first(calls, "fsync", "/store/tmp/", ".pack>")
    let named = try first(calls, after: written, "rename", "/store/tmp/", "\(packs)/")
    let folder = try first(calls, after: named, "fsync", "<\(packs)/")
    let branch = try #require(
      calls.firstIndex { $0.contains("refs/heads/lamps\")") && !$0.hasPrefix("fsync") })
    #expect(folder < branch)
    #expect(try first(calls, "fsync", "<\(packs)>") < branch)
    let objects = calls.indices.filter {
      $0 < branch && calls[$0].hasPrefix("link(") && calls[$0].contains("/objects/")
    }
    #expect(objects.count == 7)
    for object in objects {
      // The content before it is named, the name before the branch moves.
      #expect(calls[..<object].last { $0.hasPrefix("fsync") }?.contains("tmp_object") == true)
      let synced = try first(calls, after: object, "fsync", "/store/history.git/objects/")
      #expect(synced < branch)
    }
    let lock = try first(calls, "fsync", "refs/heads/lamps.lock>")
    #expect(lock < branch)
    _ = try first(calls, after: branch, "fsync", "/refs/heads>")
  }

  @Test("a pack that a dead writer named is synced before another run leads to it")
  func takenOver() throws {
    let work = try Workspace()
    try work.writeExperiment("lamps")
    // Equal runs write equal packs, so the first store says what the second one's will be called.
    try work.stemma("run", "experiments/lamps.yaml", "--store", "\(work.folder)/one")
    let names = try FileManager.default.subpathsOfDirectory(atPath: "\(work.folder)/one/packs")
    let pack = try #require(names.first { $0.hasSuffix(".pack") })
    let folder = "\(work.folder)/two/packs/\(pack.prefix(2))"
    _ = try trace(
      work, "two",
      options: ["-e", "trace=fsync", "-P", folder, "-e", "inject=fsync:signal=KILL:when=1"],
      mayDie: true)
    try #require(work.exists("two/packs/\(pack)"))
    let branch = "two/history.git/refs/heads/lamps"
    try #require(!work.exists(branch))
    let calls = try trace(work, "two", options: ["-e", "trace=rename,link,fsync"])
    let moved = try #require(
      calls.firstIndex { $0.contains("refs/heads/lamps\")") && !$0.hasPrefix("fsync") })
    #expect(try first(calls, "fsync", "<\(folder)>") < moved)
    #expect(!calls.contains { $0.hasPrefix("rename(") && $0.contains("/two/packs/") })
  }
}
