import StemmaExperiment
public import StemmaRecord
import StemmaTeacher

/// What each of a run's teachers behind a network costs.
public struct TeacherPrices: Hashable, Sendable {
  /// A teacher's price by its name in the manifest, `Manifest.unnamed` where it has none; nil where
  /// nobody knows.
  public let all: [(name: String, price: KnownPrice?)]
  private let known: [String: TokenPrice]

  init(_ manifest: Manifest) {
    self.init(manifest.liveChoices.map { ($0.name, Teachers.price($0.choice)) })
  }

  init(_ all: [(name: String, price: KnownPrice?)]) {
    self.all = all
    var known: [String: TokenPrice] = [:]
    for (name, price) in all { known[name] = price?.price }
    self.known = known
  }

  /// Whether every price is known.
  public var isKnown: Bool { known.count == all.count }

  /// Whether none costs anything.
  public var isFree: Bool { isKnown && known.values.allSatisfy(\.isFree) }

  /// Those whose price nobody knows.
  public var unknown: [String] { all.filter { $0.price == nil }.map(\.name) }

  /// Nil where it is not known.
  func price(of request: TeacherRequest) -> TokenPrice? { known[request.teacher] }

  /// Of whom an exchange was recorded with.
  func price(of teacher: String) -> TokenPrice? { known[teacher] }

  public static func == (left: TeacherPrices, right: TeacherPrices) -> Bool {
    left.all.elementsEqual(right.all) { $0.name == $1.name && $0.price == $1.price }
  }

  public func hash(into hasher: inout Hasher) {
    for (name, price) in all {
      hasher.combine(name)
      hasher.combine(price)
    }
  }
}
