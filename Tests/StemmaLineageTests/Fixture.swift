import StemmaLineage
import StemmaRecord
import StemmaTesting

extension Workspace {
  var index: String { path("lineage.sqlite") }
}

/// What packs and history of an invented store say.
struct World: Sendable {
  var packs: [(name: String, objects: [ObjectID])] = []
  var refs: [String: String] = [:]
  var versions: [VersionRow] = []
  var inputs: [InputRow] = []
  var parents: [ParentRow] = []
  var adapters: [AdapterRow] = []
  var events: [EventRow] = []

  static func id(_ text: String) -> ObjectID { ObjectID(of: .text, Array(text.utf8)) }

  static func commit(_ text: String) -> String { String(id(text).hex.prefix(40)) }

  /// Three datasets; receipts of the first return in later versions, an object lies in two packs.
  static func sample(versionsEach: Int = 12, objectsEach: Int = 120) -> World {
    var world = World()
    for pack in 0..<3 {
      let objects = (0..<objectsEach).map { id("object \(pack == 2 ? $0 : $0 + pack * 1_000)") }
      world.packs.append(("pack-\(id("p\(pack)").hex)", objects))
    }
    for dataset in ["faq", "recipes", "zebra.b"] {
      for number in 1...versionsEach {
        let receipt = id("receipt \(dataset) \(number % 5)")
        world.versions.append(
          VersionRow(
            dataset: dataset, number: number, commit: commit("\(dataset) \(number)"),
            receipt: receipt, plan: id("plan \(number % 3)"), records: number * 7,
            seconds: 1_700_000_000 + Int64(number)))
        world.inputs += ["notes/ä.md", "notes/b.md"].map { name in
          InputRow(
            receipt: receipt, name: name, bytes: id("bytes \(dataset) \(name)"),
            text: id("text \(name) \(number % 5)"))
        }
        if number > 1, number <= 5 {
          world.parents += (0..<2).map { place in
            ParentRow(
              receipt: receipt, place: place, dataset: dataset,
              parent: id("receipt \(dataset) \(number - 1 - place)"))
          }
        }
        if number <= 3 {
          world.adapters += (0..<number).map { place in
            AdapterRow(
              receipt: receipt, digest: AdapterDigest(id("adapter \((number + place) % 4)")))
          }
        }
        world.refs["refs/tags/\(dataset)@\(number)"] = commit("\(dataset) \(number)")
      }
      world.refs["refs/heads/\(dataset)"] = commit("\(dataset) \(versionsEach)")
    }
    for place in 0..<20 {
      world.events.append(
        EventRow(
          commit: commit("event \(place)"), kind: place % 2 == 0 ? "attestation" : "discarded",
          subject: place % 4 == 3 ? nil : id("receipt faq \(place % 5)"),
          seconds: 1_700_001_000 - Int64(place), body: Array("{\"outcome\":\(place)}".utf8)))
    }
    return world
  }

  func write(_ writer: LineageWriter) throws {
    for pack in packs { try writer.addPack(pack.name, objects: pack.objects) }
    // In one order, so that the file is the same in every run.
    for (name, commit) in refs.sorted(by: { $0.key < $1.key }) {
      try writer.setRef(name, to: commit)
    }
    for version in versions { try writer.addVersion(version) }
    try writer.addInputs(inputs)
    try writer.addParents(parents)
    try writer.addAdapters(adapters)
    for event in events { try writer.addEvent(event) }
  }
}

/// What came back for a question.
enum Answer: Equatable, Sendable {
  case versions([VersionRow])
  case inputs([InputRow])
  case parents([ParentRow])
  case adapters([AdapterRow])
  case events([EventRow])
  case names([String])
  case state(IndexState)
  case number(Int)
  case damaged
}

/// Every answer an index gives about a world, each as it came.
struct Answers: Equatable, Sendable {
  /// What was asked, and the answer.
  var checked: [String: Answer] = [:]
  /// Where the index says objects lie.
  var places: [ObjectID: String] = [:]

  init(of lineage: Lineage, about world: World) throws {
    try note("state") { .state(try lineage.state()) }
    try note("objects") { .number(try lineage.objectCount()) }
    try note("datasets") { .names(try lineage.datasets()) }
    try note("events") { .events(try lineage.events()) }
    for dataset in Set(world.versions.map(\.dataset)).union(["none"]) {
      try note("versions of \(dataset)") { .versions(try lineage.versions(of: dataset)) }
    }
    for receipt in Set(world.versions.map(\.receipt)).union([World.id("none")]) {
      let name = receipt.prefix64
      try note("versions with \(name)") { .versions(try lineage.versions(withReceipt: receipt)) }
      try note("inputs of \(name)") { .inputs(try lineage.inputs(of: receipt)) }
      try note("parents of \(name)") { .parents(try lineage.parents(of: receipt)) }
      try note("adapters of \(name)") { .adapters(try lineage.adapters(of: receipt)) }
      try note("made from \(name)") { .versions(try lineage.versions(madeFrom: receipt)) }
      try note("events about \(name)") { .events(try lineage.events(about: receipt)) }
    }
    for digest in Set(world.adapters.map(\.digest)) {
      try note("answered by \(digest)") { .versions(try lineage.versions(answeredBy: digest)) }
    }
    for name in Set(world.inputs.map(\.name)) {
      try note("using \(name)") { .versions(try lineage.versions(usingInputNamed: name)) }
    }
    for id in Set(world.inputs.map(\.text)) {
      try note("using text \(id.prefix64)") { .versions(try lineage.versions(usingText: id)) }
    }
    for id in Set(world.inputs.map(\.bytes)) {
      try note("using bytes \(id.prefix64)") { .versions(try lineage.versions(usingBytes: id)) }
    }
    for id in world.packs.flatMap({ $0.objects.prefix(20) }) + [World.id("none")] {
      places[id] = try Self.place(of: id, in: lineage)
    }
  }

  private static func place(of id: ObjectID, in lineage: Lineage) throws -> String? {
    do {
      return try lineage.packs(of: id).first
    } catch LineageError.damaged {
      return nil
    }
  }

  private mutating func note(_ question: String, _ ask: () throws -> Answer) throws {
    let answer: Answer
    do {
      answer = try ask()
    } catch LineageError.damaged {
      answer = .damaged
    }
    checked[question] = answer
  }

  /// Questions to which another answer came than the right one, damage apart.
  func wrong(against right: Answers) -> [String] {
    checked.filter { $0.value != .damaged && $0.value != right.checked[$0.key] }
      .map(\.key).sorted()
  }

  var isDamaged: Bool { checked.values.contains(.damaged) }
}
