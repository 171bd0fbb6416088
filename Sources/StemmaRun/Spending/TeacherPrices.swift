import StemmaExperiment
public import StemmaRecord
import StemmaTeacher

/// What each of a run's teachers behind a network costs.
public struct TeacherPrices: Hashable, Sendable {
  /// A teacher's price by its name in the manifest, `Manifest.unnamed` where it has none; nil where
  /// nobody knows.
  public let all: [(name: String, price: KnownPrice?)]
  private let known: [String: TokenPrice]
  /// What a question costs that is put by itself, whatever the manifest's mode.
  private let alone: [String: TokenPrice]

  init(_ manifest: Manifest) {
    let alone = manifest.liveChoices.map { name, choice in
      var choice = choice
      choice.isBatched = false
      return (name, Teachers.price(choice))
    }
    self.init(manifest.liveChoices.map { ($0.name, Teachers.price($0.choice)) }, alone: alone)
  }

  /// - Parameter alone: what questions that are put by themselves cost; nil for the same.
  init(
    _ all: [(name: String, price: KnownPrice?)],
    alone: [(name: String, price: KnownPrice?)]? = nil
  ) {
    self.all = all
    known = Self.byName(all)
    self.alone = alone.map(Self.byName) ?? known
  }

  private static func byName(
    _ all: [(name: String, price: KnownPrice?)]
  ) -> [String: TokenPrice] {
    var prices: [String: TokenPrice] = [:]
    for (name, price) in all { prices[name] = price?.price }
    return prices
  }

  /// Whether every price is known.
  public var isKnown: Bool { known.count == all.count }

  /// Whether none costs anything.
  public var isFree: Bool { isKnown && known.values.allSatisfy(\.isFree) }

  /// Those whose price nobody knows.
  public var unknown: [String] { all.filter { $0.price == nil }.map(\.name) }

  /// Of one of a round's requests, put as the manifest says; nil where it is not known.
  func price(of request: TeacherRequest) -> TokenPrice? { known[request.teacher] }

  /// Nil where it is not known.
  ///
  /// - Parameters:
  ///   - teacher: by the manifest's name.
  ///   - isAlone: whether a question is put by itself, and in no batch.
  func price(of teacher: String, isAlone: Bool) -> TokenPrice? {
    isAlone ? alone[teacher] : known[teacher]
  }

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
