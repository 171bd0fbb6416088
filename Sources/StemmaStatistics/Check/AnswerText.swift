import StemmaRecord

/// What the wording of a single text gives away.
enum AnswerText {
  /// Stands in place of an answer: nothing, or a word that says there is none.
  static func isEmpty(_ text: String, isLabel: Bool) -> Bool {
    guard text.utf8.count < 80 else {
      return text.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }
    let bare = text.unicodeScalars.filter {
      !$0.properties.isWhitespace && !Self.marks.contains($0)
    }
    guard !bare.isEmpty else { return true }
    return !isLabel && standIns.contains(String(String.UnicodeScalarView(bare)).lowercased())
  }

  private static let marks = Set(".…-–—_*?!/\"'`[]()<>".unicodeScalars)
  private static let standIns: Set = [
    "na", "none", "null", "nil", "todo", "tbd", "undefined", "nan", "placeholder", "answerhere",
    "youranswerhere", "insertanswer", "loremipsum", "string", "empty", "noanswer",
  ]

  /// Whether a text breaks off: a fence of code that is not closed, three points, a comma or a joining word
  /// at its end, or prose that ends without a mark.
  static func breaksOff(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { bytes in
      var fences = 0
      var sentences = 0
      var ticks = 0
      for byte in bytes {
        ticks = byte == UInt8(ascii: "`") ? ticks + 1 : 0
        if ticks % 3 == 0, ticks > 0 { fences += 1 }
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") {
          sentences += 1
        }
      }
      guard fences == 0 else { return fences % 2 == 1 }
      var end = bytes.count
      while end > 0, bytes[end - 1] <= 0x20 { end -= 1 }
      var start = end
      while start > 0, bytes[start - 1] != 0x0A { start -= 1 }
      return start < end && breaksOff(bytes, start..<end, sentences: sentences)
    }
  }

  /// - Parameters:
  ///   - line: the last one that holds anything.
  ///   - sentences: how many marks that end one there are.
  private static func breaksOff(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, sentences: Int
  ) -> Bool {
    let tail = String(
      decoding: bytes[max(line.lowerBound, line.upperBound - 24)..<line.upperBound], as: UTF8.self)
    guard let last = tail.unicodeScalars.last else { return false }
    if tail.hasSuffix("...") || last == "…" || last == "," || last == ";" { return true }
    guard last.properties.isAlphabetic || last == "-" else { return false }
    let words = bytes[line].count { $0 == 0x20 } + 1
    guard words > 4 else { return false }
    let word = tail.split(separator: " ").last?.lowercased() ?? ""
    if joining.contains(word) { return true }
    // An item of a list, a heading and a row of a table need no mark.
    return !free.contains(bytes[line.lowerBound]) && sentences > 0
  }

  private static let free = Set("-*•#|>0123456789 \t".utf8)
  private static let joining: Set = [
    "and", "or", "but", "the", "a", "an", "of", "to", "with", "for", "in", "on", "because", "that",
    "which", "by", "as", "from", "is", "are",
  ]

  /// The phrase of assistants that an answer holds; nil without one.
  static func boilerplate(_ text: String) -> String? { phrases.first(in: text) }

  private static let phrases = PhraseSearch([
    "as an ai language model", "as a large language model", "as an ai assistant", "as an ai,",
    "i'm sorry, but i", "i am sorry, but i", "i cannot assist", "i can't assist",
    "i cannot help with", "i can't help with", "i'm unable to", "sure, here", "sure! here",
    "certainly! here", "of course! here", "great question", "i hope this helps", "hope that helps",
    "let me know if you", "feel free to ask", "my knowledge cutoff", "my training data",
  ])

  /// The mark of a prompt or of a chat's template that a text holds; nil without one.
  static func leak(_ text: String) -> String? { leaks.first(in: text) }

  private static let leaks = PhraseSearch([
    "<|im_start|>", "<|im_end|>", "<|endoftext|>", "<|eot_id|>", "<|begin_of_text|>", "<|user|>",
    "<|assistant|>", "<|system|>", "[INST]", "[/INST]", "<<SYS>>", "<start_of_turn>",
    "### Instruction:", "### Response:", "\nHuman:", "\nAssistant:",
    "answer with json", "respond with json", "return only json", "valid json object",
    "the passage above", "the text above", "according to the passage", "in the given passage",
    "based on the provided context", "based on the given context", "the provided passage",
    "here are the questions", "here are five questions", "here is the json",
    "you are a helpful assistant that generates",
    "generate a question", "question and answer pairs", "question-answer pairs",
    "{domain}", "{task_type}", "{seed_examples}", "{constraints}", "{output_schema}", "{count}",
    "{sample_number}", "{variation}", "{seed_instruction}", "{seed_response}", "{section}",
    "{heading}", "{class}", "{class_description}", "{rows}", "{strategy}", "{topic}", "{question}",
    "{context}", "{text}", "{{question}}", "{{context}}",
  ])

  /// Whether a text has characters that only wrong decoding or a broken program puts there.
  static func isGarbled(_ text: String) -> Bool {
    var text = text
    let isPlain = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x20 ? $0 < 0x7F : $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    }
    guard !isPlain else { return false }
    var before: Unicode.Scalar = " "
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFFFD, 0...8, 0x0B, 0x0C, 0x0E...0x1F, 0x7F: return true
      case 0x80...0xBF where before == "Ã" || before == "Â": return true
      case 0x20AC where before == "â": return true
      default: before = scalar
      }
    }
    return false
  }

  /// What is wrong with a question's form; nil where nothing is.
  static func questionFault(_ text: String) -> String? {
    var (letters, capitals, small) = (0, 0, 0)
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x61...0x7A: small += 1
      case 0x41...0x5A: capitals += 1
      case 0...0x7F: break
      default:
        if scalar.properties.isAlphabetic { letters += 1 }
        if scalar.properties.isLowercase { small += 1 }
      }
    }
    guard letters + capitals + small > 0 else { return "it has no words" }
    return capitals > 20 && small == 0 ? "it is all in capitals" : nil
  }

  /// Whether a question is about what goes wrong, is missing or is odd.
  static func isAboutEdges(_ text: String) -> Bool { edges.first(in: text) != nil }

  private static let edges = PhraseSearch([
    "error", "fail", "invalid", "wrong", "missing", "cannot", "can't", "doesn't", "does not",
    "isn't",
    "won't", "without", "unless", "what if", "what happens", "edge case", "exception", "empty",
    "never",
    "unknown", "not ", "limit", "too ", "avoid", "problem",
  ])
}
