import StemmaHistory
import Testing

@Suite("Damage in the history")
struct HistoryDamageTests {
  /// Two datasets with nothing in common, and what they hold.
  struct World {
    let work: HistoryWorkspace
    let history: History
    var files: [CommitID: [String: [UInt8]]] = [:]
    var branches: [String: [CommitID]] = [:]

    init() throws {
      work = try HistoryWorkspace()
      history = try work.open()
      for dataset in ["coffee", "tea"] {
        for version in 1...3 {
          let id = try history.publish(
            dataset,
            ["counts.json": "{\"\(dataset)\":\(version)}", "manifest.yaml": "of: \(dataset)\n"])
          branches[dataset, default: []].append(id)
          files[id] = try history.files(of: id)
        }
      }
    }

    /// Reads everything; collects the files that errors name. Whatever is returned must be right.
    func readAll() throws -> Set<String> {
      var named: Set<String> = []
      func expect<T: Equatable>(_ expected: T, from read: () throws -> T) throws {
        do {
          let found = try read()
          #expect(found == expected)
        } catch let error as HistoryError {
          named.insert(try #require(error.file))
        }
      }
      for (dataset, ids) in branches {
        try expect(ids.last) { try history.head(of: dataset) }
        try expect(ids) { try history.branch(dataset) }
        for id in ids {
          try expect(id) { try history.commit(id).id }
          try expect(files[id]) { try history.files(of: id) }
          for (name, content) in files[id] ?? [:] {
            try expect(content) { try history.file(name, in: id) }
          }
        }
      }
      return named
    }
  }

  static func variants(of bytes: [UInt8], everyBit: Bool) -> [[UInt8]] {
    var found: [[UInt8]] = [[], [UInt8](repeating: 0, count: bytes.count)]
    for position in bytes.indices {
      for bit in everyBit ? Array(0..<8) : [position % 8] {
        var changed = bytes
        changed[position] ^= 1 << bit
        found.append(changed)
      }
      if everyBit { found.append(Array(bytes[..<position])) }
    }
    return found
  }

  @Test("a ref file with any bit flipped, cut short or zeroed is named, and stops nothing else")
  func refs() throws {
    let world = try World()
    for file in ["refs/heads/coffee", "refs/tags/coffee@2"] {
      let sound = try world.work.read(file)
      let refs = try world.history.refs()
      var harmless = 0
      for bytes in Self.variants(of: sound, everyBit: file.contains("heads")) {
        try world.work.write(file, bytes)
        let named = try world.readAll()
        let damages = try world.history.verify()
        let found = try world.history.refs()
        #expect(Set(found.keys) == Set(refs.keys))
        if damages.isEmpty {
          // Capital digits, or a blank instead of the line's end: the content read is the same.
          #expect(named.isEmpty && found == refs)
          harmless += 1
          continue
        }
        #expect(damages.map(\.file) == [file])
        #expect(found[file] == .some(nil))
        #expect(named == (file.contains("tags") ? [] : [file]))
      }
      #expect(harmless < 41 && harmless > 0)
      try world.work.write(file, sound)
    }
  }

  @Test("a ref to a tree or a file's content is damaged; one to a missing commit too")
  func wrongTypes() throws {
    let world = try World()
    let id = try #require(world.branches["coffee"]?.last)
    let blob = try #require(world.history.entries(of: id)["counts.json"])
    let tree = try world.work.git("rev-parse", "\(id.hex)^{tree}").dropLast()
    for target in [blob.hex, String(tree), String(repeating: "1", count: 40)] {
      try world.work.write("refs/heads/coffee", Array("\(target)\n".utf8))
      let error = #expect(throws: HistoryError.self) { try world.history.head(of: "coffee") }
      #expect(error?.code == "history.ref-damaged")
      #expect(error?.place == "history.git/refs/heads/coffee")
      #expect(throws: HistoryError.self) { try world.history.publish("coffee", ["a": "1"]) }
    }
    try world.work.write("refs/heads/coffee", Array("ref: refs/heads/tea\n".utf8))
    #expect(throws: HistoryError.self) { try world.history.head(of: "coffee") }
  }

  @Test("an object with any byte flipped, emptied or zeroed is named, and stops nothing else")
  func objects() throws {
    let world = try World()
    for file in try world.work.looseObjects() {
      let sound = try world.work.read(file)
      for bytes in Self.variants(of: sound, everyBit: false) {
        try world.work.write(file, bytes)
        let named = try world.readAll()
        let damages = try world.history.verify()
        #expect(damages.map(\.file) == Array(named))
        #expect(named.isSubset(of: [file]))
        for damage in damages {
          let datasets = Set(damage.owners.map(\.ref))
          #expect(datasets.count == 1, "no object here is needed by both datasets")
          let other = datasets == ["refs/heads/tea"] ? "coffee" : "tea"
          #expect(try world.history.branch(other) == world.branches[other])
        }
      }
      try world.work.remove(file)
      #expect(try world.readAll().subtracting(["refs/heads/coffee", "refs/heads/tea"]) == [file])
      #expect(try !world.history.verify().isEmpty)
      try world.work.write(file, sound)
    }
    #expect(try world.history.verify() == [])
  }

  @Test("the versions that need a damaged object are named")
  func owners() throws {
    let world = try World()
    let coffee = try #require(world.branches["coffee"])
    func file(_ hex: String) -> String { "objects/\(hex.prefix(2))/\(hex.dropFirst(2))" }
    func owners(of file: String) throws -> [Int?] {
      let sound = try world.work.read(file)
      try world.work.write(file, [1, 2, 3])
      let damages = try world.history.verify()
      try world.work.write(file, sound)
      #expect(damages.map(\.file) == [file])
      #expect(damages.flatMap(\.owners).allSatisfy { $0.ref == "refs/heads/coffee" })
      return damages.flatMap(\.owners).map(\.number)
    }
    let entries = try world.history.entries(of: coffee[1])
    #expect(try owners(of: file(#require(entries["counts.json"]).hex)) == [2])
    #expect(try owners(of: file(#require(entries["manifest.yaml"]).hex)) == [1, 2, 3])
    #expect(try owners(of: file(coffee[0].hex)) == [1])
    #expect(try owners(of: file(coffee[2].hex)) == [3])
  }

  @Test("what lies before a damaged commit is still walked")
  func walk() throws {
    let world = try World()
    let coffee = try #require(world.branches["coffee"])
    let hex = coffee[0].hex
    let file = "objects/\(hex.prefix(2))/\(hex.dropFirst(2))"
    try world.work.write(file, [])
    let walk = try world.history.walk("refs/heads/coffee")
    #expect(walk.newestFirst.map(\.id) == [coffee[2], coffee[1]])
    #expect(walk.stoppedBy?.file == file)
    #expect(walk.stoppedBy?.code == "history.object-damaged")
  }

  @Test("a tag that stands elsewhere than its version does is named")
  func misplacedTag() throws {
    let world = try World()
    let coffee = try #require(world.branches["coffee"])
    try world.work.write("refs/tags/coffee@1", Array("\(coffee[1].hex)\n".utf8))
    try world.work.write("refs/tags/coffee@4", Array("\(coffee[1].hex)\n".utf8))
    #expect(
      try world.history.verify().map(\.file) == ["refs/tags/coffee@1", "refs/tags/coffee@4"])
  }

  @Test("HEAD and config matter to nobody but git: named, not needed, mended by the next write")
  func layout() throws {
    let world = try World()
    for file in ["HEAD", "config"] {
      let sound = try world.work.read(file)
      for bytes in Self.variants(of: sound, everyBit: false) {
        try world.work.write(file, bytes)
        #expect(try world.readAll() == [])
        #expect(try History(opening: world.work.path).verify().map(\.file) == [file])
      }
      try world.history.publish("cocoa", ["a": file])
      #expect(try world.history.verify() == [])
      #expect(try world.work.git("fsck", "--strict") == "")
    }
  }

  @Test("a damaged packed-refs is named, and loose refs are read nevertheless")
  func packedRefs() throws {
    let world = try World()
    try world.work.git("pack-refs", "--all")
    let tea = try world.history.publish("tea", ["a": "1"])
    try world.work.write("packed-refs", Array("rubbish\n".utf8))
    #expect(try world.history.head(of: "tea") == tea)
    let error = #expect(throws: HistoryError.self) { try world.history.head(of: "coffee") }
    #expect(error?.file == "packed-refs")
    let refs = try world.history.refs()
    #expect(refs["packed-refs"] == .some(nil))
    #expect(refs["refs/heads/tea"] == tea)
    #expect(try world.history.verify().map(\.file).contains("packed-refs"))
  }

  @Test("flips in a pack are named, or change nothing that is read")
  func packs() throws {
    let world = try World()
    try world.work.git("gc", "-q")
    let listing = try world.work.git("count-objects", "-v")
    #expect(listing.contains("packs: 1"))
    for file in try world.work.packFiles(ending: ".pack") {
      let sound = try world.work.read(file)
      let flips = stride(from: 0, to: sound.count, by: 3).map { position in
        var bytes = sound
        bytes[position] ^= 1 << (position % 8)
        return bytes
      }
      let cuts = stride(from: 0, to: sound.count, by: 50).map { Array(sound[..<$0]) }
      for bytes in flips + cuts {
        try world.work.write(file, bytes)
        let fresh = try History(opening: world.work.path)
        var allRead = true
        for (id, files) in world.files {
          do {
            let read = try fresh.files(of: id)
            #expect(read == files)
          } catch {
            allRead = false
          }
        }
        if !allRead { #expect(try !fresh.verify().isEmpty) }
      }
    }
  }
}
