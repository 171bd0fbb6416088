import StemmaStatistics

extension PageBlock {
  /// What the template `served` names: under a key of its own for each kind.
  var values: Values {
    switch self {
    case .heading(let text): ["heading": text]
    case .paragraph(let text): ["paragraph": text]
    case .note(let text): ["remark": text]
    case .facts(let facts): ["facts": ["items": facts.map(Self.values)]]
    case .table(let table): ["table": Self.values(table)]
    case .text(let name, let text): ["passage": ["passageName": name, "passageText": text]]
    case .links(let links):
      ["links": ["items": links.map { ["linkText": $0.text, "address": $0.address] }]]
    case .form(let form): ["form": Self.values(form)]
    case .funnel(let caption, let bars): ["funnel": StatisticCharts.funnel(caption, bars)]
    case .lines(let lines): ["lines": ["charts": lines.map(StatisticCharts.line)]]
    case .charts(let summary): ["own": StatisticsView.own(summary)]
    case .comparison(let page): ["comparison": page.values]
    case .lineage(let picture, let link):
      picture.values { $0.kind == .input || $0.kind == .adapter ? nil : link($0.name) }
        .map { ["tree": $0] } ?? [:]
    }
  }

  private static func values(_ fact: Fact) -> Values {
    var values: Values = ["term": fact.term, "isCode": fact.isCode, "factText": fact.text]
    if let link = fact.link { values["factLink"] = link }
    return values
  }

  private static func values(_ table: Table) -> Values {
    [
      "caption": table.caption,
      "columns": table.columns.map { ["title": $0.title, "isNumber": $0.isNumber] },
      "rows": table.rows.map { row in
        [
          "cells": row.enumerated().map { place, cell -> Values in
            var values: Values = [
              "isHead": place == 0, "isNumber": cell.isNumber, "cellText": cell.text,
            ]
            if let link = cell.link { values["cellLink"] = link }
            return values
          }
        ]
      },
    ]
  }

  private static func values(_ form: Form) -> Values {
    [
      "formAddress": form.address, "button": form.button,
      "inputs": form.fields.map { field -> Values in
        [
          "inputName": field.name, "label": field.label, "value": field.value,
          "hasChoices": !field.choices.isEmpty,
          "choices": field.choices.map { ["choice": $0, "isChosen": $0 == field.value] },
        ]
      },
    ]
  }
}
