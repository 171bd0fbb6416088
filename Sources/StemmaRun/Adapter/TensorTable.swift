import StemmaRecord

/// What the head of a file of weights says of its tensors: checked entry by entry, so that no tree of
/// the whole is built.
struct TensorTable {
  private var places = TensorPlaces()
  var count: Int { places.count }
  /// Where the last tensor's bytes end, from the end of the head.
  var endBytes: Int { places.endBytes }
  private let head: ArraySlice<UInt8>
  private let file: String
  private var place: Int

  /// The longest entry that is read: a name, a type, a shape and two offsets, or remarks.
  private static let entryLimitBytes = 1 << 16
  private static let remarks = "__metadata__"

  /// - Throws: `AdapterError.notWeights` or `.tensorAmiss`.
  init(_ head: ArraySlice<UInt8>, file: String) throws(AdapterError) {
    self.head = head
    self.file = file
    place = head.startIndex
    try take("{")
    if try peek() != UInt8(ascii: "}") {
      repeat { try readEntry() } while try takeComma()
    }
    try take("}")
    guard head[place...].allSatisfy(Self.isSpace) else { throw fault("something follows its head") }
    guard count > 0 else { throw fault("it holds no tensor") }
    if let (name, reason) = places.misplaced() {
      throw .tensorAmiss(file: file, tensor: name, reason: reason)
    }
  }

  private mutating func readEntry() throws(AdapterError) {
    guard try peek() == UInt8(ascii: "\"") else { throw fault() }
    guard let name = try readValue().string else { throw fault() }
    try take(":")
    guard try peek() == UInt8(ascii: "{") else { throw fault() }
    let entry = try readValue()
    if name == Self.remarks {
      guard entry.object?.members.allSatisfy({ $0.value.string != nil }) == true else {
        throw fault()
      }
      return
    }
    guard let type = entry["dtype"]?.string,
      let shape = entry["shape"]?.array?.map({ $0.integer ?? -1 }),
      shape.allSatisfy({ $0 >= 0 }),
      let offsets = entry["data_offsets"]?.array?.map({ $0.integer ?? -1 }), offsets.count == 2,
      0 <= offsets[0], offsets[0] <= offsets[1]
    else { throw fault("its head does not say where each tensor stands") }
    guard places.count < TensorPlaces.limit else {
      throw fault("it has more than \(TensorPlaces.limit) tensors")
    }
    if let reason = places.add(name, type: type, shape: shape, offsets[0]..<offsets[1]) {
      throw .tensorAmiss(file: file, tensor: name, reason: reason)
    }
  }

  /// Reads a text or an object, and goes behind it.
  private mutating func readValue() throws(AdapterError) -> JSONValue {
    let start = place
    var depth = 0
    var isText = false
    repeat {
      guard place < head.endIndex, place - start < Self.entryLimitBytes else { throw fault() }
      switch (head[place], isText) {
      case (UInt8(ascii: "\\"), true): place += 1
      case (UInt8(ascii: "\""), _): isText.toggle()
      case (UInt8(ascii: "{"), false), (UInt8(ascii: "["), false): depth += 1
      case (UInt8(ascii: "}"), false), (UInt8(ascii: "]"), false): depth -= 1
      default: break
      }
      place += 1
    } while depth > 0 || isText
    guard place <= head.endIndex,
      let value = try? JSONReader.read(head[start..<place], depthLimit: 8)
    else { throw fault() }
    return value
  }

  private mutating func takeComma() throws(AdapterError) -> Bool {
    guard try peek() == UInt8(ascii: ",") else { return false }
    place += 1
    return true
  }

  private mutating func take(_ byte: Unicode.Scalar) throws(AdapterError) {
    guard try peek() == UInt8(ascii: byte) else { throw fault() }
    place += 1
  }

  /// The next byte that is no space.
  private mutating func peek() throws(AdapterError) -> UInt8 {
    while place < head.endIndex, Self.isSpace(head[place]) { place += 1 }
    guard place < head.endIndex else { throw fault() }
    return head[place]
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  private func fault(_ reason: String = "its head is no JSON object of tensors") -> AdapterError {
    .notWeights(file: file, reason: reason)
  }
}
