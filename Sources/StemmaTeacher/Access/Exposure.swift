public import StemmaRecord

extension Teachers {
  /// A warning where a teacher's key would be sent so that others can read it.
  ///
  /// - Parameter environment: where keys are looked up.
  /// - Returns: nil where it goes by https, stays on this machine, or is none that is secret.
  public static func exposure(
    of choice: TeacherChoice, environment: [String: String]
  ) -> String? {
    guard let provider = Provider.named(choice.provider),
      let server = (choice.baseURL ?? provider.baseURL).flatMap({ ServerURL($0) }),
      !server.isSecure, !server.isLoopback,
      let key = try? Keys.key(for: provider, isNeeded: false, environment: environment),
      key.isSecret
    else { return nil }
    return
      "the key for \(provider.name) goes to \(server.origin.onOneLine(limit: 96)) as plain text, "
      + "which others on the way can read: use https, or take the key out of the environment "
      + "and `~/.config/stemma/keys`."
  }
}
