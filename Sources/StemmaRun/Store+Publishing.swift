import StemmaRecord
import StemmaStore

extension Store {
  /// Publishes; where the dataset's head has this receipt already, that it came again is noted.
  func publishOrRepeat(_ publication: Publication) throws(StoreError) -> PublicationResult {
    let result = try publish(publication)
    if case .alreadyHead = result {
      try append(
        .repetition, about: publication.receipt.id,
        ["execution": .object(publication.execution)], seconds: publication.seconds)
    }
    return result
  }
}
