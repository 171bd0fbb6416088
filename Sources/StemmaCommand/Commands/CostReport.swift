import StemmaRecord
import StemmaRun

/// What a run costs, in words and for scripts.
enum CostReport {
  static func json(_ forecast: SpendingForecast) -> JSONObject {
    var json: JSONObject = [
      "isAllRecorded": .bool(forecast.isAllRecorded), "questions": .integer(forecast.questions),
      "recorded": .integer(forecast.recorded),
    ]
    json["budget"] = forecast.budget.map { .string($0.decimal) }
    json["expected"] = forecast.expected.map { .string($0.decimal) }
    json["most"] = forecast.most.map { .string($0.decimal) }
    json["worst"] = forecast.worst.map { .string($0.decimal) }
    if let known = forecast.price {
      json["price"] = known.price.json
      switch known.source {
      case .manifest: json["priceFrom"] = "manifest"
      case .local: json["priceFrom"] = "local"
      case .list(let date), .halvedList(let date):
        json["priceFrom"] = "list"
        json["priceDate"] = .string(date)
      }
    }
    return json
  }

  static func lines(_ forecast: SpendingForecast) -> [String] {
    var lines: [String] = []
    if forecast.recorded > 0 {
      lines.append(
        "recorded answers serve \(forecast.recorded) of \(forecast.questions) questions for nothing"
      )
    }
    return lines + ["cost  \(cost(forecast))"] + price(forecast)
  }

  private static func cost(_ forecast: SpendingForecast) -> String {
    if forecast.isAllRecorded { return "nothing: every answer is recorded" }
    guard let known = forecast.price else {
      return
        "not known: write `price: {input: 0.15, output: 0.6}` under `teacher`, dollars a million tokens"
    }
    if known.price.isFree {
      return known.source == .local ? "nothing: the model is a local one" : "nothing"
    }
    let expected = "about \(forecast.expected ?? .zero) for the first round"
    guard let worst = forecast.worst else {
      return "\(expected); no telling how much at most: set `sampling.max_tokens`"
    }
    guard let budget = forecast.budget, budget < worst else {
      return "\(expected), at most \(worst) in all"
    }
    return "\(expected), at most \(worst) in all, of which the budget allows \(budget)"
  }

  private static func price(_ forecast: SpendingForecast) -> [String] {
    guard let known = forecast.price, !known.price.isFree, !forecast.isAllRecorded else {
      return []
    }
    let source =
      switch known.source {
      case .list(let date): "the provider's list of \(date)"
      case .halvedList(let date): "the provider's list of \(date), halved for batches"
      case .manifest, .local: "the manifest"
      }
    return [
      "price $\(known.price.input) in, $\(known.price.output) out a million tokens, by \(source)"
    ]
  }

  /// For the line of progress.
  static func line(_ spending: Spending) -> String {
    let projected = spending.projected.map { " of about \($0)" } ?? ""
    return "\(spending.spent) spent\(projected), \(spending.inFlight) in flight for up to "
      + "\(spending.inFlightMost)"
  }
}
