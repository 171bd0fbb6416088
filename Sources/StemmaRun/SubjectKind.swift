import StemmaRecord

/// What records are made from; by its word a count of them is told.
public enum SubjectKind: String, Sendable {
  case section
  case seed
  case row

  init(_ subject: Subject) {
    self =
      switch subject {
      case .section: .section
      case .seed: .seed
      case .row: .row
      }
  }
}
