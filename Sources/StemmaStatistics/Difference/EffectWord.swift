/// How large an effect is, in a word.
public enum EffectWord: String, CaseIterable, Comparable, Sendable {
  case same
  case small
  case moderate
  case large

  public static func < (left: EffectWord, right: EffectWord) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}
