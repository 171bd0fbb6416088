import CZlib

/// Unpacks what zip archives pack, to see how much comes of it; nothing of that is kept.
enum Inflation {
  /// How many bytes come of packed ones, and none beyond a limit are made.
  ///
  /// - Parameter packed: raw DEFLATE (RFC 1951), to its end.
  /// - Returns: at most `limitBytes` and a piece more; nil where the packing is broken, or ends early.
  static func size(of packed: ArraySlice<UInt8>, limitBytes: Int) -> Int? {
    var stream = z_stream()
    guard
      inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { inflateEnd(&stream) }
    var packed = Array(packed)
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    return packed.withUnsafeMutableBufferPointer { input in
      piece.withUnsafeMutableBufferPointer { output in
        stream.next_in = input.baseAddress
        stream.avail_in = UInt32(input.count)
        var size = 0
        while true {
          stream.next_out = output.baseAddress
          stream.avail_out = UInt32(output.count)
          let status = inflate(&stream, Z_NO_FLUSH)
          let made = output.count - Int(stream.avail_out)
          size += made
          if status == Z_STREAM_END || size > limitBytes { return size }
          guard status == Z_OK, made > 0 || stream.avail_in > 0 else { return nil }
        }
      }
    }
  }
}
