public import StemmaRecord
public import StemmaStore

extension Exporter {
  /// Writes a version's sides as files of their own, in one pass.
  ///
  /// A side without records gives an empty file, of JSON an empty list.
  ///
  /// - Parameters:
  ///   - sides: which, each once; a record of another one is left out.
  ///   - write: given a file's place among `sides`, and its bytes in pieces of about 256 KiB.
  /// - Returns: how many records were written of each side.
  /// - Throws: what `write` throws; a `StoreError`; `ExportError.noSplit` where the version has none.
  public func export(
    _ version: Version, as format: ExportFormat, sides: [Side],
    write: (Int, [UInt8]) throws -> Void
  ) throws -> [Int] {
    let receipt = try store.receipt(version.receipt)
    guard receipt.roots.sides != nil else { throw ExportError.noSplit(version.name) }
    let task = try task(of: receipt)
    let (opening, separator, closing) = format.frame
    var counts = [Int](repeating: 0, count: sides.count)
    var buffers = [[UInt8]](repeating: [], count: sides.count)
    try store.forEachLeaf(of: receipt) { leaf in
      for (record, side) in leaf {
        guard let place = sides.firstIndex(where: { $0 == side?.side }) else { continue }
        buffers[place] += (counts[place] == 0 ? opening : separator).utf8
        CanonicalJSON.append(format.json(record, task: task), to: &buffers[place])
        counts[place] += 1
      }
      for place in buffers.indices where buffers[place].count >= Self.pieceBytes {
        try write(place, buffers[place])
        buffers[place].removeAll(keepingCapacity: true)
      }
      return true
    }
    for place in sides.indices {
      buffers[place] += (counts[place] == 0 ? (format == .alpaca ? "[]\n" : "") : closing).utf8
      try write(place, buffers[place])
    }
    return counts
  }
}
