/// An example of what is wanted, from which records are made: an instruction with its response.
public struct Seed: Hashable, Sendable {
  /// The input's name: a path relative to the manifest, or a dataset's name.
  public let input: String
  /// What tells it apart within its input: its own id, or its content's digest and occurrence.
  public let name: String
  public let instruction: String
  public let response: String
  /// Where it stands: the line in a file of lines, the place in a list or a dataset, from 1.
  public let place: Int

  public init(input: String, name: String, instruction: String, response: String, place: Int) {
    self.input = input
    self.name = name
    self.instruction = instruction
    self.response = response
    self.place = place
  }

  /// The name of a seed without an id of its own: `#`, the first 16 hexadecimal digits of its
  /// content's identity, and from the second such seed on a point and how many came before.
  public static func name(instruction: String, response: String, occurrence: Int) -> String {
    let content: JSONValue = [.string(instruction), .string(response)]
    let digest = ObjectID(of: .text, CanonicalJSON.bytes(content)).hex.prefix(16)
    return occurrence == 0 ? "#\(digest)" : "#\(digest).\(occurrence)"
  }
}
