/// What is told of a round's batches.
public enum BatchNews: Hashable, Sendable {
  /// So many questions were submitted, under this id.
  case submitted(id: String, questions: Int)
  /// It was not known whether a batch was submitted. It was, as far as can be told, under these ids;
  /// where there is none, it was not.
  case found(ids: [String], questions: Int)
  /// Batches with so many questions are under way, and so many of these are done with.
  case waiting(batches: Int, questions: Int, done: Int)
  /// A batch has ended: so many questions answered, so many that nobody can answer, and so many that are
  /// to be submitted again.
  case collected(ids: [String], answered: Int, failed: Int, again: Int)
}
