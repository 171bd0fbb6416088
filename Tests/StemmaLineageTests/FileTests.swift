import Foundation
import GRDB
import StemmaRecord
import Testing

@testable import StemmaLineage

@Suite("the index's file")
struct FileTests {
  @Test("commits are synced in full, in write-ahead mode, also when opened again")
  func synchronous() throws {
    let folder = try Folder()
    for _ in 0..<2 {
      let lineage = try Lineage(path: folder.index)
      try lineage.update { try $0.setRef("refs/heads/a", to: "1") }
      let facts = try lineage.queue.writeWithoutTransaction { db in
        try ["synchronous", "journal_mode", "integrity_check"].map { name in
          try String.fetchOne(db, sql: "PRAGMA \(name)")
        }
      }
      #expect(facts == ["2", "wal", "ok"])
      try lineage.close()
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["lineage.sqlite"])
    }
  }

  @Test("an empty file becomes an index")
  func emptyFile() throws {
    let folder = try Folder()
    try Data().write(to: URL(fileURLWithPath: folder.index))
    let lineage = try Lineage(path: folder.index)
    try lineage.update { try $0.setRef("refs/heads/a", to: "1") }
    #expect(try lineage.integrity() == [])
  }

  @Test("anything else is damaged, and an index can be made in its place")
  func rubbish() throws {
    let folder = try Folder()
    var dice = Dice(seed: 5)
    let noise = Data((0..<9_000).map { _ in UInt8.random(in: 0...255, using: &dice) })
    for content in [Data("no".utf8), noise, Data(count: 4_096), Data("SQLite format 3\0".utf8)] {
      try content.write(to: URL(fileURLWithPath: folder.index))
      #expect { try Lineage(path: folder.index) } throws: {
        if case LineageError.damaged = $0 { true } else { false }
      }
      try Lineage.discard(path: folder.index)
      try Lineage(path: folder.index).close()
      try Lineage.discard(path: folder.index)
    }
  }

  @Test("another program's database, another layout and another table are damaged")
  func otherDatabases() throws {
    let changes = [
      "PRAGMA user_version = 2", "PRAGMA application_id = 7", "CREATE TABLE more (a)",
      "CREATE INDEX i ON version (receipt)", "DROP TABLE event",
    ]
    for change in changes {
      let folder = try Folder()
      try Lineage(path: folder.index).close()
      let other = try DatabaseQueue(path: folder.index)
      try other.write { try $0.execute(sql: change) }
      try other.close()
      #expect("\(change)") { try Lineage(path: folder.index) } throws: {
        if case LineageError.damaged = $0 { true } else { false }
      }
    }
  }

  @Test("a row changed with SQL is damaged, and no error repeats what stands in it")
  func changedRow() throws {
    let folder = try Folder()
    let lineage = try Lineage(path: folder.index)
    try lineage.update(World.sample().write)
    #expect(try lineage.versions(of: "faq").count == 12)
    let other = try DatabaseQueue(path: folder.index)
    try other.write { try $0.execute(sql: "UPDATE version SET records = 1 WHERE number = 3") }
    #expect(throws: LineageError.damaged("a row of table version")) {
      try lineage.versions(of: "zebra.b")
    }
    #expect(try lineage.events().count == 20)
    #expect(try lineage.integrity() == ["a row of table version"])
    try other.write { try $0.execute(sql: "DELETE FROM version WHERE number = 3") }
    #expect(throws: LineageError.damaged("total of table version")) {
      try lineage.datasets()
    }
  }

  @Test("objects lost or listed for no pack are told by the integrity check")
  func lostObjects() throws {
    let folder = try Folder()
    let lineage = try Lineage(path: folder.index)
    try lineage.update { try $0.addPack("p", objects: [World.id("a"), World.id("b")]) }
    let other = try DatabaseQueue(path: folder.index)
    try other.write { db in
      try db.execute(sql: "DELETE FROM object WHERE id = (SELECT MIN(id) FROM object)")
      try db.execute(sql: "INSERT INTO object VALUES (x'00', 9)")
    }
    #expect(try lineage.integrity().count == 2)
  }

  @Test("a path that cannot be an index is an error, not a crash")
  func noFolder() throws {
    let folder = try Folder()
    #expect(throws: LineageError.unwritable) { try Lineage(path: folder.file("none/i.sqlite")) }
    #expect(throws: LineageError.self) { try Lineage(path: folder.path) }
  }

  @Test("processes that still hold a discarded file leave the new one alone")
  func discardedWhileOpen() throws {
    let folder = try Folder()
    let old = try Lineage(path: folder.index)
    try old.update { try $0.setRef("refs/heads/old", to: "1") }
    try Lineage.discard(path: folder.index)
    let new = try Lineage(path: folder.index)
    try new.update { try $0.setRef("refs/heads/new", to: "1") }
    try old.close()
    let third = try Lineage(path: folder.index)
    try third.update { try $0.setRef("refs/heads/third", to: "1") }
    #expect(try Array(new.state().refs.keys).sorted() == ["refs/heads/new", "refs/heads/third"])
    #expect(try third.integrity() == [])
  }

  @Test("an index that cannot be written answers, and refuses changes")
  func readOnly() async throws {
    await #expect(processExitsWith: .success) {
      let (source, tidy, untidy) = (try Folder(), try Folder(), try Folder())
      let world = World.sample()
      let writable = try Lineage(path: source.index)
      try writable.update(world.write)
      let right = try Answers(of: writable, about: world)
      // As a crash leaves it, with what SQLite keeps beside it, and as closing does.
      try source.copy(into: untidy)
      try writable.close()
      try source.copy(into: tidy)
      for folder in [tidy, untidy] { try folder.forbidWriting() }
      // Root may write anything; nobody may not.
      if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
      for folder in [tidy, untidy] {
        let lineage = try Lineage(path: folder.index)
        #expect(lineage.isReadOnly)
        #expect(try Answers(of: lineage, about: world) == right)
        #expect(try lineage.integrity() == [])
        #expect(throws: LineageError.unwritable) { try lineage.update { try $0.removeAll() } }
        #expect(throws: LineageError.unwritable) { try Lineage(path: folder.file("other")) }
        #expect(throws: LineageError.unwritable) { try Lineage.discard(path: folder.index) }
      }
      if getuid() == 0 { try #require(seteuid(0) == 0) }
      for folder in [tidy, untidy] { try folder.allowWriting() }
    }
  }
}

extension Folder {
  fileprivate func copy(into other: Folder) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.copyItem(atPath: file(name), toPath: other.file(name))
    }
  }

  fileprivate func forbidWriting() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: path) {
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file(name))
    }
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: path)
  }

  fileprivate func allowWriting() throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
  }
}
