/// JSON for people: canonical but for white space, a member or element a line.
public enum IndentedJSON {
  /// - Returns: the text's bytes, ending in a line feed.
  public static func bytes(_ value: JSONValue) -> [UInt8] {
    var out: [UInt8] = []
    append(value, indentation: 0, to: &out)
    out.append(UInt8(ascii: "\n"))
    return out
  }

  private static func append(_ value: JSONValue, indentation: Int, to out: inout [UInt8]) {
    switch value {
    case .array(let values) where !values.isEmpty:
      list(values, "[", "]", indentation, to: &out) { element, out in
        append(element, indentation: indentation + 2, to: &out)
      }
    case .object(let object) where !object.members.isEmpty:
      list(object.members, "{", "}", indentation, to: &out) { member, out in
        CanonicalJSON.append(member.key, to: &out)
        out.append(contentsOf: ": ".utf8)
        append(member.value, indentation: indentation + 2, to: &out)
      }
    default: CanonicalJSON.append(value, to: &out)
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ opening: Character, _ closing: Character, _ indentation: Int,
    to out: inout [UInt8], _ body: (Element, inout [UInt8]) -> Void
  ) {
    out.append(contentsOf: "\(opening)\n".utf8)
    for (index, element) in elements.enumerated() {
      out.append(contentsOf: String(repeating: " ", count: indentation + 2).utf8)
      body(element, &out)
      out.append(contentsOf: (index == elements.count - 1 ? "\n" : ",\n").utf8)
    }
    out.append(contentsOf: String(repeating: " ", count: indentation).utf8)
    out.append(contentsOf: "\(closing)".utf8)
  }
}
