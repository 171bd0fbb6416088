import ArgumentParser
import Foundation
import Glibc
import StemmaRun
import StemmaStore

/// What stemma finds on the machine, whatever the store.
enum Surroundings {
  /// No stemma was built before this: 2026-01-01T00:00:00Z.
  private static let firstSeconds: Int64 = 1_767_225_600
  /// Far from now, and before clocks of 32 bits end: 2038-01-01T00:00:00Z.
  private static let lastSeconds: Int64 = 2_145_916_800

  /// - Parameter now: seconds since 1970.
  static func findings(now: Int64) -> [Finding] {
    Offer.libraries.map { .ok($0.name, $0.version) } + [
      allocator(),
      tool(
        "git", ["git", "--version"],
        without: "the commit of your repository is not noted with versions"),
      tool("dot", ["dot", "-V"], without: "`stemma lineage --graphviz` cannot be drawn"),
      tool(
        "pandoc", ["pandoc", "--version"], without: "HTML, DOCX, ODT, EPUB and RST cannot be read"),
      tool("pdftotext", ["pdftotext", "-v"], without: "PDF cannot be read"),
      tool(
        "qpdf", ["qpdf", "--version"], without: "PDF with a password cannot be opened by it"),
      tool(
        "python-pptx",
        ["python3", "-c", "import sys; del sys.path[0]; import pptx; print(pptx.__version__)"],
        without: "PPTX cannot be read"),
      tool(
        "uchardet", ["uchardet", "--version"],
        without: "text in other encodings than Unicode's cannot be read"), clock(now),
    ]
  }

  /// What is installed, where that has another name.
  private static let packages = [
    "dot": "graphviz", "pdftotext": "poppler-utils",
    "python-pptx": "it by `pip install python-pptx`",
  ]

  private static func tool(_ name: String, _ words: [String], without: String) -> Finding {
    let answer = run(["/usr/bin/env"] + words)
    guard let answer, answer.status == 0 else {
      return Finding(
        name, .warning, "It is not installed: \(without).",
        nextStep: "Install \(packages[name] ?? name), if you want that.")
    }
    let digits = answer.text.drop { !("0"..."9").contains($0) }
      .prefix { ("0"..."9").contains($0) || $0 == "." }
    return .ok(name, String(digits))
  }

  private static func allocator() -> Finding {
    guard !Allocator.isInUse else { return .ok("mimalloc", Allocator.version) }
    return Finding(
      "mimalloc", .warning, "It is linked, but something else hands out memory.",
      nextStep: "Look at LD_PRELOAD; asking a model is a tenth slower so, no more.")
  }

  private static func clock(_ now: Int64) -> Finding {
    guard now < firstSeconds || now > lastSeconds else {
      return .ok("clock", UTCTime.text(now))
    }
    return Finding(
      "clock", .problem, "It says \(UTCTime.text(now)), which cannot be.",
      nextStep: "Set the clock.")
  }

  /// Whether another process finds a file locked; nil where none could be started.
  static func isLockedOut(_ path: String) -> Bool? {
    guard let answer = run(["/proc/self/exe", TryLock.name, path]) else { return nil }
    switch answer.status {
    case 0: return false
    case ExitStatus.locked.rawValue: return true
    default: return nil
    }
  }

  private static func run(_ words: [String]) -> (status: Int32, text: String)? {
    guard let program = words.first.flatMap({ realpath($0, nil) }) else { return nil }
    defer { free(program) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: String(cString: program))
    process.arguments = Array(words.dropFirst())
    process.environment = ["PATH": World.environment("PATH") ?? "/usr/local/bin:/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    process.standardInput = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let bytes = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }
}

/// The second process of the doctor's: takes a lock if it can.
struct TryLock: ParsableCommand {
  static let name = "try-lock"
  static let configuration = CommandConfiguration(
    commandName: name, abstract: "For the doctor's own use.", shouldDisplay: false)

  @Argument var path: String

  func run() throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw InputError.unreadable(path: path, error: errno) }
    defer { close(file) }
    if flock(file, LOCK_EX | LOCK_NB) != 0 { throw ExitCode(ExitStatus.locked.rawValue) }
  }
}
