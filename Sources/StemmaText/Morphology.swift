/// Regular English inflection, by spelling.
public enum Morphology {
  /// The form that goes with "he" or "it": `copy` gives `copies`.
  public static func thirdPerson(of verb: String) -> String {
    switch verb {
    case "be": return "is"
    case "have": return "has"
    case "do", "go", "undo", "undergo", "veto", "echo": return verb + "es"
    default: return withS(verb)
    }
  }

  /// The plural of a regular noun: `library` gives `libraries`.
  public static func plural(of noun: String) -> String {
    withS(noun)
  }

  /// The regular past, also the regular past participle: `stop` gives `stopped`.
  public static func past(of verb: String, doubling: Bool) -> String {
    if verb.hasSuffix("e") { return verb + "d" }
    if let stem = stemBeforeConsonantY(verb) { return stem + "ied" }
    return stem(of: verb, doubling: doubling) + "ed"
  }

  /// The -ing form: `make` gives `making`, `lie` gives `lying`.
  public static func gerund(of verb: String, doubling: Bool) -> String {
    if verb == "be" { return "being" }
    if verb.hasSuffix("ie") { return String(verb.dropLast(2)) + "ying" }
    if verb.hasSuffix("ee") || verb.hasSuffix("oe") || verb.hasSuffix("ye") {
      return verb + "ing"
    }
    if verb.hasSuffix("e") { return String(verb.dropLast()) + "ing" }
    return stem(of: verb, doubling: doubling) + "ing"
  }

  private static func withS(_ word: String) -> String {
    for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) {
      return word + "es"
    }
    if let stem = stemBeforeConsonantY(word) { return stem + "ies" }
    return word + "s"
  }

  private static func stemBeforeConsonantY(_ word: String) -> String? {
    let bytes = Array(word.utf8)
    guard bytes.count > 1, bytes[bytes.count - 1] == UInt8(ascii: "y"),
      !isVowel(bytes[bytes.count - 2])
    else { return nil }
    return String(word.dropLast())
  }

  private static func stem(of verb: String, doubling: Bool) -> String {
    let bytes = Array(verb.utf8)
    guard let last = bytes.last else { return verb }
    if doubling || isShortClosedSyllable(bytes) {
      return verb + String(UnicodeScalar(last))
    }
    if verb.hasSuffix("ic") { return verb + "k" }
    return verb
  }

  /// One vowel between consonants in a word of one syllable: `stop`, `plan`, not `load` or `fix`.
  private static func isShortClosedSyllable(_ bytes: [UInt8]) -> Bool {
    guard bytes.count >= 3 else { return false }
    let last = bytes[bytes.count - 1]
    let isDoubled = !isVowel(last) && ![0x77, 0x78, 0x79].contains(last)
    let beforeLast = bytes[bytes.count - 2]
    guard isDoubled, isVowel(beforeLast) else { return false }
    var vowels = 0
    for (index, byte) in bytes.enumerated() where isVowel(byte) {
      let isSilentU = byte == 0x75 && index > 0 && bytes[index - 1] == 0x71
      if !isSilentU { vowels += 1 }
    }
    return vowels == 1
  }

  private static func isVowel(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61, 0x65, 0x69, 0x6F, 0x75: return true
    default: return false
    }
  }
}
