import StemmaDocument
import StemmaRecord
import StemmaStore

/// A run's inputs: read once, kept as objects, cut into sections.
///
/// What is planned, and later reproduced, comes from the objects, never again from a folder.
struct Inputs {
  let sources: [Receipt.Input]
  let sections: [Section]

  /// Takes files into the store.
  init(_ files: [InputFile], into sink: any ObjectSink) throws {
    var sources: [Receipt.Input] = []
    var sections: [Section] = []
    let reader = DocumentReader()
    let sorted = files.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
    for (file, next) in zip(sorted, sorted.dropFirst())
    where file.name.utf8.elementsEqual(next.name.utf8) {
      throw RunError.duplicateInput(file.name)
    }
    for file in sorted {
      let text = try reader.text(of: file.bytes, name: file.name)
      sources.append(
        Receipt.Input(
          name: file.name, bytes: try sink.add(.bytes, file.bytes),
          text: try sink.add(.text, Array(text.utf8))))
      sections += try Self.cut(text, name: file.name)
    }
    self.sources = sources
    self.sections = sections
  }

  /// Takes a version's inputs from the store.
  init(of receipt: Receipt, from source: any ObjectSource) throws {
    sources = receipt.inputs
    sections = try receipt.inputs.flatMap { input in
      let bytes = try source.content(of: input.text, .text)
      guard let text = StrictUTF8.text(bytes) else {
        throw StoreError.objectMalformed(input.text, .text)
      }
      return try Self.cut(text, name: input.name)
    }
  }

  private static func cut(_ text: String, name: String) throws -> [Section] {
    try DocumentReader().sections(
      of: text, name: name, format: DocumentFormat(fileName: name) ?? .plainText)
  }
}
