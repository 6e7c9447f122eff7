/// A half-open range of byte offsets in one source file.
package struct ByteSpan: Hashable, Sendable {
  package var start: Int32
  package var end: Int32

  package init(_ start: Int, _ end: Int) {
    self.start = Int32(truncatingIfNeeded: start)
    self.end = Int32(truncatingIfNeeded: end)
  }

  package static let empty = ByteSpan(0, 0)

  package var range: Range<Int> { Int(start)..<max(Int(start), Int(end)) }

  package var isEmpty: Bool { end <= start }
}
