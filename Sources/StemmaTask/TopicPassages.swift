import StemmaRecord
import StemmaText

/// What texts and conversations are made from: topics, with the passages that are about them.
///
/// A passage is about the topic of which it has the most different words, headings counting as text: two of
/// them at least, or all where a topic has only one; of several that have as many, the one whose words come
/// most often, and none where that does not decide. With subtopics, the words of a topic and of one of its
/// parts go together. Without topics, each passage is about what its last heading names, or its document.
struct TopicPassages {
  /// A topic with one of its parts, and its words.
  private struct Entry {
    let topic: String
    let subtopic: String?
    let words: Set<String>
  }

  private let entries: [Entry]
  private let hasSubtopics: Bool
  /// Of each pair; one of nothing for a task that has none.
  private let documentTypes: [String?]
  private static let leastWords = 2
  private static let scale = 1_000_000_000

  init(_ outline: Outline) {
    entries = outline.topics.flatMap { topic -> [Entry] in
      let parts = topic.subtopics.isEmpty ? [nil] : topic.subtopics.map(String?.some)
      return parts.map { part in
        Entry(
          topic: topic.name, subtopic: part,
          words: ContentWords.of("\(topic.name) \(part ?? "")"))
      }
    }
    hasSubtopics = outline.topics.contains { !$0.subtopics.isEmpty }
    documentTypes = outline.documentTypes.isEmpty ? [nil] : outline.documentTypes
  }

  /// Topics, with the chapters or documents that are about them.
  static func subjects(of read: [Subject], _ settings: TaskSettings) -> [Subject] {
    TopicPassages(settings.outline).subjects(
      of: Chapters.joined(read, by: settings.extent).compactMap(\.section))
  }

  /// Each pair of a topic, or of a passage about one, and a document type.
  ///
  /// All topics have the same share of a dataset, and so have all types; the passages of a topic share by
  /// their length. The types take turns, so that the first of the pairs have some of each.
  func subjects(of sections: [Section]) -> [Subject] {
    let found = sections.isEmpty ? alone : assigned(sections)
    return documentTypes.indices.flatMap { turn in
      found.enumerated().map { place, found in
        let type = documentTypes[(place + turn) % documentTypes.count]
        return .section(found.section.briefed(brief(found.entry, type), share: found.share))
      }
    }
  }

  private typealias Found = (section: Section, entry: Entry, share: Int)

  private var alone: [Found] {
    entries.enumerated().map { place, entry in
      let text = entry.subtopic.map { "\(entry.topic): \($0)" } ?? entry.topic
      let section = Section(
        input: Outline.input, headingPath: [], text: text, occurrence: 0, line: place + 1)
      return (section, entry, 1)
    }
  }

  private func assigned(_ sections: [Section]) -> [Found] {
    guard !entries.isEmpty else {
      return sections.map { section in
        (
          section, Entry(topic: Self.topic(of: section), subtopic: nil, words: []),
          section.text.unicodeScalars.count
        )
      }
    }
    let found = sections.compactMap { section in place(of: section).map { (section, $0) } }
    var lengths = entries.map { _ in 0 }
    for (section, place) in found { lengths[place] += section.text.unicodeScalars.count }
    return found.map { section, place in
      let share = Self.scale / max(1, lengths[place]) * section.text.unicodeScalars.count
      return (section, entries[place], max(1, share))
    }
  }

  /// What is said of a passage besides: all that its records have as fields.
  private func brief(_ entry: Entry, _ type: String?) -> Brief {
    var fields: JSONObject = ["topic": .string(entry.topic)]
    fields["document_type"] = type.map { .string($0) }
    if hasSubtopics { fields["subtopic"] = entry.subtopic.map { .string($0) } }
    return Brief(
      name: CanonicalJSON.text(.object(fields)), description: entry.subtopic ?? entry.topic,
      fields: fields)
  }

  /// What a passage says itself that it is about.
  private static func topic(of section: Section) -> String {
    if let heading = section.headingPath.last { return heading }
    let name = section.input.split(separator: "/").last ?? ""
    let parts = name.split(separator: ".")
    return String(parts.count > 1 ? parts.dropLast().joined(separator: ".") : String(name))
  }

  private func place(of section: Section) -> Int? {
    let said = NormalForm((section.headingPath + [section.text]).joined(separator: "\n")).bytes
      .split(separator: 0x20).map { ContentWords.stem(String(decoding: $0, as: UTF8.self)) }
    var counts: [String: Int] = [:]
    for word in said { counts[word, default: 0] += 1 }
    var best: (place: Int, different: Int, all: Int)?
    var isTied = false
    for (place, entry) in entries.enumerated() {
      let found = entry.words.compactMap { counts[$0] }
      guard !found.isEmpty, found.count >= min(Self.leastWords, entry.words.count) else {
        continue
      }
      let all = found.reduce(0, +)
      if let known = best {
        guard (found.count, all) >= (known.different, known.all) else { continue }
        isTied = (found.count, all) == (known.different, known.all)
        if isTied { continue }
      }
      best = (place, found.count, all)
    }
    return isTied ? nil : best?.place
  }
}

extension Subject {
  /// Of a row, one with some of its columns only.
  func keeping(_ columns: [String]) -> Subject { row.map { .row($0.keeping(columns)) } ?? self }

  /// What its brief has as fields, as prompts say it.
  var briefTexts: [String: String] {
    var texts: [String: String] = [:]
    for (name, value) in section?.brief?.fields.members ?? [] { texts[name] = value.string }
    return texts
  }
}
