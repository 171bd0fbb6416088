import StemmaRecord

/// Which field a misspelt or misplaced name was probably meant to be.
enum FieldNames {
  /// - Parameter fields: what is allowed at the place where the name stands.
  /// - Returns: the nearest of them; else the whole path of a field that has this name elsewhere.
  static func nearest(_ name: String, among fields: [ManifestField]) -> String? {
    if let near = NearestName.of(name, among: fields.map(\.name)) { return near }
    let others = ManifestField.paths.filter { path in !fields.contains { $0.name == path } }
    let exact = others.first { last($0).hasSameBytes(as: name) }
    if let exact { return exact }
    return NearestName.of(name, among: others.map(last)).flatMap { near in
      others.first { last($0) == near }
    }
  }

  /// - Returns: the nearest whole path, as an override needs it.
  static func nearestPath(_ path: String) -> String? {
    let paths = ManifestField.paths + ManifestField.all.filter { !$0.fields.isEmpty }.map(\.name)
    return paths.first { last($0).hasSameBytes(as: path) }
      ?? NearestName.of(path, among: paths)
      ?? NearestName.of(path, among: paths.map(last)).flatMap { near in
        paths.first { last($0) == near }
      }
  }

  private static func last(_ path: String) -> String {
    String(path.split(separator: ".").last ?? "")
  }
}
