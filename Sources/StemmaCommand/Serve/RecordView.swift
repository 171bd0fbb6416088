import StemmaPage
import StemmaRecord
import StemmaRun
import StemmaStatistics

/// One record on a page, with its way from the section or the seed to the verdicts.
struct RecordView {
  private let record: Record
  private let side: RecordSide?

  init(_ record: Record, side: RecordSide?) {
    self.record = record
    self.side = side
  }

  var blocks: [PageBlock] {
    var facts = [PageBlock.Fact("Id", record.id.text, isCode: true)]
    if let origin = record.origin {
      facts.append(.init("From", Wording.place(of: origin)))
      facts.append(.init("Strategy", origin.strategy))
      for (axis, value) in origin.mix.values.members {
        facts.append(.init("Mix, \(axis)", value.string ?? ""))
      }
    }
    if let side {
      facts.append(.init("Side", side.side.rawValue))
      if let leak = side.leak {
        facts.append(
          .init("Too near", "\(leak.other.text), score \(Millionths(count: leak.score))"))
      }
    }
    return [.facts(facts), .heading("What it says")]
      + RowDifference.forReading(record.row).map { .text(name: $0.key, $0.value.shownText) }
  }

  func blocks(_ given: GivenTrace) -> [PageBlock] {
    [
      .heading("Where it comes from"),
      .paragraph(
        "Imported from \(given.statement.line); no section, prompt or verdict is known."),
    ] + reviews(given.reviews)
  }

  func blocks(_ trace: RecordTrace) -> [PageBlock] {
    var blocks: [PageBlock] = [.heading("Where it comes from")]
    switch trace.subject {
    case .section(let section):
      let name = (section.headingPath.isEmpty ? [section.input] : section.headingPath)
        .joined(separator: " / ")
      let page = section.page.map { ", page \($0)" } ?? ""
      blocks.append(.text(name: "Section: \(name), line \(section.line)\(page)", section.text))
    case .seed(let seed):
      blocks.append(
        .text(name: "Seed: \(seed.name)", seed.instruction + "\n\n" + seed.response))
    case .row(let row):
      blocks += RowDifference.forReading(row.columns).map {
        .text(name: "Column \($0.key) of row \(row.name)", $0.value.shownText)
      }
      if let section = row.section { blocks.append(.text(name: "Passage", section.text)) }
    }
    blocks += [
      .heading("What was asked"),
      .facts([.init("Template", trace.template["name"]?.string ?? "")]),
    ]
    if trace.steps.isEmpty {
      blocks += asked(trace.prompt, trace.promptID.description, trace.teacher)
    }
    for step in trace.steps {
      blocks += asked(step.prompt, step.promptID.description, step.teacher, as: step.role)
    }
    blocks += [
      .heading("What was said of the answer"), .table(verdicts(trace)),
    ]
    if !trace.hasRejected {
      blocks.append(
        .note(
          "This version rejected so much that it is not looked through here: `stemma trace` does."))
    }
    for entry in trace.rejected {
      guard let row = entry.row else { continue }
      blocks.append(
        .text(
          name: "Not kept: \(Wording.candidate(entry.candidate, attempt: entry.attempt))",
          RowDifference.forReading(row).map { "\($0.key): \($0.value.shownText)" }
            .joined(separator: "\n")))
    }
    return blocks + reviews(trace.reviews)
  }

  private func asked(
    _ prompt: JSONValue, _ id: String, _ teacher: String, as role: String? = nil
  ) -> [PageBlock] {
    let facts = [
      role.map { PageBlock.Fact("Role", $0) }, .init("Teacher", teacher),
      .init("Prompt", id, isCode: true),
    ]
    return [.facts(facts.compactMap(\.self))]
      + (prompt["messages"]?.array ?? []).map {
        .text(name: $0["role"]?.string ?? "", $0["content"]?.string ?? "")
      }
  }

  private func verdicts(_ trace: RecordTrace) -> PageBlock.Table {
    func row(
      _ candidate: Int, _ attempt: Int, _ outcome: Outcome, _ verdicts: [JSONValue]
    ) -> [PageBlock.Cell] {
      [
        .init(Wording.candidate(candidate, attempt: attempt)), .init(outcome.word),
        .init(verdicts.map(Wording.verdict).joined(separator: "; ")),
      ]
    }
    return PageBlock.Table(
      caption: "Candidates for its slot",
      columns: [("Candidate", false), ("Outcome", false), ("Filters", false)],
      rows: [row(trace.candidate, trace.attempt, .kept, trace.verdicts)]
        + trace.rejected.map { row($0.candidate, $0.attempt, $0.outcome, $0.verdicts) })
  }

  private func reviews(_ reviews: [JSONValue]) -> [PageBlock] {
    reviews.flatMap { review -> [PageBlock] in
      var blocks: [PageBlock] = [.heading("Review: \(review["decision"]?.string ?? "")")]
      if let note = review["note"]?.string { blocks.append(.paragraph(note)) }
      if let row = review["was"]?.object {
        blocks += RowDifference.forReading(row).map {
          .text(name: "It was: \($0.key)", $0.value.shownText)
        }
      }
      return blocks
    }
  }
}
