import StemmaRecord

/// How a provider takes batches.
enum BatchForm {
  case openAI
  case anthropic

  func interface(_ calls: BatchCalls) -> any BatchInterface {
    switch self {
    case .openAI: OpenAIBatches(calls)
    case .anthropic: AnthropicBatches(calls)
    }
  }
}

/// Whose batch is whose in a service's list, newest first, one page after the other.
struct BatchList {
  /// A page, and whether more follow.
  typealias Page = (batches: [JSONObject], hasMore: Bool)

  /// So many pages are looked through.
  private static let pages = 20

  /// The batches that are newer than a known one.
  ///
  /// - Parameters:
  ///   - newest: nil where there was none.
  ///   - page: the batches behind one, or the newest ones.
  /// - Throws: `BatchTrouble.later` where there are more of them than anybody should look through.
  static func batches(
    after newest: String?, page: (_ behind: String?) async throws -> Page
  ) async throws -> [JSONObject] {
    var found: [JSONObject] = []
    var last: String?
    for _ in 0..<pages {
      let (batches, hasMore) = try await page(last)
      for batch in batches {
        if let newest, batch["id"]?.string == newest { return found }
        found.append(batch)
      }
      guard hasMore, let oldest = batches.last else { return found }
      last = try oldest.batchID()
    }
    throw BatchTrouble.later(
      reason: "Too many batches were submitted since to find out whether this one was.")
  }
}

extension JSONObject {
  /// The id of a batch or a file: printable ASCII, at most 256 bytes, and more than dots.
  ///
  /// - Returns: nil where it is none.
  func id(_ name: String) -> String? {
    guard let id = self[name]?.string, (1...256).contains(id.utf8.count),
      id.utf8.allSatisfy({ (0x21...0x7E).contains($0) }), id.contains(where: { $0 != "." })
    else { return nil }
    return id
  }

  /// The id of a batch that is there.
  ///
  /// - Throws: `BatchTrouble.later` where it has none: to say that it is not there would have it
  ///   submitted again.
  func batchID() throws -> String {
    guard let id = id("id") else {
      throw BatchTrouble.later(reason: "The service does not say what it calls the batch.")
    }
    return id
  }
}
