import StemmaRecord

/// A field's value after it was checked.
enum CheckedValue: Sendable {
  case text(String)
  case texts([String])
  case integer(Int)
  case flag(Bool)
  case seed(UInt64)
  case decimal(Millionths)
  case filters([FilterChoice])
  case teacher(TeacherChoice)
  case teachers([NamedTeacher])
  case pool(TeacherPool)
  case object(JSONObject)
  case classes([ClassLabel])
  case topics([Topic])
  case weights([WeightedText])
  case outputs([OutputField])
  case mix(Mix)

  var text: String? { if case .text(let value) = self { value } else { nil } }
  var texts: [String]? { if case .texts(let value) = self { value } else { nil } }
  var integer: Int? { if case .integer(let value) = self { value } else { nil } }
  var flag: Bool? { if case .flag(let value) = self { value } else { nil } }
  var seed: UInt64? { if case .seed(let value) = self { value } else { nil } }
  var decimal: Millionths? { if case .decimal(let value) = self { value } else { nil } }
  var filters: [FilterChoice]? { if case .filters(let value) = self { value } else { nil } }
  var teacher: TeacherChoice? { if case .teacher(let value) = self { value } else { nil } }
  var teachers: [NamedTeacher]? { if case .teachers(let value) = self { value } else { nil } }
  var pool: TeacherPool? { if case .pool(let value) = self { value } else { nil } }
  var classes: [ClassLabel]? { if case .classes(let value) = self { value } else { nil } }
  var topics: [Topic]? { if case .topics(let value) = self { value } else { nil } }
  var weights: [WeightedText]? { if case .weights(let value) = self { value } else { nil } }
  var outputs: [OutputField]? { if case .outputs(let value) = self { value } else { nil } }
  var mix: Mix? { if case .mix(let value) = self { value } else { nil } }
  var object: JSONObject? { if case .object(let value) = self { value } else { nil } }
}
