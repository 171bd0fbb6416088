import StemmaRecord

/// Where a provider's key comes from: the environment before the file of keys.
enum Keys {
  /// - Parameter isNeeded: a server of the provider's own is asked.
  /// - Returns: nil where there is none and none is needed.
  /// - Throws: `TeacherError.keyMissing` and what `KeyFile` throws.
  static func key(
    for provider: Provider, isNeeded: Bool, environment: [String: String]
  ) throws(TeacherError) -> APIKey? {
    guard provider.keyUse != .none else { return nil }
    if let key = try key(under: provider.keyNames, environment: environment) { return key }
    if isNeeded, provider.keyUse == .needed, let name = provider.keyNames.first {
      throw .keyMissing(variable: name, provider: provider.name)
    }
    return nil
  }

  /// - Parameter names: of variables, the first before the second.
  /// - Returns: nil where there is none.
  /// - Throws: `TeacherError.keyMalformed` and what `KeyFile` throws.
  static func key(
    under names: [String], environment: [String: String]
  ) throws(TeacherError) -> APIKey? {
    for name in names {
      if let text = environment[name]?.trimmed, !text.isEmpty {
        return try key(text, name: name)
      }
    }
    guard let path = KeyFile.path(environment) else { return nil }
    for name in names {
      if let text = try KeyFile.value(of: name, in: path), !text.isEmpty {
        return try key(text, name: name)
      }
    }
    return nil
  }

  private static func key(_ text: String, name: String) throws(TeacherError) -> APIKey {
    guard let key = APIKey(text) else { throw .keyMalformed(variable: name) }
    return key
  }
}
