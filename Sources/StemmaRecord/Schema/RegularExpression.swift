/// A regular expression that is matched in time linear in the text, whatever the pattern: all ways to
/// match are followed side by side, from the text's end to its beginning.
///
/// Patterns are those of ECMA-262 with its flag `u`, but for looking behind and references back. They
/// are not anchored.
///
/// - Source: Thompson 1968, "Regular expression search algorithm".
public struct RegularExpression: Sendable {
  /// A pattern may be so long, in scalars.
  public static let lengthLimit = 4_096
  /// Counted repetitions written out, a pattern may have so many states.
  public static let stateLimit = 20_000
  /// So many lookaheads, repetitions written out likewise.
  static let lookaheadLimit = 64

  fileprivate enum Condition: Sendable {
    case always
    case start
    case end
    case wordEdge(isNegated: Bool)
    /// A lookahead, by its place among the automata.
    case ahead(Int, isNegated: Bool)
  }

  /// An automaton turned round: from each state to those before it.
  fileprivate struct Automaton: Sendable {
    /// By state: those that lead to it by a character.
    var byScalar: [[(state: Int, set: Int)]] = []
    /// By state: those that lead to it without one.
    var free: [[(state: Int, condition: Condition)]] = []
    var entry = 0
    var accept = 0
  }

  fileprivate var sets: [ScalarSet] = []
  /// Lookaheads, each after those inside it, and last the whole pattern.
  fileprivate var automata: [Automaton] = []
  fileprivate var stateCount = 0

  /// - Returns: nil where the pattern is malformed, too large, or one that is not matched here.
  public init?(_ pattern: String) {
    guard pattern.unicodeScalars.count <= Self.lengthLimit,
      let tree = PatternParser.tree(of: pattern), addAutomaton(tree) != nil
    else { return nil }
  }

  /// Whether a part of the text matches.
  public func matches(_ text: String) -> Bool {
    var work = Int.max
    return matches(text, work: &work) ?? false
  }

  /// - Parameter work: how many steps may be taken; afterwards how many are left.
  /// - Returns: nil where these are too few.
  func matches(_ text: String, work: inout Int) -> Bool? {
    let scalars = text.unicodeScalars.map(\.value)
    var tables: [[Bool]] = []
    for (index, automaton) in automata.enumerated() {
      let isWhole = index == automata.count - 1
      var run = PatternRun(self, automaton, scalars, tables)
      guard let table = run.table(work: &work, untilFound: isWhole) else { return nil }
      if isWhole { return table.contains(true) }
      tables.append(table)
    }
    return false
  }
}

// MARK: Making the automata

extension RegularExpression {
  /// - Returns: the automaton's place; nil where it becomes too large.
  private mutating func addAutomaton(_ tree: PatternTree) -> Int? {
    var automaton = Automaton()
    guard let accept = addState(&automaton) else { return nil }
    automaton.accept = accept
    guard let entry = add(tree, before: accept, &automaton) else { return nil }
    automaton.entry = entry
    guard automata.count <= Self.lookaheadLimit else { return nil }
    automata.append(automaton)
    return automata.count - 1
  }

  private mutating func addState(_ automaton: inout Automaton) -> Int? {
    guard stateCount < Self.stateLimit else { return nil }
    stateCount += 1
    automaton.byScalar.append([])
    automaton.free.append([])
    return automaton.free.count - 1
  }

  /// A state from which `next` can be reached under a condition.
  private mutating func addStep(
    _ condition: Condition, before next: Int, _ automaton: inout Automaton
  ) -> Int? {
    guard let state = addState(&automaton) else { return nil }
    automaton.free[next].append((state, condition))
    return state
  }

  /// - Returns: the state in which the tree is still to be matched, and after it what `next` is for.
  private mutating func add(
    _ tree: PatternTree, before next: Int, _ automaton: inout Automaton
  ) -> Int? {
    switch tree {
    case .empty: return next
    case .scalar(let set):
      guard let state = addState(&automaton) else { return nil }
      automaton.byScalar[next].append((state, sets.count))
      sets.append(set)
      return state
    case .sequence(let parts):
      var next = next
      for part in parts.reversed() {
        guard let entry = add(part, before: next, &automaton) else { return nil }
        next = entry
      }
      return next
    case .choice(let branches):
      guard let state = addState(&automaton) else { return nil }
      for branch in branches {
        guard let entry = add(branch, before: next, &automaton) else { return nil }
        automaton.free[entry].append((state, .always))
      }
      return state
    case .repeated(let part, let least, let most):
      return addRepeated(part, least, most, before: next, &automaton)
    case .start: return addStep(.start, before: next, &automaton)
    case .end: return addStep(.end, before: next, &automaton)
    case .wordEdge(let isNegated):
      return addStep(.wordEdge(isNegated: isNegated), before: next, &automaton)
    case .ahead(let part, let isNegated):
      guard let place = addAutomaton(part) else { return nil }
      return addStep(.ahead(place, isNegated: isNegated), before: next, &automaton)
    }
  }

  private mutating func addRepeated(
    _ part: PatternTree, _ least: Int, _ most: Int?, before next: Int,
    _ automaton: inout Automaton
  ) -> Int? {
    var entry = next
    if let most {
      for _ in least..<most {
        guard let choice = addState(&automaton),
          let once = add(part, before: entry, &automaton)
        else { return nil }
        automaton.free[once].append((choice, .always))
        automaton.free[next].append((choice, .always))
        entry = choice
      }
    } else {
      guard let loop = addStep(.always, before: next, &automaton),
        let once = add(part, before: loop, &automaton)
      else { return nil }
      automaton.free[once].append((loop, .always))
      entry = loop
    }
    for _ in 0..<least {
      guard let once = add(part, before: entry, &automaton) else { return nil }
      // Without this an empty part would be written out for nothing, and never come to the limit.
      guard let state = addStep(.always, before: once, &automaton) else { return nil }
      entry = state
    }
    return entry
  }
}

// MARK: Matching

/// One automaton's way through a text.
private struct PatternRun {
  private let expression: RegularExpression
  private let automaton: RegularExpression.Automaton
  private let scalars: [UInt32]
  /// Where the lookaheads before this automaton hold.
  private let tables: [[Bool]]
  /// For each state the last position, counted from the text's end, at which it was reached.
  private var reached: [Int]
  private var states: [Int] = []

  init(
    _ expression: RegularExpression, _ automaton: RegularExpression.Automaton,
    _ scalars: [UInt32], _ tables: [[Bool]]
  ) {
    self.expression = expression
    self.automaton = automaton
    self.scalars = scalars
    self.tables = tables
    reached = Array(repeating: -1, count: automaton.free.count)
  }

  /// - Parameter untilFound: stop at the first position where there is a match.
  /// - Returns: for each position whether there is a match that begins at it; nil where the work
  ///   allowed was too little.
  mutating func table(work: inout Int, untilFound: Bool) -> [Bool]? {
    var table = Array(repeating: false, count: scalars.count + 1)
    var later: [Int] = []
    for position in stride(from: scalars.count, through: 0, by: -1) {
      states.removeAll(keepingCapacity: true)
      let stamp = scalars.count - position
      reach(automaton.accept, stamp)
      if position < scalars.count {
        for state in later {
          for before in automaton.byScalar[state] {
            work -= 1
            if expression.sets[before.set].contains(scalars[position]) {
              reach(before.state, stamp)
            }
          }
        }
      }
      var index = 0
      while index < states.count {
        for before in automaton.free[states[index]] {
          work -= 1
          if holds(before.condition, at: position) { reach(before.state, stamp) }
        }
        index += 1
      }
      work -= states.count
      guard work >= 0 else { return nil }
      table[position] = reached[automaton.entry] == stamp
      if untilFound && table[position] { return table }
      swap(&states, &later)
    }
    return table
  }

  private mutating func reach(_ state: Int, _ stamp: Int) {
    guard reached[state] != stamp else { return }
    reached[state] = stamp
    states.append(state)
  }

  private func holds(_ condition: RegularExpression.Condition, at position: Int) -> Bool {
    switch condition {
    case .always: return true
    case .start: return position == 0
    case .end: return position == scalars.count
    case .wordEdge(let isNegated):
      let before = position > 0 && ScalarSet.isWordCharacter(scalars[position - 1])
      let after = position < scalars.count && ScalarSet.isWordCharacter(scalars[position])
      return (before != after) != isNegated
    case .ahead(let place, let isNegated): return tables[place][position] != isNegated
    }
  }
}
