import StemmaText

/// Reads verb groups.
extension ClauseReader {
  func verbGroup(at start: Int) -> VerbGroup? {
    // "LOGNAME (input) Is used as …": a term that ran into its description.
    guard start < end, !words[start].isCapitalised else { return nil }
    let word = words[start]
    switch word.tag {
    case .modal: return afterModal(start)
    case .formOfBe: return afterBe(start)
    case .formOfHave: return afterHave(start)
    case .formOfDo: return afterDo(start)
    case .verb: return simple(start)
    default: return nil
    }
  }

  private func form(ofBe lower: String) -> VerbGroup.Form? {
    switch lower {
    case "is", "was": return .third
    case "are", "were": return .base
    default: return nil
    }
  }

  /// Skips adverbs and "not", noting both.
  private func skip(_ index: inout Int, into group: inout VerbGroup) {
    while index < end, words[index].tag == .adverb || words[index].tag == .negation {
      if words[index].tag == .negation, words[index].lower != "never" {
        group.isNegated = true
      } else {
        group.adverbs.append(index)
      }
      index += 1
    }
  }

  private func afterModal(_ start: Int) -> VerbGroup? {
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: .modal, auxiliary: start,
      base: "")
    if words[start].lower == "cannot" { group.isNegated = true }
    if words[start].lower == "ought" { return nil }
    var index = start + 1
    skip(&index, into: &group)
    guard index < end else { return nil }
    let word = words[index]
    if word.lower == "be" { return complete(&group, be: index) }
    if word.lower == "have" {
      if index + 1 < end, words[index + 1].tag == .participle || words[index + 1].lower == "been" {
        return nil
      }
      return finish(&group, main: index, base: "have")
    }
    if word.lower == "do" { return finish(&group, main: index, base: "do") }
    guard word.tag == .verb else { return nil }
    return finish(&group, main: index, base: word.lower)
  }

  private func finish(_ group: inout VerbGroup, main: Int, base: String) -> VerbGroup {
    group.main = main
    group.base = base
    group.range = group.range.lowerBound..<main + 1
    return group
  }

  private func afterBe(_ start: Int) -> VerbGroup? {
    guard let form = form(ofBe: words[start].lower) else { return nil }
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .copula, form: form, auxiliary: start,
      base: "be")
    return complete(&group, be: start)
  }

  /// What a form of "be" turns out to be: copula, progressive or passive.
  private func complete(_ group: inout VerbGroup, be: Int) -> VerbGroup? {
    var index = be + 1
    let before = group.adverbs.count
    skip(&index, into: &group)
    let isParticiple =
      index < end && words[index].can(.participle)
      && (words[index].tag == .participle || words[index].tag == .verb)
    let isGerund = index < end && words[index].tag == .gerund && !words[index].can(.noun)
    if isParticiple || isGerund {
      group.kind = isParticiple ? .passive : .progressive
      let lower = words[index].lower
      return finish(&group, main: index, base: Lexicon.verb(of: lower)?.base ?? lower)
    }
    group.adverbs.removeLast(group.adverbs.count - before)
    group.kind = .copula
    return finish(&group, main: group.isNegated ? negationEnd(after: be) : be, base: "be")
  }

  private func negationEnd(after be: Int) -> Int {
    be + 1 < end && words[be + 1].tag == .negation ? be + 1 : be
  }

  private func afterHave(_ start: Int) -> VerbGroup? {
    let lower = words[start].lower
    guard lower == "has" || lower == "have" || lower == "had" else { return nil }
    let form: VerbGroup.Form = lower == "has" ? .third : lower == "have" ? .base : .past
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: start, base: "")
    var index = start + 1
    skip(&index, into: &group)
    guard index < end else { return nil }
    if words[index].lower == "been" { return complete(&group, be: index) }
    if words[index].can(.participle), words[index].tag == .participle || words[index].tag == .verb {
      let base = Lexicon.verb(of: words[index].lower)?.base ?? ""
      return base.isEmpty ? nil : finish(&group, main: index, base: base)
    }
    guard !group.isNegated else { return nil }
    group.auxiliary = nil
    group.adverbs = []
    return finish(&group, main: start, base: "have")
  }

  private func afterDo(_ start: Int) -> VerbGroup? {
    let lower = words[start].lower
    guard lower == "does" || lower == "do" || lower == "did" else { return nil }
    let form: VerbGroup.Form = lower == "does" ? .third : lower == "do" ? .base : .past
    var group = VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: start, base: "")
    var index = start + 1
    skip(&index, into: &group)
    guard group.isNegated, index < end, words[index].can(.verbBase) || words[index].lower == "have"
    else { return nil }
    return finish(&group, main: index, base: words[index].lower)
  }

  private func simple(_ start: Int) -> VerbGroup? {
    let word = words[start]
    guard let verb = Lexicon.verb(of: word.lower) else { return nil }
    let form: VerbGroup.Form
    if word.can(.verbThird) {
      form = .third
    } else if word.can(.verbBase) {
      form = .base
    } else if word.can(.verbPast) {
      form = .past
    } else {
      return nil
    }
    return VerbGroup(
      range: start..<start + 1, main: start, kind: .active, form: form, auxiliary: nil,
      base: verb.base)
  }
}
