import StemmaRecord

// Fields of rows that filters name.
extension ManifestChecker {
  /// A field that no row of the task has would be looked into for nothing. Of tasks of rows the columns are only
  /// known when tables are read. What versions keep is not checked: it was good enough when they were made.
  mutating func checkFilterFields(of task: TaskEntry) {
    guard !isStored, !task.fields.isEmpty else { return }
    for choice in values["filters"]?.filters ?? [] {
      for (parameter, field) in choice.fields
      where !task.fields.contains(where: field.hasSameBytes) {
        addUnknownName(
          "manifest.unknown-row-field", at: place(of: field, parameter, choice.name),
          path: "filters.\(choice.name).\(parameter)", field, among: task.fields,
          kind: "field of `\(task.name)`'s rows called")
      }
    }
  }

  /// Where a filter's parameter names a field.
  private func place(of field: String, _ parameter: String, _ filter: String) -> Place {
    guard let element = slots["filters.\(filter)"]?.node else { return .start(of: 0) }
    guard case .mapping(let filters) = element.content,
      case .mapping(let parameters)? = filters.first?.value.content,
      case .mapping(let fields)? = parameters.member(parameter)?.value.content,
      let member = fields.member(field)
    else { return element.place }
    return member.place
  }
}

extension FilterChoice {
  /// The fields of rows that its parameters name, with the parameters, in order.
  var fields: [(parameter: String, field: String)] {
    parameters.sorted { $0.key < $1.key }.flatMap { parameter, value -> [(String, String)] in
      guard case .fieldTexts(let texts) = value else { return [] }
      return texts.names.filter { $0 != FilterEntry.everyField }.map { (parameter, $0) }
    }
  }
}
