import StemmaRecord
import StemmaTeacher

/// Asks a server that speaks OpenAI's dialect, many prompts side by side.
///
///     TeacherBenchmark http://127.0.0.1:8000/v1 [requests] [width]
@main
enum Main {
  static func main() async throws {
    let arguments = CommandLine.arguments
    guard arguments.count > 1 else {
      print("usage: TeacherBenchmark URL [requests] [width]")
      return
    }
    let requests = arguments.count > 2 ? Int(arguments[2]) ?? 20_000 : 20_000
    let width = arguments.count > 3 ? Int(arguments[3]) ?? 64 : 64
    let choice = TeacherChoice(
      provider: "vllm-server", model: "tiny", baseURL: arguments[1], timeoutSeconds: 30)
    let teacher = try Teachers.make(choice, environment: [:])
    for round in 1...3 {
      let clock = ContinuousClock()
      let start = clock.now
      let answered = try await ask(teacher, requests: requests, width: width)
      let seconds = (clock.now - start) / .seconds(1)
      print(
        "round \(round): \(answered) of \(requests) answered, \(Int(Double(requests) / seconds))/s")
    }
  }

  /// - Returns: how many were answered.
  static func ask(_ teacher: any LiveTeacher, requests: Int, width: Int) async throws -> Int {
    try await withThrowingTaskGroup(of: Int.self) { group in
      for lane in 0..<width {
        group.addTask {
          var answered = 0
          for number in stride(from: lane, to: requests, by: width) {
            let exchange = try await teacher.send(teacher.request(for: prompt(number)))
            if case .answered = exchange.result { answered += 1 }
          }
          return answered
        }
      }
      return try await group.reduce(0, +)
    }
  }

  static let text = String(
    repeating: "The pump must be primed before it is started, or its seals run dry. ", count: 12)

  static func prompt(_ number: Int) -> Prompt {
    let item = ItemKey(["number": .integer(number)])
    let section = Section(
      input: "pumps.md", headingPath: ["Pumps"], text: text, occurrence: 0, line: 1)
    return Prompt(
      key: PromptKey(item: item, slots: 0..<1),
      messages: [
        Message(role: "system", content: "Ask one question about the text, and answer it."),
        Message(role: "user", content: "\(number): \(text)"),
      ],
      sampling: Sampling(
        seed: 7, temperature: Millionths("0.7"), topP: Millionths("0.95"), maxTokens: 256),
      schema: nil,
      context: PromptContext(
        task: "qa", section: section, strategy: "extraction", domain: nil, constraints: []))
  }
}
