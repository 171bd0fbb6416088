import Foundation
import StemmaTesting

extension Repository {
  /// A file of `schemas/`.
  static func schema(_ name: String) throws -> [String: Any] {
    let schema = try JSONSerialization.jsonObject(with: Data(bytes("schemas/\(name)")))
    return schema as? [String: Any] ?? [:]
  }
}
