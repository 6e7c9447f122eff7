import SourceText

/// A key that sorts names as people count: `9_b` before `10_a`, `v0.9/` before `v0.10/`.
///
/// Runs of digits become their length and their digits without leading zeros, so that comparing
/// keys byte by byte compares numbers; a `/` sorts before everything else.
package struct NaturalKey: Comparable, Sendable {
  private var bytes: [UInt8]

  package init(_ name: some StringProtocol) {
    let name = name.utf8
    // A run of digits grows by two bytes at most.
    bytes = []
    bytes.reserveCapacity(2 * name.count + 3)
    var rest = name.startIndex
    while rest < name.endIndex {
      let byte = name[rest]
      guard isDigit(byte) else {
        bytes.append(byte == 0x2F ? 0x01 : byte)
        rest = name.index(after: rest)
        continue
      }
      let end = name[rest...].firstIndex { !isDigit($0) } ?? name.endIndex
      let significant = name[rest..<end].drop { $0 == 0x30 }
      bytes.append(0x30)
      bytes.append(UInt8(truncatingIfNeeded: min(significant.count, 255)))
      bytes += significant
      rest = end
    }
    // Equal numbers with other zeros still have one order.
    bytes.append(0)
    bytes += name
  }

  package static func < (left: NaturalKey, right: NaturalKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
