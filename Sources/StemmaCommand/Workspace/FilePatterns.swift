import Glibc
import StemmaConversion
import StemmaRecord
import StemmaRun

/// Finds the files a manifest names, by name and pattern, relative to its folder.
struct FilePatterns {
  let folder: String
  let manifest: String
  let kind: InputKind

  /// What a folder stands for.
  private var suffixes: [String] {
    if kind == .tables { return [".csv", ".json", ".jsonl"] }
    guard kind == .documents else { return [".json", ".jsonl"] }
    return DocumentType.allCases.flatMap(\.suffixes).map { ".\($0)" }
  }

  /// Reads every file, each once, in the order of their names.
  ///
  /// - Parameter skipped: told of documents that cannot be read; nil where one is an error.
  func read(
    _ patterns: [String], skipped: ((any ActionableError) -> Void)? = nil
  ) throws -> [InputFile] {
    var names: [String] = []
    for pattern in patterns {
      let found = try matches(pattern)
      guard !found.isEmpty else {
        throw InputError.noMatch(pattern: pattern, manifest: manifest, kind: kind)
      }
      names += found
    }
    return try Self.unique(names).compactMap { name in
      guard kind == .documents, let skipped else { return try file(name) }
      do {
        let file = try file(name)
        guard let fault = file.fault else { return file }
        skipped(fault)
      } catch let error as ConversionError where error.isAboutDocument {
        skipped(error)
      } catch let error as InputError where error.isAboutFile {
        skipped(error)
      }
      return nil
    }
  }

  /// Programs are told where programs and files are, and no keys.
  private static let converter = Converter(
    environment: ["PATH", "TMPDIR"].reduce(into: [:]) { $0[$1] = World.environment($1) },
    password: World.environment(ConversionError.passwordVariable))

  private func file(_ name: String) throws -> InputFile {
    let bytes = try FileAccess.read(
      "\(folder)/\(name)", called: name, limitBytes: FileAccess.documentLimitBytes)
    let conversion: Converter.Conversion
    if kind == .documents, let format = ConvertedFormat(fileName: name) {
      conversion = try Self.converter.convert(bytes, name: name, format)
    } else if InputFile.hasOtherEncoding(bytes) {
      conversion = try Self.converter.decode(bytes, name: name)
    } else {
      return InputFile(kind: kind, name: name, bytes: bytes)
    }
    return InputFile(
      kind: kind, name: name, bytes: bytes, text: conversion.text, converter: conversion.tool)
  }

  /// Each name once, sorted by its bytes: names that only look alike are several.
  private static func unique(_ names: [String]) -> [String] {
    Set(names.map { Array($0.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
      .map { String(decoding: $0, as: UTF8.self) }
  }

  private func matches(_ pattern: String) throws -> [String] {
    var found = [""]
    for part in pattern.split(separator: "/") where part != "." {
      let part = String(part)
      // Many ways to one folder, as in `*/../*`, are one way.
      found = Self.unique(
        found.flatMap { base in
          part == ".."
            ? [Self.above(base)]
            : part.contains { "*?[".contains($0) }
              ? entries(of: base).filter { fnmatch(part, $0, FNM_PERIOD) == 0 }
                .map { base + $0 + "/" }
              : [base + part + "/"]
        })
    }
    // A link that leads nowhere is there, and told of when it is read.
    return found.map { String($0.dropLast()) }
      .filter { Paths.exists("\(folder)/\($0)") || Paths.isLink("\(folder)/\($0)") }
      .flatMap { name in
        Paths.isFolder("\(folder)/\(name)") ? documents(below: name, depth: 0) : [name]
      }
  }

  /// The folder above, as a base: `a/b/` gives `a/`, nothing and `../` give one more `../`.
  private static func above(_ base: String) -> String {
    let parts = base.split(separator: "/")
    guard let last = parts.last, last != ".." else { return base + "../" }
    return parts.dropLast().map { $0 + "/" }.joined()
  }

  /// The files of this kind in a folder and the folders in it; links to folders are not followed, since they
  /// may lead anywhere, and back.
  private func documents(below name: String, depth: Int) -> [String] {
    guard depth < 32 else { return [] }
    return entries(of: name + "/").filter { !$0.hasPrefix(".") }.flatMap { entry in
      let path = name.isEmpty ? entry : "\(name)/\(entry)"
      if Paths.isFolder("\(folder)/\(path)") {
        return Paths.isLink("\(folder)/\(path)") ? [] : documents(below: path, depth: depth + 1)
      }
      let lowered = entry.lowercased()
      return suffixes.contains { lowered.hasSuffix($0) } ? [path] : []
    }
  }

  private func entries(of base: String) -> [String] {
    guard let handle = opendir("\(folder)/\(base)") else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }
}
