import StemmaRecord

extension Prompt {
  /// The seed sent to a teacher, 0..<2^31; nil where the manifest sets none.
  ///
  /// Drawn for the first slot asked, so that each candidate and each attempt has another.
  var sentSeed: JSONValue? {
    guard let seed = sampling.seed else { return nil }
    var draws = Draws(
      seed: seed, item: key.item, slot: key.slots.lowerBound, candidate: key.candidate,
      attempt: key.attempt)
    return .integer(Int(draws.next() >> 1))
  }

  /// What the system says, parted by empty lines; nil where it says nothing.
  var instructions: String? {
    let texts = messages.filter { $0.role == "system" }.map(\.content)
    return texts.isEmpty ? nil : texts.joined(separator: "\n\n")
  }

  /// The turns, without what the system says.
  var turns: [Message] { messages.filter { $0.role != "system" } }

  /// A name for the schema: letters, digits, `_` and `-`, at most 64.
  var schemaName: String {
    let name = context.task.utf8.map { byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
        byte
      default: UInt8(ascii: "_")
      }
    }
    return name.isEmpty ? "answer" : String(decoding: name.prefix(64), as: UTF8.self)
  }
}

extension Millionths {
  /// As a JSON number, with the digits of its decimal.
  var json: JSONValue {
    if count % 1_000_000 == 0 { return .integer(count / 1_000_000) }
    // A decimal of so few digits is the shortest that gives its double back.
    return .number(Double(count) / 1_000_000)
  }
}

/// Thinking that a server leaves in its answer's text.
enum Thinking {
  /// The text without a block of thinking at its beginning, whose first mark the prompt's template may
  /// have written.
  static func removed(from text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "<")) else { return text }
    let body = text.drop(while: \.isWhitespace)
    let begins = body.hasPrefix("<think>")
    guard let end = body.firstRange(of: "</think>") else { return begins ? "" : text }
    if !begins, body[..<end.lowerBound].contains("<think>") { return text }
    return String(body[end.upperBound...].drop(while: \.isWhitespace))
  }
}
