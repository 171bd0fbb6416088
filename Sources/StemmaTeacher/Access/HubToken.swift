/// The token for the Hugging Face Hub: from the environment, else from the file of keys. It is shown nowhere.
public struct HubToken: Sendable {
  /// The variable that holds it, and that the Hub's own client reads.
  public static let name = "HF_TOKEN"

  private let key: APIKey?

  /// - Throws: `TeacherError.keyMalformed`, and `.keyFile…` where the file of keys cannot be trusted.
  public init(environment: [String: String]) throws(TeacherError) {
    key = try Keys.key(under: [Self.name], environment: environment)
  }

  /// What the client is to find in its environment; empty where there is no token, so that it looks for
  /// its own.
  public var variables: [String: String] { key.map { [Self.name: $0.variable] } ?? [:] }

  /// A text with each occurrence of the token replaced.
  public func redacted(_ text: String) -> String { key.redacted(text) }
}
