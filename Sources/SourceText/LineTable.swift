/// The offsets at which the lines of a text begin, for turning byte offsets into positions.
///
/// Built once per file and only when a position is needed; a lookup is a binary search.
package struct LineTable: Sendable, Equatable {
  private var starts: [Int32]

  /// From the lengths of all lines but the last, line breaks included.
  package init(lengths: [Int]) {
    starts = [0]
    var offset = 0
    for length in lengths {
      offset &+= length
      starts.append(Int32(truncatingIfNeeded: offset))
    }
  }

  package var lengths: [Int] { zip(starts, starts.dropFirst()).map { Int($1) - Int($0) } }

  package init(_ bytes: [UInt8]) {
    starts = [0]
    starts.reserveCapacity(bytes.count / 24 + 4)
    bytes.withUnsafeBufferPointer { buffer in
      var offset = 0
      while offset < buffer.count {
        if buffer[offset] == 0x0A { starts.append(Int32(truncatingIfNeeded: offset + 1)) }
        offset += 1
      }
    }
  }

  package func position(of offset: Int) -> SourcePosition {
    var low = 0
    var high = starts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return SourcePosition(line: low + 1, column: max(0, offset - Int(starts[low])) + 1)
  }
}
