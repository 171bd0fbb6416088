/// Tells which hashes came before within one record, without clearing a table for each.
struct Repetition: Sendable {
  private var hashes: [UInt64] = []
  /// In which record a place was filled last.
  private var rounds: [UInt32] = []
  private var round: UInt32 = 0

  /// Has no table before the first record begins.
  init() {}

  /// Begins a record that has so many hashes at most.
  mutating func begin(_ most: Int) {
    round &+= 1
    if hashes.isEmpty || most * 2 > hashes.count || round == 0 {
      var size = max(1024, hashes.count)
      while size < most * 2 { size *= 2 }
      hashes = Array(repeating: 0, count: size)
      rounds = Array(repeating: 0, count: size)
      round = 1
    }
  }

  /// - Returns: whether the hash came before in the record.
  mutating func insert(_ hash: UInt64) -> Bool {
    let mask = hashes.count &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while rounds[place] == round {
      if hashes[place] == hash { return true }
      place = (place &+ 1) & mask
    }
    hashes[place] = hash
    rounds[place] = round
    return false
  }
}
