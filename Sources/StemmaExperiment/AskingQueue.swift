/// Askings that wait for their round, the first to be asked first.
struct AskingQueue: Sendable {
  private var askings: [Asking] = []
  /// What stands before it was taken.
  private var head = 0
  /// How many slots wait.
  private(set) var slotCount = 0

  mutating func append(_ more: [Asking]) {
    askings += more
    slotCount += more.reduce(0) { $0 + $1.slots.count }
  }

  /// Takes whole askings, as long as they have no more slots together.
  ///
  /// - Parameter most: nil for all that wait.
  mutating func take(_ most: Int?) -> [Asking] {
    let start = head
    var slots = 0
    while head < askings.count {
      let next = slots + askings[head].slots.count
      if let most, next > most { break }
      slots = next
      head += 1
    }
    slotCount -= slots
    let taken = Array(askings[start..<head])
    if head == askings.count { (askings, head) = ([], 0) }
    return taken
  }
}
