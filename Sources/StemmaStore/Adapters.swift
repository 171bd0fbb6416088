import StemmaLineage
public import StemmaRecord

extension Store {
  /// Registers weights that were trained on a version: an event, after which they may answer as
  /// `self` for its dataset. The weights themselves are not kept.
  ///
  /// - Parameters:
  ///   - teacher: who serves them, in short form with a model; never with a key.
  ///   - occasion: what is true of this occasion.
  /// - Returns: false where the dataset's newest adapter is the same already; nothing was written then.
  public func addAdapter(
    _ digest: AdapterDigest, sizeBytes: Int, of version: Version, teacher: TeacherChoice,
    occasion: JSONObject, seconds: Int64
  ) throws(StoreError) -> Bool {
    var isNew = true
    try append(about: version.receipt, seconds: seconds) {
      try catchUp()
      if let newest = try adapters(of: version.dataset).last, newest.digest == digest,
        newest.version == version.name, newest.teacher == teacher.shortForm
      {
        isNew = false
        return nil
      }
      return (
        .adapter,
        [
          "adapter": .string(digest.description), "bytes": .integer(sizeBytes),
          "execution": .object(occasion), "teacher": .string(teacher.shortForm),
          "version": .string(version.name),
        ]
      )
    }
    return isNew
  }

  /// The adapters registered for a dataset, oldest first: the last is the one that `self` stands for.
  ///
  /// - Throws: `StoreError.history` where the events cannot all be read.
  public func adapters(of dataset: String) throws(StoreError) -> [Adapter] {
    try adapters().filter { $0.version.hasPrefix("\(dataset)@") }
  }

  /// All registered adapters, oldest first; one that was registered again stands there again.
  ///
  /// - Throws: as `adapters(of:)`.
  public func adapters() throws(StoreError) -> [Adapter] {
    try requireReadable(Indexing.eventsRef)
    return try withIndex { lineage throws(LineageError) in try lineage.events() }
      .filter { $0.kind == Event.Kind.adapter.rawValue }.map(Event.init).compactMap(\.adapter)
  }
}

extension Event {
  /// What was registered; nil for an event of another kind.
  public var adapter: Adapter? {
    guard kind == Kind.adapter.rawValue, let subject,
      let digest = body["adapter"]?.string.flatMap(AdapterDigest.init(_:)),
      let bytes = body["bytes"]?.integer, let version = body["version"]?.string,
      let teacher = body["teacher"]?.string
    else { return nil }
    return Adapter(
      digest: digest, sizeBytes: bytes, version: version, receipt: subject, teacher: teacher,
      seconds: seconds)
  }
}
