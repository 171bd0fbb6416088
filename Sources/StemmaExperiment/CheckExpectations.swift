import StemmaRecord

extension ManifestField {
  static let expectationLimit = 64
}

// What is expected of a version.
extension ManifestChecker {
  mutating func expectations(_ slot: Slot) -> [String]? {
    let limit = ManifestField.expectationLimit
    guard let elements = list(slot, of: "expectations", limit: limit) else { return nil }
    let texts = elements.compactMap { element -> String? in
      guard let text = text(element, limit: Expectation.lengthLimitBytes) else { return nil }
      if let expectation = Expectation(text) {
        expected.append((expectation, element))
        return text
      }
      problems.add(
        "manifest.bad-expectation", at: element.place, path: element.path,
        "\(Shown.text(text)) is no expectation.", nextStep: Expectation.howToWrite)
      return nil
    }
    return texts.count == elements.count && areDistinct(texts, elements) ? texts : nil
  }
}
