import CLibgit2

/// libgit2 itself: started once for the whole process, and its last word on what went wrong.
enum GitLibrary {
  private static let startFailure: String? = {
    guard git_libgit2_init() >= 0 else { return lastReason() }
    guard stemma_git_ignore_configuration() == 0 else { return lastReason() }
    guard stemma_git_be_careful() == 0 else { return lastReason() }
    return nil
  }()

  /// Starts libgit2 with the switches stemma needs; further calls do nothing.
  static func start() throws(HistoryError) {
    if let reason = startFailure { throw .libraryFailed(reason: reason) }
  }

  /// What libgit2 says about the call that failed last on this thread.
  static func lastReason() -> String {
    guard let error = git_error_last(), let message = error.pointee.message else {
      return "no reason given"
    }
    return String(cString: message)
  }
}

extension GitName {
  /// libgit2's form of the id.
  var oid: git_oid {
    var oid = git_oid()
    git_oid_fromraw(&oid, bytes)
    return oid
  }

  init?(_ oid: git_oid) {
    self.init(bytes: withUnsafeBytes(of: oid.id) { Array($0) })
  }
}
