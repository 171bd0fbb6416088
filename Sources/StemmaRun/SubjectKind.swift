import StemmaRecord

/// What records are made from; by its word a count of them is told.
public enum SubjectKind: String, Sendable {
  case section
  /// What there is to write about, where no document says more.
  case topic
  case seed
  case row

  init(_ subject: Subject) {
    self =
      switch subject {
      case .section(let section): section.input == Outline.input ? .topic : .section
      case .seed: .seed
      case .row: .row
      }
  }
}
