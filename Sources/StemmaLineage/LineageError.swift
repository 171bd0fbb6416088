public import StemmaRecord

/// Why the index could not answer or could not be changed.
///
/// Nothing is lost with the index: packs and history hold all of it. So the store answers
/// `damaged` by throwing the file away and making it anew, and `unwritable` by an index in memory.
public enum LineageError: ActionableError, Hashable {
  /// The file is not an index of this layout, or something in it is not what was written.
  /// - Parameter what: the part concerned, without any value that stands in it.
  case damaged(_ what: String)
  /// The index or its folder cannot be written: file mode, owner or a read-only file system.
  case unwritable
  /// Another process held the index's lock for longer than ten seconds.
  case busy
  /// The system failed a read or a write: a full disk, an input or output error.
  /// - Parameter result: SQLite's result code and its meaning.
  case system(_ result: String)
  /// The body of an update threw something of its own; nothing of the update was kept.
  /// - Parameter reason: the thrown error's code and sentence, or its type.
  case abandoned(_ reason: String)
  /// `close()` had been called before.
  case closed

  public var code: String {
    switch self {
    case .damaged: "lineage.damaged"
    case .unwritable: "lineage.unwritable"
    case .busy: "lineage.busy"
    case .system: "lineage.system"
    case .abandoned: "lineage.abandoned"
    case .closed: "lineage.closed"
    }
  }

  public var whatHappened: String {
    switch self {
    case .damaged(let what): "The store's index is damaged (\(what))."
    case .unwritable: "The store's index cannot be written."
    case .busy: "Another process held the store's index for more than ten seconds."
    case .system(let result): "The store's index could not be read or written: \(result)."
    case .abandoned(let reason): "An update of the store's index was given up: \(reason)."
    case .closed: "The store's index had been closed already."
    }
  }

  public var place: String? { "lineage.sqlite" }

  public var nextStep: String {
    switch self {
    case .damaged: "Run `stemma reindex`; packs and history hold all that the index says."
    case .unwritable:
      "Check owner and mode of the store's folder, and whether it is mounted to write."
    case .busy: "Wait until the other command has ended, then try again."
    case .system: "Check that the disk has room and is healthy, then try again."
    case .abandoned: "Mend what the reason names, then try again."
    case .closed: "Open the store again."
    }
  }
}
