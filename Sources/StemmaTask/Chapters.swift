import StemmaRecord
import StemmaText

/// Joins sections, which are about a paragraph each, to what tasks that want more of a text are about.
enum Chapters {
  /// How much of a document stands together.
  enum Extent {
    /// What stands under the same headings, one paragraph after the other.
    case heading
    /// All of an input; each heading is a paragraph of its own.
    case document
  }

  /// A longer chapter goes on in another one, in Unicode scalars; a single section is never cut.
  static let lengthLimit = 20_000

  /// - Parameter subjects: in the order of the inputs; what is no section stays as it is.
  static func joined(_ subjects: [Subject], by extent: Extent) -> [Subject] {
    var joined: [Subject] = []
    var run: [Section] = []
    var occurrences: [[String]: Int] = [:]
    func close() {
      guard let first = run.first else { return }
      let text = text(of: run, extent)
      let headings = extent == .heading ? first.headingPath : []
      let name = [first.input, text] + headings
      let occurrence = occurrences[name, default: 0]
      occurrences[name] = occurrence + 1
      joined.append(
        .section(
          Section(
            input: first.input, headingPath: headings, text: text, occurrence: occurrence,
            line: first.line, page: first.page)))
      run = []
    }
    var length = 0
    for subject in subjects {
      guard case .section(let section) = subject else {
        close()
        joined.append(subject)
        continue
      }
      let own = section.ownText.unicodeScalars.count
      if let last = run.last {
        let goesOn =
          last.input.hasSameBytes(as: section.input)
          && (extent == .document || last.headingPath == section.headingPath)
        if !goesOn || length + own > lengthLimit { close() }
      }
      length = (run.isEmpty ? 0 : length) + own
      run.append(section)
    }
    close()
    return joined
  }

  private static func text(of run: [Section], _ extent: Extent) -> String {
    // The first is whole: the section before it belongs to another chapter.
    let texts = run.indices.map { $0 == 0 ? run[$0].text : run[$0].ownText }
    guard extent == .document else { return texts.joined(separator: "\n\n") }
    var parts: [String] = []
    var above: [String] = []
    for (section, text) in zip(run, texts) {
      let common = zip(above, section.headingPath).prefix { $0 == $1 }.count
      parts += section.headingPath.dropFirst(common)
      parts.append(text)
      above = section.headingPath
    }
    return parts.joined(separator: "\n\n")
  }

  /// Those in which so much is said as a task needs.
  ///
  /// - Parameters:
  ///   - sentences: the fewest sentences.
  ///   - scalars: the fewest Unicode scalars.
  static func substantial(_ subjects: [Subject], sentences: Int, scalars: Int) -> [Subject] {
    subjects.filter { subject in
      guard let text = subject.section?.text, text.unicodeScalars.count >= scalars else {
        return false
      }
      return Passage(text).sentences.count >= sentences
    }
  }
}

extension TaskSettings {
  /// What tasks join that are about chapters or documents.
  var extent: Chapters.Extent { strategy == "document" ? .document : .heading }
}
