import StemmaRecord

/// Completions that nobody wants: prompts sent for how probable their tokens are.
///
/// Sent are the prompt alone, and the prompt with each of the texts that might follow it. The tokens of
/// a text are those that come after the prompt's; where the prompt's are no beginning of both's, there
/// is no telling which are the text's, and nothing is said.
struct ScoringDialect: Dialect {
  let name = TeacherRequest.completions
  let ownMembers = [
    "best_of", "echo", "logprobs", "max_tokens", "model", "n", "prompt", "prompt_logprobs",
    "stream",
    "suffix",
  ]
  /// What was sent; a prompt without texts to follow has none.
  private let texts: [String]

  /// - Parameter request: of this dialect; nil for a form that is only to be filled in.
  init(of request: TeacherRequest? = nil) {
    texts = request?.body["prompt"]?.texts ?? []
  }

  /// What to do where a server cannot be asked so.
  static let advice =
    "Let another teacher weigh (`roles.sway`), say by `scoring` how this one is asked, or leave `sway` out."
  /// A complaint's kind: an answer without what was asked for.
  static let silence = "no_log_probabilities"

  var advice: String? { Self.advice }

  func path(model: String) -> String { "/completions" }

  func body(for prompt: Prompt, model: String, maxTokensField: String) -> JSONObject {
    body(for: prompt, model: model, form: .promptLogProbabilities)
  }

  func body(for prompt: Prompt, model: String, form: ScoringForm) -> JSONObject {
    let lead = prompt.messages.map(\.content).joined(separator: "\n\n")
    let prompts = [lead] + prompt.continuations.map { lead + $0 }
    var body: JSONObject = [
      "model": .string(model), "prompt": .texts(prompts),
    ]
    switch form {
    case .promptLogProbabilities:
      // vLLM writes one token at least; of each of the prompt's it tells the likeliest too, since
      // older ones take 0 for nothing.
      body["max_tokens"] = 1
      body["prompt_logprobs"] = 1
    case .echo:
      // Nothing is written, so that nothing has to be told from the prompt.
      body["echo"] = true
      body["logprobs"] = 1
      body["max_tokens"] = 0
    }
    return body
  }

  func complaint(in body: JSONValue) -> Complaint? {
    if let complaint = OpenAIDialect().complaint(in: body) { return complaint }
    guard body["choices"]?.array != nil else { return nil }
    return Complaint(
      message: "It says nothing of its prompt's tokens.", kinds: [Self.silence], status: 200)
  }

  func reading(of body: JSONValue) -> Reading? {
    guard let object = body.object, let choices = object["choices"]?.array,
      choices.contains(where: { ScoredTokens.areIn($0) })
    else { return nil }
    let usage = object["usage"]
    let text: String
    do throws(Unusable) {
      text = try logProbabilities(in: choices).text
    } catch {
      text = CanonicalJSON.text(["unusable": .string(error.rawValue)])
    }
    return Reading(
      answer: Answer(text: text),
      usage: usage?["prompt_tokens"]?.tokens.map {
        TokenUsage(prompt: $0, completion: usage?["completion_tokens"]?.tokens ?? 0)
      },
      evidence: object.only("id", "model", "system_fingerprint"))
  }

  /// Why an answer says nothing that can be relied on.
  enum Unusable: String, Error {
    case otherChoices = "It has other choices than prompts."
    case otherText = "It gives another text back."
    case tokensUnlike = "Its lists of tokens do not go together."
    case tokensTooMany = "It has more tokens than the text has bytes."
    case boundary = "The prompt's tokens are no beginning of those of the whole."
    case noProbability = "A token's log-probability is none."
  }

  /// How many tokens a model may put around a text.
  private static let marks = 16

  private func logProbabilities(in choices: [JSONValue]) throws(Unusable) -> LogProbabilities {
    guard texts.count > 1, choices.count == texts.count else { throw .otherChoices }
    var lists: [ScoredTokens?] = texts.map { _ in nil }
    for choice in choices {
      guard let index = choice["index"]?.integer, lists.indices.contains(index),
        lists[index] == nil
      else { throw .otherChoices }
      let list = try ScoredTokens(choice, of: texts[index])
      guard list.ids.count <= texts[index].utf8.count + Self.marks else { throw .tokensTooMany }
      lists[index] = list
    }
    let all = lists.compactMap { $0 }
    var millionths: [Int] = []
    for whole in all.dropFirst() {
      guard whole.ids.count > all[0].ids.count, whole.ids.starts(with: all[0].ids) else {
        throw .boundary
      }
      guard let sum = whole.millionths(from: all[0].ids.count) else { throw .noProbability }
      millionths.append(sum)
    }
    guard let probabilities = LogProbabilities(millionths: millionths) else { throw .noProbability }
    return probabilities
  }
}
