extension String {
  /// How many Unicode scalars there are, counted by their first bytes.
  public var scalarCount: Int {
    var text = self
    return text.withUTF8 { bytes in
      bytes.reduce(into: 0) { count, byte in count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
    }
  }
}
