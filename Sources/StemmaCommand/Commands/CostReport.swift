import StemmaExperiment
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
    let prices = forecast.prices.all
    if prices.allSatisfy({ $0.name == Manifest.unnamed }) {
      for (name, value) in prices.first?.price.map(Self.json)?.members ?? [] { json[name] = value }
    } else {
      var teachers = JSONObject()
      for (name, price) in prices { teachers[name] = price.map { .object(Self.json($0)) } }
      json["teachers"] = .object(teachers)
    }
    return json
  }

  private static func json(_ known: KnownPrice) -> JSONObject {
    var json: JSONObject = ["price": known.price.json]
    switch known.source {
    case .manifest: json["priceFrom"] = "manifest"
    case .local: json["priceFrom"] = "local"
    case .list(let date), .halvedList(let date):
      json["priceFrom"] = "list"
      json["priceDate"] = .string(date)
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
    if let unknown = forecast.prices.unknown.first {
      let field = unknown == Manifest.unnamed ? "teacher" : "teachers.\(unknown)"
      return
        "not known: write `price: {input: 0.15, output: 0.6}` under `\(field)`, dollars a million tokens"
    }
    if forecast.prices.isFree {
      return forecast.prices.all.allSatisfy { $0.price?.source == .local }
        ? "nothing: the model is a local one" : "nothing"
    }
    let expected = "about \(forecast.expected ?? .zero) for the first round"
    guard let worst = forecast.worst else {
      return forecast.isBounded
        ? "\(expected); no telling how much at most, since whoever judges is sent the answers"
        : "\(expected); no telling how much at most: set `sampling.max_tokens`"
    }
    guard let budget = forecast.budget, budget < worst else {
      return "\(expected), at most \(worst) in all"
    }
    return "\(expected), at most \(worst) in all, of which the budget allows \(budget)"
  }

  private static func price(_ forecast: SpendingForecast) -> [String] {
    guard forecast.prices.isKnown, !forecast.isAllRecorded else { return [] }
    return forecast.prices.all.compactMap { name, known in
      guard let known, !known.price.isFree else { return nil }
      let source =
        switch known.source {
        case .list(let date): "the provider's list of \(date)"
        case .halvedList(let date): "the provider's list of \(date), halved for batches"
        case .manifest, .local: "the manifest"
        }
      let whose = name == Manifest.unnamed ? "" : " of \(name)"
      return "price\(whose) $\(known.price.input) in, $\(known.price.output) out a million tokens, "
        + "by \(source)"
    }
  }

  /// For the line of progress.
  static func line(_ spending: Spending) -> String {
    let projected = spending.projected.map { " of about \($0)" } ?? ""
    return "\(spending.spent) spent\(projected), \(spending.inFlight) in flight for up to "
      + "\(spending.inFlightMost)"
  }
}
