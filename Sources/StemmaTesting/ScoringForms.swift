public import StemmaRecord

/// What a server says of the tokens of prompts, in vLLM's form and in that of an echo.
///
/// Its tokens are words, each with the space before it; how probable one is, its own bytes say.
public enum ScoringForms {
  /// - Returns: nil for what asks for no completion.
  public static func answer(to request: FaultServer.Request) -> JSONValue? {
    guard request.target.hasSuffix("/completions"), !request.target.hasSuffix("chat/completions"),
      let body = (try? JSONReader.read(request.body))?.object
    else { return nil }
    return answer(to: body)
  }

  /// - Parameter body: a request's.
  public static func answer(to body: JSONObject) -> JSONValue? {
    guard let prompts = body["prompt"]?.texts else { return nil }
    let isEcho = body["echo"]?.bool == true
    let choices = prompts.enumerated().map { index, text -> JSONValue in
      var choice: JSONObject = ["index": .integer(index), "finish_reason": "length"]
      let tokens = tokens(text)
      choice["text"] = .string(isEcho ? text : " and")
      if isEcho {
        choice["logprobs"] = [
          "text_offset": .array(tokens.indices.map { .integer($0) }),
          "token_logprobs": .array(
            tokens.enumerated().map { $0.offset == 0 ? .null : .number(value(of: $0.element)) }),
          "tokens": .texts(tokens),
        ]
      } else if body["prompt_logprobs"] != nil {
        choice["prompt_logprobs"] = .array(
          tokens.enumerated().map { $0.offset == 0 ? .null : place(of: $0.element) })
      }
      return .object(choice)
    }
    return [
      "id": "cmpl-1", "object": "text_completion", "model": "m", "choices": .array(choices),
      "usage": ["prompt_tokens": 40, "completion_tokens": .integer(isEcho ? 0 : prompts.count)],
    ]
  }

  /// The natural logarithm of a token's probability; never a whole number.
  public static func value(of token: String) -> Double {
    -0.015625 - Double(number(of: token) % 512) / 64
  }

  public static func tokens(_ text: String) -> [String] {
    var tokens: [String] = []
    for scalar in text.unicodeScalars {
      if scalar == " " || tokens.isEmpty { tokens.append("") }
      tokens[tokens.count - 1].unicodeScalars.append(scalar)
    }
    return tokens
  }

  private static func number(of token: String) -> UInt64 {
    ObjectID(of: .text, token.utf8).prefix64 >> 8
  }

  /// The token, and the likeliest one where it is another.
  private static func place(of token: String) -> JSONValue {
    let own: JSONObject = [
      "decoded_token": .string(token), "logprob": .number(value(of: token)), "rank": 7,
    ]
    let id = String(number(of: token) % 100_000 + 1)
    guard number(of: token) % 3 > 0 else {
      var first = own
      first["rank"] = 1
      return [id: .object(first)]
    }
    return [
      id: .object(own), "0": ["decoded_token": " the", "logprob": .number(-0.0078125), "rank": 1],
    ]
  }
}
