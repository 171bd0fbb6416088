/// The words of a text that say what it is about, without what inflection adds: "cause" and "caused" are
/// one.
public enum ContentWords {
  /// - Returns: of the normal form, those of three bytes or more that are no function words.
  public static func of(_ text: String) -> Set<String> {
    var words: Set<String> = []
    for part in NormalForm(text).bytes.split(separator: 0x20) where part.count >= 3 {
      let word = String(decoding: part, as: UTF8.self)
      if !empty.contains(word) { words.insert(stem(word)) }
    }
    return words
  }

  /// A word of a normal form without its ending.
  public static func stem(_ word: String) -> String {
    for ending in ["ing", "ies", "ed", "es", "s", "e", "y"]
    where word.utf8.count > ending.utf8.count + 2 && word.hasSuffix(ending) {
      return String(word.dropLast(ending.utf8.count))
    }
    return word
  }

  private static let empty = Set(
    """
    the and for are but not you all any can had has have her his how its may new now one our out own she
    that this they them then than these those there their from with will would what when where which while
    who whom whose why was were been being into onto over under about after before between because such some
    same most more much many must might could should shall does did doing done each either every few get got
    here him himself itself just like made make makes only other others than too very via well your yours
    also often usually even still yet both through during without within against upon again once per off
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { String($0) })
}
