/// A key that sorts names as people count: `9_b` before `10_a`, `v0.9/` before `v0.10/`.
///
/// Runs of digits become their length and their digits without leading zeros, so that comparing
/// keys byte by byte compares numbers; a `/` sorts before everything else.
package struct NaturalKey: Comparable, Sendable {
  private var bytes: [UInt8]

  package init(_ name: some StringProtocol) {
    bytes = []
    bytes.reserveCapacity(name.utf8.count + 8)
    var digits: [UInt8] = []
    for byte in name.utf8 {
      if isDigit(byte) {
        digits.append(byte)
        continue
      }
      flush(&digits)
      bytes.append(byte == 0x2F ? 0x01 : byte)
    }
    flush(&digits)
    // Equal numbers with other zeros still have one order.
    bytes.append(0)
    bytes += Array(name.utf8)
  }

  private mutating func flush(_ digits: inout [UInt8]) {
    guard !digits.isEmpty else { return }
    let significant = digits.drop { $0 == 0x30 }
    bytes.append(0x30)
    bytes.append(UInt8(truncatingIfNeeded: min(significant.count, 255)))
    bytes += significant
    digits.removeAll(keepingCapacity: true)
  }

  package static func < (left: NaturalKey, right: NaturalKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}
