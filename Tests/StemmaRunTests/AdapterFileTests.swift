import StemmaRecord
import StemmaTesting
import Testing

@testable import StemmaRun

@Suite("files of weights")
struct AdapterFileTests {
  private static func file(_ head: String, data: Int) -> [UInt8] {
    let head = Array(head.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: head.count >> ($0 * 8)) } + head
      + [UInt8](repeating: 7, count: data)
  }

  private static func tensors(_ count: Int, each: Int) -> [UInt8] {
    let entries = (0..<count).map { number in
      #""layers.\#(number).lora_A": {"dtype":"BF16","shape":[1, \#(each / 2)],"#
        + #""data_offsets":[\#(number * each),\#((number + 1) * each)]}"#
    }
    let remarks = #""__metadata__":{"format":"pt","note":"\"}{\\"}"#
    return file("{\(([remarks] + entries).joined(separator: ", "))}  ", data: count * each)
  }

  private static func read(_ bytes: [UInt8], pieces: Int = 1 << 20) throws -> AdapterFile {
    var rest = bytes[...]
    return try AdapterFile("a.safetensors") { buffer in
      let piece = rest.prefix(min(pieces, buffer.count))
      buffer.copyBytes(from: piece)
      rest = rest.dropFirst(piece.count)
      return piece.count
    }
  }

  @Test("digest, size and tensors are the same however it is read", arguments: [1, 7, 64, 4096])
  func pieces(size: Int) throws {
    let bytes = Self.tensors(40, each: 16)
    let file = try Self.read(bytes, pieces: size)
    var hash = FileDigest()
    bytes.withUnsafeBytes { hash.update($0) }
    #expect(file.digest.description == "sha256:\(hash.finish())")
    #expect(file.sizeBytes == bytes.count && file.tensors == 40)
  }

  @Test(
    "what is no file of weights is told from one",
    arguments: [
      ("", 0, "not-weights"), ("{}", 0, "not-weights"), ("[]", 0, "not-weights"),
      ("{\"a\":1}", 0, "not-weights"), ("{\"a\":{}}", 0, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0]}}", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]}}", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,0]}}", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}x", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},}", 4, "not-weights"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 3, "cut-off"),
      ("{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 5, "overlong"),
      (
        "{\"a\":{\"dtype\":\"F32\",\"shape\":[2251799813685248],\"data_offsets\":[0,9007199254740992]}}",
        4,
        "cut-off"
      ),
      (
        "{\"__metadata__\":{\"n\":1},\"a\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,0]}}",
        0,
        "not-weights"
      ),
      ("{\"a", 0, "not-weights"), ("{\"a\\", 0, "not-weights"),
      ("{\"a\":{\"\\\"", 0, "not-weights"),
      ("{\"a\":[[[[[[[[[[[[", 0, "not-weights"),
      ("{\"\u{1}\":{}}", 0, "not-weights"),
    ])
  func hostile(head: String, data: Int, code: String) throws {
    let error = #expect(throws: AdapterError.self) { try Self.read(Self.file(head, data: data)) }
    #expect(error?.code == "adapter.\(code)")
    #expect(error?.place == "a.safetensors" && error?.nextStep.isEmpty == false)
  }

  /// A file of tensors, each by name, type, shape and offsets.
  private static func table(_ tensors: [(String, String, [Int], Int, Int)], data: Int) -> [UInt8] {
    let entries = tensors.map { name, type, shape, start, end in
      #""\#(name)":{"dtype":"\#(type)","shape":\#(shape),"data_offsets":[\#(start),\#(end)]}"#
    }
    return file("{\(entries.joined(separator: ","))}", data: data)
  }

  @Test("each tensor is as long as it should be, and they lie side by side; who does not is named")
  func places() throws {
    let good: [(String, String, [Int], Int, Int)] = [
      ("c", "F32", [2, 2], 12, 28), ("a", "BF16", [2, 3], 0, 12), ("d", "F4", [3, 2], 28, 31),
      ("e", "F32", [0, 9], 31, 31), ("f", "I64", [], 31, 39), ("g", "OF_TOMORROW", [7], 39, 40),
    ]
    #expect(try Self.read(Self.table(good, data: 40)).tensors == good.count)
    let amiss: [(Int, (String, String, [Int], Int, Int), String)] = [
      (0, ("c", "F32", [2, 3], 12, 28), "`c` has 16 bytes, and of F32 [2, 3] it would have 24"),
      (0, ("c", "F16", [2, 2], 12, 28), "`c` has 16 bytes"),
      (0, ("c", "F32", [1 << 40, 1 << 40], 12, 28), "`c` is larger"),
      (2, ("d", "F4", [5], 28, 31), "`d` has 3 bytes"),
      (0, ("c", "F32", [1, 2], 12, 20), "`d` has 8 bytes before it"),
      (0, ("c", "F32", [2, 2], 8, 24), "`c` shares 4 bytes"),
      (1, ("a", "BF16", [2, 3], 1, 13), "`a` has 1 bytes before it"),
      (1, ("c", "BF16", [2, 3], 0, 12), "`c` stands there twice"),
      (3, ("e", "F32", [0], 30, 30), "`e` shares"),
    ]
    for (place, tensor, words) in amiss {
      var tensors = good
      tensors[place] = tensor
      let error = #expect(throws: AdapterError.self) {
        try Self.read(Self.table(tensors, data: 40))
      }
      #expect(error?.code == "adapter.tensor-amiss")
      #expect(error?.whatHappened.contains(words) == true, "\(error?.whatHappened ?? "") \(words)")
    }
    let many = (0...TensorPlaces.limit).map { ("t\($0)", "U8", [1], $0, $0 + 1) }
    let error = #expect(throws: AdapterError.self) {
      try Self.read(Self.table(many, data: many.count))
    }
    #expect(error?.whatHappened.contains("more than 131072 tensors") == true)
  }

  @Test("a head of any claimed length costs no more than is there")
  func lengths() throws {
    let lengths: [UInt64] = [.max, 1 << 40, (16 << 20) + 1]
    for length in lengths {
      let bytes = (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) }
      #expect(throws: AdapterError.headTooLong(file: "a.safetensors", bytes: length)) {
        try Self.read(bytes + [1, 2])
      }
    }
    let claimed: [UInt8] = [0, 0, 0, 1, 0, 0, 0, 0]
    #expect(throws: AdapterError.self) { try Self.read(claimed + Array("{}".utf8)) }
    #expect(throws: AdapterError.empty(file: "a.safetensors")) { try Self.read([]) }
    // An entry has its limit too, whatever the head's length.
    let long =
      "{\"a\":{\"dtype\":\"" + String(repeating: "F", count: 1 << 17)
      + "\",\"shape\":[],\"data_offsets\":[0,0]}}"
    #expect(throws: AdapterError.self) { try Self.read(Self.file(long, data: 0)) }
  }

  @Test(
    "no file that was cut, and none of which a byte of its head changed, is misread",
    arguments: [1, 2, 3])
  func mutated(seed: UInt64) throws {
    var dice = Dice(seed)
    let whole = Self.tensors(5, each: 8)
    for length in 0..<whole.count {
      #expect(throws: AdapterError.self) { try Self.read(Array(whole.prefix(length))) }
    }
    for _ in 0..<2_000 {
      var bytes = whole
      let place = Int(dice.next() % UInt64(bytes.count))
      bytes[place] ^= UInt8(1 << (dice.next() % 8))
      do {
        let file = try Self.read(bytes)
        #expect(file.sizeBytes == whole.count && (1...5).contains(file.tensors))
        #expect(try file.digest != Self.read(whole).digest)
      } catch is AdapterError {}
    }
  }

  @Test(
    "who serves an adapter is a server of one's own, by that server's name for it",
    arguments: [
      ("vllm-server:http://h:8000/v1#lora", nil), ("ollama:brew", nil), ("hf:me/lora", nil),
      ("vllm-server:http://h", "model-missing"), ("openai:m", "teacher-serves-none"),
      ("self", "teacher-serves-none"), ("anthropic:m", "teacher-serves-none"),
      ("embedded", "teacher-unreadable"), ("", "teacher-unreadable"),
      ("vllm-server:http://me:secret@h#m", "teacher-unreadable"),
      ("vllm-server:http://h?key=secret#m", "teacher-unreadable"),
    ] as [(String, String?)])
  func servers(text: String, code: String?) throws {
    guard let code else {
      #expect(try AdapterServer.choice(text).shortForm == text)
      return
    }
    let error = #expect(throws: AdapterError.self) { try AdapterServer.choice(text) }
    #expect(error?.code == "adapter.\(code)" && error?.place == "--teacher")
    #expect(error.map { "\($0.whatHappened)\($0.nextStep)".contains("secret") } == false)
  }
}
