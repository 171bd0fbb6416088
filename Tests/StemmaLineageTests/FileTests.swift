import Foundation
import GRDB
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaLineage

@Suite("the index's file")
struct FileTests {
  @Test("commits are synced in full, in write-ahead mode, also when opened again")
  func synchronous() throws {
    let work = try Workspace()
    for _ in 0..<2 {
      let lineage = try Lineage(path: work.index)
      try lineage.update { try $0.setRef("refs/heads/a", to: "1") }
      let facts = try lineage.queue.writeWithoutTransaction { db in
        try ["synchronous", "journal_mode", "integrity_check"].map { name in
          try String.fetchOne(db, sql: "PRAGMA \(name)")
        }
      }
      #expect(facts == ["2", "wal", "ok"])
      try lineage.close()
      #expect(
        try work.list("") == ["lineage.sqlite"])
    }
  }

  @Test("an empty file becomes an index")
  func emptyFile() throws {
    let work = try Workspace()
    try work.write(work.index, [])
    let lineage = try Lineage(path: work.index)
    try lineage.update { try $0.setRef("refs/heads/a", to: "1") }
    #expect(try lineage.integrity() == [])
  }

  @Test("anything else is damaged, and an index can be made in its place")
  func rubbish() throws {
    let work = try Workspace()
    var dice = Dice(5)
    let noise = (0..<9_000).map { _ in UInt8.random(in: 0...255, using: &dice) }
    let others = [
      Array("no".utf8), noise, [UInt8](repeating: 0, count: 4_096), Array("SQLite format 3\0".utf8),
    ]
    for content in others {
      try work.write(work.index, content)
      #expect { try Lineage(path: work.index) } throws: {
        if case LineageError.damaged = $0 { true } else { false }
      }
      try Lineage.discard(path: work.index)
      try Lineage(path: work.index).close()
      try Lineage.discard(path: work.index)
    }
  }

  @Test("another program's database, another layout and another table are damaged")
  func otherDatabases() throws {
    let changes = [
      "PRAGMA user_version = 1", "PRAGMA application_id = 7", "CREATE TABLE more (a)",
      "CREATE INDEX i ON version (receipt)", "DROP TABLE event",
    ]
    for change in changes {
      let work = try Workspace()
      try Lineage(path: work.index).close()
      let other = try DatabaseQueue(path: work.index)
      try other.write { try $0.execute(sql: change) }
      try other.close()
      #expect("\(change)") { try Lineage(path: work.index) } throws: {
        if case LineageError.damaged = $0 { true } else { false }
      }
    }
  }

  @Test("a row changed with SQL is damaged, and no error repeats what stands in it")
  func changedRow() throws {
    let work = try Workspace()
    let lineage = try Lineage(path: work.index)
    try lineage.update(World.sample().write)
    #expect(try lineage.versions(of: "faq").count == 12)
    let other = try DatabaseQueue(path: work.index)
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
    let work = try Workspace()
    let lineage = try Lineage(path: work.index)
    try lineage.update { try $0.addPack("p", objects: [World.id("a"), World.id("b")]) }
    let other = try DatabaseQueue(path: work.index)
    try other.write { db in
      try db.execute(sql: "DELETE FROM object WHERE id = (SELECT MIN(id) FROM object)")
      try db.execute(sql: "INSERT INTO object VALUES (x'00', 9)")
    }
    #expect(try lineage.integrity().count == 2)
  }

  @Test("a path that cannot be an index is an error, not a crash")
  func noFolder() throws {
    let work = try Workspace()
    #expect(throws: LineageError.unwritable) { try Lineage(path: work.path("none/i.sqlite")) }
    #expect(throws: LineageError.self) { try Lineage(path: work.folder) }
  }

  @Test("processes that still hold a discarded file leave the new one alone")
  func discardedWhileOpen() throws {
    let work = try Workspace()
    let old = try Lineage(path: work.index)
    try old.update { try $0.setRef("refs/heads/old", to: "1") }
    try Lineage.discard(path: work.index)
    let new = try Lineage(path: work.index)
    try new.update { try $0.setRef("refs/heads/new", to: "1") }
    try old.close()
    let third = try Lineage(path: work.index)
    try third.update { try $0.setRef("refs/heads/third", to: "1") }
    #expect(try Array(new.state().refs.keys).sorted() == ["refs/heads/new", "refs/heads/third"])
    #expect(try third.integrity() == [])
  }

  @Test("an index that cannot be written answers, and refuses changes")
  func readOnly() async throws {
    await #expect(processExitsWith: .success) {
      let (source, tidy, untidy) = (try Workspace(), try Workspace(), try Workspace())
      let world = World.sample()
      let writable = try Lineage(path: source.index)
      try writable.update(world.write)
      let right = try Answers(of: writable, about: world)
      // As a crash leaves it, with what SQLite keeps beside it, and as closing does.
      try source.copy(into: untidy)
      try writable.close()
      try source.copy(into: tidy)
      for work in [tidy, untidy] { try work.forbidWriting() }
      // Root may write anything; nobody may not.
      if geteuid() == 0 { try #require(seteuid(65_534) == 0) }
      for work in [tidy, untidy] {
        let lineage = try Lineage(path: work.index)
        #expect(lineage.isReadOnly)
        #expect(try Answers(of: lineage, about: world) == right)
        #expect(try lineage.integrity() == [])
        #expect(throws: LineageError.unwritable) { try lineage.update { try $0.removeAll() } }
        #expect(throws: LineageError.unwritable) { try Lineage(path: work.path("other")) }
        #expect(throws: LineageError.unwritable) { try Lineage.discard(path: work.index) }
      }
      if getuid() == 0 { try #require(seteuid(0) == 0) }
      for work in [tidy, untidy] { try work.allowWriting() }
    }
  }
}

extension Workspace {
  fileprivate func copy(into other: Workspace) throws {
    for name in try list("") { try other.write(name, try read(name)) }
  }

  fileprivate func forbidWriting() throws {
    for name in try list("") { try #require(chmod(path(name), 0o444) == 0) }
    try #require(chmod(folder, 0o555) == 0)
  }

  fileprivate func allowWriting() throws {
    try #require(chmod(folder, 0o755) == 0)
  }
}
