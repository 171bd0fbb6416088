import Foundation
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("a store that may only be read")
struct ReadOnlyTests {
  private func setRights(below folder: String, folders: mode_t, files: mode_t) throws {
    let names = try #require(FileManager.default.enumerator(atPath: folder))
    for case let name as String in names {
      let path = "\(folder)/\(name)"
      var isFolder = ObjCBool(false)
      _ = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
      chmod(path, isFolder.boolValue ? folders : files)
    }
    chmod(folder, folders)
  }

  @Test("is read like any other, its index in step or lost", arguments: [false, true])
  func reads(isIndexLost: Bool) async throws {
    let work = try Workspace()
    do {
      let store = try work.create()
      try store.publish("one")
      try store.publish("two")
    }
    if isIndexLost {
      for name in try work.list(work.storePath) where name.hasPrefix("lineage.sqlite") {
        try work.remove("\(work.storePath)/\(name)")
      }
    }
    try setRights(below: work.storePath, folders: 0o555, files: 0o444)
    defer { try? setRights(below: work.storePath, folders: 0o755, files: 0o644) }
    await #expect(processExitsWith: .success) { [path = work.storePath as String] in
      // Rights do not bind root, so it becomes nobody.
      if getuid() == 0 { try #require(setgid(65_534) == 0 && setuid(65_534) == 0) }
      try #require(access(path, W_OK) != 0)
      let store = try Store(at: path)
      #expect(!store.isWritable)
      let versions = try store.versions(of: "coffee")
      #expect(versions.map(\.number) == [1, 2])
      let receipt = try store.receipt(versions[0].receipt)
      #expect(try store.records(of: receipt).count == 30)
      #expect(try store.verify().damages.isEmpty)
      #expect(throws: StoreError.self) { try store.publish("three") }
    }
  }
}
