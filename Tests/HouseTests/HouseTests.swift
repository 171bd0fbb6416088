import Foundation
import StemmaTesting
import Testing

private enum House {
  static func swiftFiles(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: Repository.path(folder))
    return (names?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".swift") }.sorted()
      .map { "\(folder)/\($0)" }
  }

  /// The rows of the table in CONTRIBUTING.md: for each room what it may import.
  static func table() throws -> [String: Set<String>] {
    var rooms: [String: Set<String>] = [:]
    for line in try Repository.text("CONTRIBUTING.md").split(separator: "\n")
    where line.hasPrefix("| `") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 3 else { continue }
      let names = cells[2].split(separator: ",").map {
        $0.trimmingCharacters(in: CharacterSet(charactersIn: " `"))
      }
      rooms[cells[0].trimmingCharacters(in: CharacterSet(charactersIn: "`"))] = Set(names)
    }
    return rooms
  }

  /// The module of an import line; nil for any other line. One that is indented is another language's, in
  /// a text.
  static func imported(_ line: Substring) -> String? {
    guard !line.hasPrefix(" ") else { return nil }
    let words = line.split(separator: " ")
    guard let place = words.firstIndex(of: "import"), place < words.count - 1,
      words[..<place].allSatisfy({ $0 == "public" || $0 == "internal" || $0.hasPrefix("@") })
    else { return nil }
    let kinds: Set<Substring> = ["struct", "enum", "class", "func", "protocol", "typealias"]
    let name = kinds.contains(words[place + 1]) ? words.last : words[place + 1]
    return name?.split(separator: ".").first.map(String.init)
  }
}

@Suite("The house")
struct HouseTests {
  @Test("every import line stands in the table of rooms")
  func imports() throws {
    let table = try House.table()
    #expect(table.count >= 15)
    var seen = 0
    for file in House.swiftFiles(below: "Sources") {
      let room = String(file.split(separator: "/")[1])
      let allowed = try #require(table[room], "\(room) has no row in the table")
      for line in try Repository.text(file).split(separator: "\n") {
        guard let module = House.imported(line) else { continue }
        seen += 1
        #expect(allowed.contains(module), "\(file) imports \(module)")
      }
    }
    #expect(seen > 100)
  }

  @Test("every room of the table has a folder, and every folder a row")
  func rooms() throws {
    let rooms = try Repository.list("Sources").filter { $0.hasPrefix("Stemma") }
    #expect(Set(rooms) == Set(try House.table().keys))
  }

  @Test("no file is longer than a person reads in one go", arguments: ["Sources", "Tests"])
  func lengths(folder: String) throws {
    for file in House.swiftFiles(below: folder) {
      let lines = try Repository.text(file).split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines.count <= 401, "\(file) has \(lines.count - 1) lines")
    }
  }

  @Test("nothing in the sources can crash by haste or waits for later")
  func haste() throws {
    let forbidden = ["try" + "!", "as" + "! ", "fatal" + "Error(", "TO" + "DO", "FIX" + "ME"]
    for file in House.swiftFiles(below: "Sources") {
      let text = try Repository.text(file)
      for word in forbidden { #expect(!text.contains(word), "\(file) holds \(word)") }
    }
  }

  @Test("clock, environment and working folder are looked at by the command alone")
  func world() throws {
    let forbidden = [
      "Date()", "Date.now", "clock_gettime", "getenv", "getcwd", "ProcessInfo",
      "SystemRandomNumberGenerator", ".random(", ".shuffled(", "UUID()", ".hashValue",
    ]
    for file in House.swiftFiles(below: "Sources")
    where !file.hasPrefix("Sources/StemmaCommand/") && !file.hasPrefix("Sources/StemmaTesting/") {
      let text = try Repository.text(file)
      for word in forbidden { #expect(!text.contains(word), "\(file) holds \(word)") }
    }
  }

  @Test("every command says its name: looking up those of types takes a third of a start")
  func commandNames() throws {
    for file in House.swiftFiles(below: "Sources/StemmaCommand") {
      let text = try Repository.text(file)
      let pieces = text.components(separatedBy: "CommandConfiguration(")
      let commands = text.matches(of: /struct \w+: (Async)?ParsableCommand \{/)
      #expect(pieces.count - 1 == commands.count, "\(file) has a command without a configuration")
      for piece in pieces.dropFirst() {
        let first = piece.drop { $0.isWhitespace }
        #expect(first.hasPrefix("commandName: "), "\(file) has a command without a name")
      }
    }
  }

  @Test("no test file is without an expectation")
  func expectations() throws {
    for file in House.swiftFiles(below: "Tests") where file.hasSuffix("Tests.swift") {
      let text = try Repository.text(file)
      #expect(
        text.contains("#expect") || text.contains("#require") || text.contains("Issue.record"),
        "\(file) cannot fail")
    }
  }
}
