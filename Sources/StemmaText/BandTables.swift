/// Numbers by the hashes of bands: for each band one open-addressed table with linear probing.
///
/// A place takes five bytes. The tables are filled to between 68 % and 85 %, so that a number takes
/// six to seven and a half bytes in each.
public struct BandTables: Sendable {
  public let bandCount: Int
  /// So many numbers of one key a band holds at most; later ones are left out of it.
  private let mostAlike: Int
  /// Places in the table of one band.
  private var capacity = 64
  private var count = 0
  /// One table after another: a byte of the key, or 0 for a free place.
  private var tags: [UInt8]
  private var numbers: [UInt32]

  public init(bandCount: Int, mostAlike: Int = .max) {
    self.bandCount = bandCount
    self.mostAlike = mostAlike
    tags = Array(repeating: 0, count: bandCount * capacity)
    numbers = Array(repeating: 0, count: bandCount * capacity)
  }

  /// Enters the next number, counted from 0.
  ///
  /// - Parameter key: the hash of a number's band, evenly distributed; asked for all numbers so far
  ///   where the tables must grow.
  @inline(__always)
  public mutating func append(_ key: (_ number: Int, _ band: Int) -> UInt64) {
    precondition(count < Int(UInt32.max), "tables hold fewer than 2^32 numbers")
    if (count + 1) * 20 > capacity * 17 {
      capacity += capacity / 4
      // Freed before there are new ones, so that both never stand side by side.
      tags = []
      numbers = []
      tags = Array(repeating: 0, count: bandCount * capacity)
      numbers = Array(repeating: 0, count: bandCount * capacity)
      for number in 0..<count { place(number, key) }
    }
    place(count, key)
    count += 1
  }

  @inline(__always)
  private mutating func place(_ number: Int, _ key: (_ number: Int, _ band: Int) -> UInt64) {
    for band in 0..<bandCount {
      let key = key(number, band)
      let tag = Self.tag(key)
      var place = firstPlace(band, key)
      var alike = 0
      while tags[place] != 0, alike < mostAlike {
        if tags[place] == tag { alike += 1 }
        place = nextPlace(band, place)
      }
      guard alike < mostAlike else { continue }
      tags[place] = tag
      numbers[place] = UInt32(truncatingIfNeeded: number)
    }
  }

  /// Visits every number that has this key in the band, and one in 255 of some others.
  @inline(__always)
  public func forEach(_ band: Int, _ key: UInt64, _ visit: (Int) -> Void) {
    let tag = Self.tag(key)
    var place = firstPlace(band, key)
    while tags[place] != 0 {
      if tags[place] == tag { visit(Int(numbers[place])) }
      place = nextPlace(band, place)
    }
  }

  private static func tag(_ key: UInt64) -> UInt8 { max(1, UInt8(truncatingIfNeeded: key)) }

  private func firstPlace(_ band: Int, _ key: UInt64) -> Int {
    band &* capacity &+ Int(truncatingIfNeeded: key.multipliedFullWidth(by: UInt64(capacity)).high)
  }

  private func nextPlace(_ band: Int, _ place: Int) -> Int {
    place &+ 1 == (band &+ 1) &* capacity ? band &* capacity : place &+ 1
  }
}
