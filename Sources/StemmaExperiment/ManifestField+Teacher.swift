import StemmaRecord

/// Who is asked, in what role, and at what price.
extension ManifestField {
  static let roles: [ManifestField] = [
    ManifestField(
      name: "question", mark: .what, title: "Question",
      summary: "Who is asked for records: a teacher's name, or names with weights, by which they "
        + "share the slots of each section or seed.",
      kind: .pool),
    ManifestField(
      name: "evolve", mark: .what, title: "Evolve",
      summary: "Who makes the prompts of task `preference` harder before they are answered: a "
        + "name, or names with weights. Left out, prompts stay as they are.",
      kind: .pool),
    ManifestField(
      name: "answer", mark: .what, title: "Answer",
      summary: "Who answers the questions of task `qa`, in a prompt of its own: a name, or names "
        + "with weights. Left out, questions and answers come from one prompt.",
      kind: .pool),
    ManifestField(
      name: "chosen", mark: .what, title: "Chosen",
      summary: "Who gives the preferred answers of task `preference`, in a prompt of its own: a "
        + "name, or names with weights; left out, whoever has `question`.",
      kind: .pool),
    ManifestField(
      name: "rejected", mark: .what, title: "Rejected",
      summary: "The same of the answers that are not preferred.",
      kind: .pool),
    ManifestField(
      name: "judge", mark: .what, title: "Judge",
      summary: "Who rates candidates for the filter `judge`: one teacher's name.",
      kind: .member),
    ManifestField(
      name: "sway", mark: .what, title: "Sway",
      summary: "Who says for the filter `sway` how probable answers are: one teacher's name.",
      kind: .member),
  ]

  static let teacher: [ManifestField] = [
    ManifestField(
      name: "provider", mark: .what, title: "Provider",
      summary: "Who runs the model, and how it is asked.", isRequired: true, kind: .provider),
    ManifestField(
      name: "model", mark: .what, title: "Model",
      summary: "The model, as the provider knows it.", kind: .text(limit: 500)),
    ManifestField(
      name: "adapter", mark: .what, title: "Adapter",
      summary: "Which of the adapters that are registered for the dataset `self` stands for; the "
        + "one registered last where the manifest is silent.", kind: .adapter),
    ManifestField(
      name: "base_url", mark: .how, title: "Base URL",
      summary: "Where the server is; the provider's own where the manifest is silent. Answers are "
        + "found again when it moves.", kind: .address),
    ManifestField(
      name: "headers", mark: .how, title: "Headers",
      summary: "Sent with every request; never a key: keys come from the environment.",
      kind: .headers),
    ManifestField(
      name: "max_tokens_field", mark: .what, title: "Field of most tokens",
      summary: "What the server calls the most tokens of an answer.",
      kind: .choice(["max_tokens", "max_completion_tokens"])),
    ManifestField(
      name: "scoring", mark: .what, title: "Scoring",
      summary: "How the server is asked how probable a text is, for the filter `sway`: by vLLM's "
        + "`prompt_logprobs`, or by `echo`. `vllm-server` is asked by the first where the manifest is silent.",
      kind: .choice(ScoringForm.allCases.map(\.rawValue))),
    ManifestField(
      name: "timeout", mark: .how, title: "Timeout",
      summary: "How long to wait for one answer, in seconds.",
      kind: .integer(1...86_400, standard: nil)),
    ManifestField(
      name: "requests_per_minute", mark: .how, title: "Requests per minute",
      summary: "How many requests to send in any minute at most.",
      kind: .integer(1...10_000_000, standard: nil)),
    ManifestField(
      name: "tokens_per_minute", mark: .how, title: "Tokens per minute",
      summary: "How many tokens to ask for in any minute at most, of prompts and answers together.",
      kind: .integer(1...10_000_000_000, standard: nil)),
    ManifestField(
      name: "mode", mark: .how, title: "Mode",
      summary: "How questions are put: `direct`, each by itself, or `batch`, many at once, for an "
        + "answer within a day and half the price. `direct` where the manifest is silent.",
      kind: .choice(["direct", "batch"])),
    ManifestField(
      name: "extra_body", mark: .what, title: "Extra body",
      summary: "Members that each request is to have besides stemma's own.", kind: .members),
    ManifestField(
      name: "price", mark: .how, title: "Price",
      summary: "What tokens cost, in dollars a million; the provider's list where the manifest is "
        + "silent and the list is known.", kind: .group(price)),
  ]

  private static let price: [ManifestField] = [
    ManifestField(
      name: "input", mark: .how, title: "Price of prompts",
      summary: "Dollars a million tokens of prompts.", isRequired: true, kind: .decimal(prices)),
    ManifestField(
      name: "output", mark: .how, title: "Price of answers",
      summary: "Dollars a million tokens of answers.", isRequired: true, kind: .decimal(prices)),
  ]

  private static let prices = Millionths(count: 0)...Millionths(count: 1_000_000_000_000)
}
