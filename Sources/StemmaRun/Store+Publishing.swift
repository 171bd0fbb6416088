import StemmaRecord
import StemmaStore

extension Store {
  /// Publishes; where the dataset's head is this already, that it came again is noted.
  ///
  /// - Parameter anywhere: whether a version before the head will do as well.
  func publishOrRepeat(
    anywhere: Bool = false, _ publication: Publication
  ) throws(StoreError) -> PublicationResult {
    let there = anywhere ? try known(publication) : nil
    let result: PublicationResult
    if let there { result = there } else { result = try publish(publication) }
    if !result.isNew {
      try append(
        .repetition, about: publication.receipt.id,
        ["execution": .object(publication.execution)], seconds: publication.seconds)
    }
    return result
  }

  private func known(_ publication: Publication) throws(StoreError) -> PublicationResult? {
    let versions = try versions(withReceipt: publication.receipt.id)
    return versions.filter { $0.dataset == publication.dataset }.max { $0.number < $1.number }
      .map { .alreadyPublished($0) }
  }
}
