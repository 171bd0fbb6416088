import StemmaRecord

// Teacher `self`: the adapter that is registered for the dataset, and whoever serves it.
extension ManifestChecker {
  /// The first digits of an adapter's digest, or all of them.
  mutating func adapterDigits(_ slot: Slot) -> String? {
    guard let text = text(slot, limit: 1_000) else { return nil }
    let digits = text.utf8.dropFirst("sha256:".utf8.count)
    let isDigest =
      text.hasPrefix("sha256:") && (4...64).contains(digits.count)
      && digits.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    if isDigest { return text }
    problems.add(
      "manifest.bad-adapter", at: slot.place, path: slot.path,
      "\(Shown.text(text)) names no adapter.",
      nextStep: "Write `sha256:` and the first digits of its file's digest, at least four.")
    return nil
  }

  /// Puts in place of `self` whoever serves the adapter; without one, nothing is ever asked.
  ///
  /// - Parameter choice: how it is to be reached, if not as it was registered.
  mutating func served(_ choice: TeacherChoice, _ slot: Slot) -> TeacherChoice? {
    if choice.model != nil {
      let place = slots["\(slot.path).model"]?.keyPlace ?? slot.place
      problems.add(
        "manifest.model-of-adapter", at: place, path: "\(slot.path).model",
        "The model of `self` is its adapter's.",
        nextStep: "Take `model` out; `adapter` names another one than the newest.")
      return nil
    }
    // A name that is wrong is a mistake of its own, and so are digits that are.
    guard let dataset = values["dataset"]?.text,
      slots["\(slot.path).adapter"] == nil || values["\(slot.path).adapter"] != nil
    else { return nil }
    guard let adapter = adapter(of: dataset, slot) else { return nil }
    guard let served = try? TeacherChoice(parsing: adapter.teacher), let model = served.model,
      let entry = catalogue.provider(served.provider), entry.form != .adapter
    else {
      problems.add(
        "manifest.unknown-provider", at: slot.place, path: slot.path,
        "Adapter \(adapter.digest.short) is served by \(Shown.text(adapter.teacher)), which this "
          + "stemma cannot ask.", nextStep: "Register it anew with whoever serves it now.")
      return nil
    }
    var choice = choice
    choice.provider = served.provider
    choice.model = model
    choice.adapter = adapter.digest
    choice.baseURL = choice.baseURL ?? served.baseURL
    return choice
  }

  /// The adapter that is meant: the one named, or the one registered last.
  private mutating func adapter(of dataset: String, _ slot: Slot) -> Adapter? {
    let all = adapters(dataset)
    guard let newest = all.last else {
      problems.add(
        "manifest.no-adapter", at: slot.place, path: slot.path,
        "`self` is the adapter registered for dataset `\(dataset)`, and none is.",
        nextStep: "Register one with `stemma adapter add \(dataset) --version N --teacher "
          + "vllm-server:URL#MODEL --file adapter.safetensors`, or name another teacher, such as "
          + "`\(Manifest.standardTeacher)` or `openai:MODEL`.")
      return nil
    }
    guard let digits = values["\(slot.path).adapter"]?.text else { return newest }
    let fitting = all.filter { $0.digest.description.hasPrefix(digits) }
    let place = slots["\(slot.path).adapter"]?.place ?? slot.place
    guard let last = fitting.last else {
      problems.add(
        "manifest.unknown-adapter", at: place, path: "\(slot.path).adapter",
        "Dataset `\(dataset)` has no adapter \(Shown.text(digits)).",
        nextStep: "`stemma adapter list \(dataset)` shows those it has.")
      return nil
    }
    guard fitting.allSatisfy({ $0.digest == last.digest }) else {
      problems.add(
        "manifest.unknown-adapter", at: place, path: "\(slot.path).adapter",
        "Several adapters of dataset `\(dataset)` begin with \(Shown.text(digits)).",
        nextStep: "Give more digits.")
      return nil
    }
    return last
  }

  /// Only a version's own plan knows the adapter of any other teacher than `self`.
  ///
  /// - Returns: nil where a manifest claims to.
  mutating func knowingAdapter(_ choice: TeacherChoice, _ slot: Slot) -> TeacherChoice? {
    guard let named = slots["\(slot.path).adapter"] else { return choice }
    var choice = choice
    choice.adapter = values[named.path]?.text.flatMap(AdapterDigest.init(_:))
    if isStored, choice.adapter != nil { return choice }
    problems.add(
      "manifest.idle-adapter", at: named.keyPlace, path: named.path,
      "Only teacher `\(TeacherChoice.adapterProvider)` is asked by its adapter.",
      nextStep: "Write `provider: \(TeacherChoice.adapterProvider)`, or take the adapter out.")
    return nil
  }
}
