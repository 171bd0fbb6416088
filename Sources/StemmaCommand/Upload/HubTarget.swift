import ArgumentParser

/// A repository of datasets on the Hugging Face Hub, written `hf:owner/name`.
struct HubTarget: ExpressibleByArgument, CustomStringConvertible {
  /// `owner/name`.
  let repository: String

  private static let scheme = "hf:"

  /// - Returns: nil for what is no name there: each part has 1 to 96 letters, digits, `-`, `_` and `.`,
  ///   begins and ends with none of the marks, and has no two dots or dashes in a row.
  init?(argument: String) {
    guard argument.hasPrefix(Self.scheme) else { return nil }
    repository = String(argument.dropFirst(Self.scheme.count))
    let parts = repository.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy(Self.isName) else { return nil }
  }

  private static func isName(_ part: Substring) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
    guard let first = part.utf8.first, let last = part.utf8.last, isLetter(first), isLetter(last)
    else { return false }
    return part.utf8.count <= 96 && part.utf8.allSatisfy { isLetter($0) || "-_.".utf8.contains($0) }
      && !part.contains("..") && !part.contains("--")
  }

  var description: String { Self.scheme + repository }

  /// The dataset's page.
  func url(at endpoint: String) -> String {
    (endpoint.hasSuffix("/") ? String(endpoint.dropLast()) : endpoint) + "/datasets/\(repository)"
  }
}
