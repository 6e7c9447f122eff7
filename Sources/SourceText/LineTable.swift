/// The offsets at which the lines of a text begin, for turning byte offsets into positions.
///
/// Built once per file and only when a position is needed; a lookup is a binary search.
package struct LineTable: Sendable, Equatable {
  private var starts: [Int32]

  /// Of a text of which nothing is counted yet.
  package init() { starts = [0] }

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
    count(bytes, in: 0..<bytes.count)
  }

  /// Counts on through a part of the text, which begins where the one before it ended.
  package mutating func count(_ bytes: [UInt8], in part: Range<Int>) {
    bytes.withUnsafeBufferPointer { buffer in
      for offset in part where buffer[offset] == 0x0A {
        starts.append(Int32(truncatingIfNeeded: offset + 1))
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
