/// An array that grows without moving, and without room for as much again.
public struct ChunkedArray<Element: Sendable>: Sendable {
  private static var chunkBits: Int { 12 }
  private static var chunkCount: Int { 1 << chunkBits }

  private var chunks: [[Element]] = []
  public private(set) var count = 0

  public init() {}

  public mutating func append(_ element: Element) {
    if count & (Self.chunkCount - 1) == 0 {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(Self.chunkCount)
    }
    chunks[chunks.count - 1].append(element)
    count += 1
  }

  public subscript(number: Int) -> Element {
    chunks[number >> Self.chunkBits][number & (Self.chunkCount - 1)]
  }
}
