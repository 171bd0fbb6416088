import StemmaRecord

/// What of an entry makes it a seed: its instruction, its response and its id, under the names that
/// people give them.
struct SeedFields {
  /// The most bytes of an instruction or a response.
  static let textLimitBytes = 200_000
  private static let idLimitBytes = 200

  /// Names for an instruction, and for a response, in any case.
  let instructionNames: [String]
  let responseNames: [String]

  /// What files of seeds call them.
  static let ofFiles = SeedFields(
    instructionNames: RowFields.seedInstruction, responseNames: RowFields.seedResponse)
  /// What rows of datasets call them.
  static let ofRows = SeedFields(
    instructionNames: ofFiles.instructionNames + ["question"],
    responseNames: ofFiles.responseNames + ["chosen"])

  struct Content {
    let instruction: String
    let response: String
    /// The entry's own.
    let id: String?
  }

  /// - Parameter report: told of every problem.
  /// - Returns: nil where there is one.
  func content(_ entry: JSONObject, _ report: (SeedProblem.Reason) -> Void) -> Content? {
    let instruction = text(instructionNames, entry, report)
    let response = text(responseNames, entry, report)
    var isSound = true
    let id = Self.id(entry) {
      isSound = false
      report($0)
    }
    guard let instruction, let response, isSound else { return nil }
    return Content(instruction: instruction, response: response, id: id)
  }

  /// The one text that stands under these names; several may say the same, and empty ones beside it
  /// say nothing.
  private func text(
    _ names: [String], _ entry: JSONObject, _ report: (SeedProblem.Reason) -> Void
  ) -> String? {
    var found: (key: String, text: String)?
    var blank: String?
    for name in names {
      for (key, value) in entry.members where Self.isCalled(key, name) && value != .null {
        guard let text = value.string else {
          report(.wrongType(field: key, wanted: "a text"))
          return nil
        }
        guard text.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
          blank = blank ?? key
          continue
        }
        guard text.utf8.count <= Self.textLimitBytes else {
          report(.tooLong(field: key))
          return nil
        }
        if let found, !found.text.hasSameBytes(as: text) {
          report(.contradiction(found.key, key))
          return nil
        }
        found = found ?? (key, text)
      }
    }
    if found == nil { report(blank.map { .empty(field: $0) } ?? .missing(names)) }
    return found?.text
  }

  /// The entry's own id; nil where it has none.
  ///
  /// - Parameter report: told where it is none that can be used.
  static func id(_ entry: JSONObject, _ report: (SeedProblem.Reason) -> Void) -> String? {
    guard let (key, value) = entry.members.first(where: { isCalled($0.key, "id") }) else {
      return nil
    }
    switch value {
    case .null: return nil
    case .integer(let number): return String(number)
    case .string(let text)
    where text.utf8.count <= idLimitBytes
      && text.unicodeScalars.contains { !$0.properties.isWhitespace }:
      return text
    default:
      report(.wrongType(field: key, wanted: "a whole number or a short text"))
      return nil
    }
  }

  /// In any case of ASCII's letters.
  private static func isCalled(_ key: String, _ name: String) -> Bool {
    key.utf8.lazy.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }.elementsEqual(name.utf8)
  }
}
