import StemmaHistory
import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaStore

@Suite("publication")
struct PublicationTests {
  private func published(_ result: PublicationResult) -> Version? {
    if case .published(let version) = result { version } else { nil }
  }

  @Test("versions are numbered by their place, each with a tag")
  func numbers() throws {
    let work = try Workspace()
    let store = try work.create()
    let first = try #require(published(try store.publish("one", seconds: 10).result))
    let second = try #require(published(try store.publish("two", records: 12, seconds: 20).result))
    #expect(first.name == "coffee@1" && second.name == "coffee@2")
    #expect(try store.versions(of: "coffee") == [first, second])
    #expect(second.records == 12 && second.seconds == 20)
    #expect(try store.head(of: "coffee") == second)
    let refs = try store.history.refs()
    #expect(refs["refs/tags/coffee@1"]??.hex == first.commit)
    #expect(refs["refs/tags/coffee@2"]??.hex == second.commit)
    #expect(refs["refs/heads/coffee"]??.hex == second.commit)
  }

  @Test("what head has already is not published again; an older receipt is")
  func alreadyHead() throws {
    let store = try Workspace().retained { try $0.create() }
    let first = try #require(published(try store.value.publish("one", seconds: 10).result))
    guard case .alreadyHead(let head) = try store.value.publish("one", seconds: 11).result
    else { return #expect(Bool(false), "published twice") }
    #expect(head == first)
    try store.value.publish("two")
    let third = try #require(published(try store.value.publish("one").result))
    #expect(third.number == 3 && third.receipt == first.receipt)
    #expect(
      try store.value.versions(withReceipt: first.receipt).map(\.name).sorted()
        == ["coffee@1", "coffee@3"])
  }

  @Test(
    "where a manifest states something else of the same records, that is a version",
    arguments: ["description", "license", "terms"])
  func restated(field: String) throws {
    let store = try Workspace().retained { try $0.create() }
    func isNew(_ stating: JSONObject) throws -> Bool {
      try store.value.publish("one", stating: stating).result.isNew
    }
    #expect(try isNew([:]))
    #expect(try !isNew([field: .null]) && !isNew(["budget": "1"]))
    #expect(try isNew([field: "mit"]) && !isNew([field: "mit"]))
    #expect(try isNew([field: "apache-2.0"]) && isNew([:]))
    #expect(try store.value.versions(of: "coffee").count == 4)
    #expect(Set(try store.value.versions(of: "coffee").map(\.receipt)).count == 1)
  }

  @Test("datasets have histories of their own")
  func datasets() throws {
    let store = try Workspace().retained { try $0.create() }
    try store.value.publish("one")
    try store.value.publish("one", as: "tea")
    try store.value.publish("two", as: "tea")
    #expect(try store.value.datasets() == ["coffee", "tea"])
    #expect(try store.value.head(of: "coffee")?.number == 1)
    #expect(try store.value.head(of: "tea")?.number == 2)
    #expect(try store.value.head(of: "water") == nil)
  }

  @Test("versions are found by every form of their name")
  func lookup() throws {
    let work = try Workspace()
    let store = try work.create()
    let ids = try ["one", "two", "one"].map { try store.publish($0).sample.receipt.id }
    #expect(try store.version("coffee").number == 3)
    #expect(try store.version("coffee@head").number == 3)
    #expect(try store.version("coffee@head~2").number == 1)
    #expect(try store.version("coffee@2").receipt == ids[1])
    #expect(try store.version("coffee@sha256:\(ids[0].hex.prefix(8))").number == 3)
    #expect(try store.version("coffee@\(ids[1])").number == 2)
    for wrong in ["coffee@4", "coffee@head~3", "coffee@sha256:00000000"] {
      #expect(throws: StoreError.unknownVersion(wrong, known: "1 to 3"), "\(wrong)") {
        try store.version(wrong)
      }
    }
    #expect(throws: StoreError.unknownDataset("tea", known: ["coffee"])) {
      try store.version("tea@1")
    }
  }

  @Test("a commit holds the manifest as written and a line a member of everything else")
  func files() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, result) = try store.publish("one")
    let files = try store.files(of: try #require(published(result)))
    #expect(
      files.keys.sorted() == [
        "counts.json", "execution.json", "manifest.yaml", "receipt.json", "resolved.json",
      ])
    #expect(files["manifest.yaml"] == Array("dataset: coffee\n".utf8))
    let receipt = try JSONReader.read(try #require(files["receipt.json"]))
    #expect(Receipt(json: receipt) == sample.receipt)
    let execution = try JSONReader.read(try #require(files["execution.json"]))
    #expect(execution == ["cause": "run", "host": "here"])
    for (name, bytes) in files { #expect(bytes.last == 0x0A, "\(name)") }
  }

  @Test("events are kept in order, each with what it is about")
  func events() throws {
    let work = try Workspace()
    let store = try work.create()
    let (sample, _) = try store.publish("one")
    let (other, _) = try store.publish("two")
    try store.append(.attestation, about: sample.receipt.id, ["outcome": "identical"], seconds: 7)
    try store.append(.repetition, about: other.receipt.id, [:], seconds: 8)
    try store.append(.attestation, about: sample.receipt.id, ["outcome": "different"], seconds: 9)
    for store in [store, try Store(at: work.storePath)] {
      let events = try store.events(about: sample.receipt.id)
      #expect(events.map(\.seconds) == [7, 9])
      #expect(events.map(\.body["outcome"]) == ["identical", "different"])
      #expect(events.allSatisfy { $0.kind == "attestation" && $0.subject == sample.receipt.id })
      #expect(events.allSatisfy { $0.commit.utf8.count == 40 })
      #expect(try store.events(about: other.receipt.id).map(\.kind) == ["repetition"])
    }
  }

  @Test("many publish at once: every version lands, numbered without a gap")
  func concurrent() async throws {
    let work = try Workspace()
    _ = try work.create()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for runner in 0..<4 {
        group.addTask {
          let store = try Store(at: work.storePath)
          for round in 0..<3 { try store.publish("\(runner) \(round)", records: 2) }
        }
      }
      try await group.waitForAll()
    }
    let store = try Store(at: work.storePath)
    #expect(try store.versions(of: "coffee").map(\.number) == Array(1...12))
    #expect(try store.verify().damages.isEmpty)
  }
}

/// A value and the folder it lives in.
struct Retained<Value> {
  let value: Value
  let work: Workspace
}

extension Workspace {
  func retained<Value>(_ make: (Workspace) throws -> Value) rethrows -> Retained<Value> {
    Retained(value: try make(self), work: self)
  }
}
