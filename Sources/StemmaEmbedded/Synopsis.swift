import StemmaText

/// A term with its arguments before what explains it, as manuals print it: "-x, --exclude=PATTERN
/// Leave out …", "new-window [-d] [-n name] Make a window.".
struct Synopsis {
  /// The option's long name, or the command's.
  let name: String
  /// The index of the first word that explains it.
  let start: Int

  /// Words of a term and its arguments; longer ones are prose or tables.
  private static let limit = 14

  /// - Parameters:
  ///   - range: the words of a sentence that begins a paragraph or an item.
  /// - Returns: nil where the words do not begin with a term that has arguments or is an option.
  init?(_ words: [Word], _ range: Range<Int>, in text: [UInt8]) {
    // "○ --keep: …": the mark of an item is no part of its term.
    let isMarked = range.first.map {
      text[words[$0].bytes].first ?? 0 >= 0x80 && words[$0].lower.unicodeScalars.count == 1
    }
    var scan = Scan(words: words, range: isMarked ?? false ? range.dropFirst() : range, text: text)
    guard let start = scan.explanation(), let name = scan.name, name.utf8.last != 0x2D else {
      return nil
    }
    self.name = name
    self.start = start
  }

  /// Goes through what stands between spaces.
  private struct Scan {
    let words: [Word]
    let range: Range<Int>
    let text: [UInt8]
    private var options: [String] = []
    private var command: String?
    private var depth = 0
    private var hasArgument = false
    /// Whether the term is a name with a capital, and whether it has one within too.
    private var isTitle = false
    private var isCamel = false

    init(words: [Word], range: Range<Int>, text: [UInt8]) {
      self.words = words
      self.range = range
      self.text = text
    }

    /// The longest of its names says most.
    var name: String? {
      if let command { return command }
      if let first = options.first, first.hasPrefix("+") { return first }
      return options.first { $0.hasPrefix("--") } ?? options.max { $0.utf8.count < $1.utf8.count }
    }

    mutating func explanation() -> Int? {
      let starts = range.filter { words[$0].followsSpace }
      guard starts.count > 3, begin(with: chunk(starts, 0)) else { return nil }
      for place in 1..<min(Synopsis.limit, starts.count - 2) {
        let before = chunk(starts, place - 1)
        let isOpen = depth > 0
        let here = chunk(starts, place)
        // After "port:" may stand "<number>".
        let isValue = before.last == 0x3A && here.first == 0x3C
        if !isOpen, !isValue, before.last == 0x3A || isDash(before) { return starts[place] }
        // "Host name Specify the host": no sentence has such a capital in its midst.
        if isTitle, place == 1 {
          let next = words[starts[2]]
          if beginsSentence(here, before: chunk(starts, 2)) {
            return words[starts[1]].can([.verbBase, .verbThird]) && isCamel ? starts[1] : nil
          }
          let isValue = here.allSatisfy { !"\"',.;:".utf8.contains($0) }
          guard isValue, beginsSentence(chunk(starts, 2), before: chunkOrNone(starts, 3)),
            isCamel || next.can([.verbBase, .verbThird]), next.can(.common), !next.can(.name)
          else {
            if [0x5B, 0x3C, 0x7B].contains(here.first), isCamel {
              hasArgument = true
              depth += Self.depth(of: here)
              continue
            }
            return nil
          }
          return starts[2]
        }
        if isOpen || [0x5B, 0x3C, 0x28, 0x7B].contains(here.first) {
          hasArgument = true
          depth += Self.depth(of: here)
          continue
        }
        if isDash(here) { continue }
        if addOption(here) { continue }
        if beginsSentence(here, before: chunk(starts, place + 1)) {
          return command == nil || hasArgument ? starts[place] : nil
        }
        guard isArgument(here, at: place, starts) else {
          let isPlain = hasArgument && before.last == 0x29 || command == nil && place > 0
          return isPlain && leadsOn(starts, place) ? starts[place] : nil
        }
        hasArgument = true
      }
      return nil
    }

    /// The bytes between two spaces.
    private func chunk(_ starts: [Int], _ place: Int) -> ArraySlice<UInt8> {
      let next = place + 1 < starts.count ? starts[place + 1] : range.upperBound
      return text[words[starts[place]].bytes.lowerBound..<words[next - 1].bytes.upperBound]
    }

    private func isDash(_ chunk: ArraySlice<UInt8>) -> Bool {
      chunk.allSatisfy { $0 == 0x2D } || chunk.elementsEqual("\u{2014}".utf8)
        || chunk.elementsEqual("\u{2013}".utf8)
    }

    private static func depth(of chunk: ArraySlice<UInt8>) -> Int {
      chunk.reduce(0) { sum, byte in
        sum + ([0x5B, 0x3C, 0x28, 0x7B].contains(byte) ? 1 : 0)
          - ([0x5D, 0x3E, 0x29, 0x7D].contains(byte) ? 1 : 0)
      }
    }

    private mutating func begin(with chunk: ArraySlice<UInt8>) -> Bool {
      if addOption(chunk) { return true }
      let core = chunk.drop { "`'\"*".utf8.contains($0) }
        .prefix { Self.isName($0) }
      guard core.count >= 2, core.count == chunk.count, let first = core.first,
        Self.isLetter(first), core.count >= 3 || isCapital(first)
      else { return false }
      if isCapital(first) {
        isTitle = true
        isCamel = core.dropFirst().contains(where: isCapital) && core.contains { $0 > 0x60 }
        guard core.dropFirst().contains(where: { $0 > 0x60 }), core.last != 0x3A else {
          return false
        }
      }
      // "port: <number>" is called "port".
      command = String(decoding: core.last == 0x3A ? core.dropLast() : core, as: UTF8.self)
      return true
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    private func isCapital(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
      isLetter(byte) || (0x30...0x39).contains(byte) || byte == 0x2D
        || byte == 0x5F || byte == 0x2E || byte == 0x3A
    }

    /// "-x," and "`--exclude=PATTERN`::".
    private mutating func addOption(_ chunk: ArraySlice<UInt8>) -> Bool {
      let core = chunk.drop { "`'\"*_".utf8.contains($0) }
      let isPlus = core.first == 0x2B
      let dashes = isPlus ? 1 : core.prefix { $0 == 0x2D }.count
      let end = core.firstIndex { "=[<({,:`'\"*/|".utf8.contains($0) } ?? core.endIndex
      let name = core[..<end]
      guard dashes == 1 || dashes == 2, name.count > (isPlus ? 2 : dashes),
        name.dropFirst(dashes).allSatisfy({ Self.isName($0) || $0 == 0x3F })
      else { return !options.isEmpty && dashes > 0 && core.count < 5 && core.count > dashes }
      options.append(String(decoding: core[..<nameEnd(of: core, after: end)], as: UTF8.self))
      if end < core.endIndex, core[end] != 0x2C { hasArgument = true }
      // "-x|--exclude" and "-x,--exclude" are one chunk.
      let rest = core[end...].dropFirst()
      if rest.first == 0x2D { _ = addOption(rest) }
      depth += Self.depth(of: core[end...])
      return true
    }

    /// Where an option's name ends: after a value that is a part of it.
    private func nameEnd(of core: ArraySlice<UInt8>, after end: Int) -> Int {
      guard end < core.endIndex, core[end] == 0x3D else { return end }
      let value = core[(end + 1)...].prefix { !",:`'\"".utf8.contains($0) }
      let shorts = hasArgument ? [] : options.map { Array($0.utf8)[...] }
      return OptionValue.isLiteral(value, shorts: shorts.filter { !$0.starts(with: "--".utf8) })
        ? value.endIndex : end
    }

    /// A capital with small letters after it, or an article, begins what explains the term.
    private func beginsSentence(_ chunk: ArraySlice<UInt8>, before next: ArraySlice<UInt8>) -> Bool
    {
      guard let first = chunk.first, (0x41...0x5A).contains(first) else { return false }
      if chunk.count == 1 { return next.first.map { (0x61...0x7A).contains($0) } ?? false }
      return chunk.dropFirst().prefix(2).allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x27 }
    }

    /// "PATTERN", "num", "or": what can stand between an option and its explanation.
    private func isArgument(_ chunk: ArraySlice<UInt8>, at place: Int, _ starts: [Int]) -> Bool {
      let hasSmall = chunk.contains { (0x61...0x7A).contains($0) }
      if !hasSmall { return true }
      let next = chunkOrNone(starts, place + 1)
      if ["or", "and"].contains(where: { chunk.elementsEqual($0.utf8) }) {
        return next.drop { "`'\"*".utf8.contains($0) }.first == 0x2D
      }
      // "server hostname [option] …": what a command takes may come before a mark.
      let isPlain = chunk.allSatisfy { (0x61...0x7A).contains($0) }
      if place == 1, isPlain, [0x5B, 0x3C, 0x7B].contains(next.first) { return true }
      guard command == nil || hasArgument else { return false }
      let after = chunkOrNone(starts, place + 2)
      return next.drop { "`'\"*".utf8.contains($0) }.first == 0x2D || next.first == 0x5B
        || beginsSentence(next, before: after)
    }

    private func chunkOrNone(_ starts: [Int], _ place: Int) -> ArraySlice<UInt8> {
      place < starts.count ? chunk(starts, place) : []
    }

    /// Whether a small word can begin an explanation: a verb with what it acts on.
    private func leadsOn(_ starts: [Int], _ place: Int) -> Bool {
      let word = words[starts[place]]
      guard place + 2 < starts.count, word.can(.common) else { return false }
      let next = words[starts[place + 1]]
      // "-p port list (what it does) This …"
      guard
        !(place..<min(place + 4, starts.count)).contains(where: { chunk(starts, $0).first == 0x28 })
      else { return false }
      return word.can([.verbBase, .verbThird, .determiner])
        && (next.can([.determiner, .possessive, .pluralNoun]) || next.can(.common))
    }
  }
}
