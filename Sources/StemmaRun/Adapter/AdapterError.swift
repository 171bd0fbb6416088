public import StemmaRecord

/// Why an adapter was not registered. Nothing was written then.
public enum AdapterError: ActionableError, Hashable {
  /// The file has no byte.
  case empty(file: String)
  /// The file is none of weights; `reason` says what it lacks.
  case notWeights(file: String, reason: String)
  /// What it says of its tensors is longer than stemma reads.
  case headTooLong(file: String, bytes: UInt64)
  /// What its head says of a tensor cannot be.
  case tensorAmiss(file: String, tensor: String, reason: String)
  /// Of its tensors' bytes so many are missing at its end.
  case cutOff(file: String, missing: Int)
  /// So many bytes stand behind the last tensor.
  case overlong(file: String, bytes: Int)
  /// What is to name whoever serves it cannot be read.
  case teacherUnreadable(TeacherFormError)
  /// Whoever is named serves no weights of one's own.
  case servesNone(teacher: String)
  /// The server would answer with its base.
  case modelMissing(teacher: String)

  public var code: String {
    switch self {
    case .empty: "adapter.empty"
    case .notWeights: "adapter.not-weights"
    case .headTooLong: "adapter.head-too-long"
    case .tensorAmiss: "adapter.tensor-amiss"
    case .cutOff: "adapter.cut-off"
    case .overlong: "adapter.overlong"
    case .teacherUnreadable: "adapter.teacher-unreadable"
    case .servesNone: "adapter.teacher-serves-none"
    case .modelMissing: "adapter.model-missing"
    }
  }

  public var whatHappened: String {
    switch self {
    case .empty: "The file is empty."
    case .notWeights(_, let reason): "This is no file of weights (safetensors): \(reason)."
    case .headTooLong(_, let bytes):
      "The file's head would have \(bytes) bytes, and stemma reads \(AdapterFile.headLimitBytes)."
    case .tensorAmiss(_, let tensor, let reason):
      "The tensor `\(tensor.onOneLine(limit: 96))` \(reason)."
    case .cutOff(_, let missing):
      "The file is cut off: \(missing) bytes of its weights are missing."
    case .overlong(_, let bytes): "\(bytes) bytes stand behind the file's last weights."
    case .teacherUnreadable(let error): error.whatHappened
    case .servesNone(let teacher):
      "`\(teacher.onOneLine(limit: 96))` serves no adapter of yours."
    case .modelMissing(let teacher):
      "`\(teacher.onOneLine(limit: 96))` does not say under which name it serves the adapter."
    }
  }

  public var place: String? {
    switch self {
    case .empty(let file), .notWeights(let file, _), .headTooLong(let file, _),
      .tensorAmiss(let file, _, _), .cutOff(let file, _), .overlong(let file, _):
      file
    case .teacherUnreadable, .servesNone, .modelMissing: "--teacher"
    }
  }

  public var nextStep: String {
    switch self {
    case .empty, .tensorAmiss, .cutOff, .overlong: "Copy the file again from where it was trained."
    case .notWeights, .headTooLong:
      "Name the adapter's own file, such as `adapter_model.safetensors`."
    case .teacherUnreadable(let error): error.nextStep
    case .servesNone:
      "Name a server of your own: `vllm-server:URL#MODEL`, `ollama:MODEL` or `hf:MODEL`."
    case .modelMissing(let teacher):
      "Write `\(teacher.onOneLine(limit: 96))#` and the name that the server gave it."
    }
  }
}
