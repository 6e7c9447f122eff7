import SourceText

/// A key that sorts names as people count: `9_b` before `10_a`, `v0.9/` before `v0.10/`.
///
/// Runs of digits become their length and their digits without leading zeros, so that comparing
/// keys byte by byte compares numbers; a `/` sorts before everything else.
package struct NaturalKey: Comparable, Sendable {
  private var bytes: [UInt8]

  package init(_ name: some StringProtocol) {
    bytes =
      name.utf8.withContiguousStorageIfAvailable(naturalBytes)
      ?? Array(name.utf8).withUnsafeBufferPointer(naturalBytes)
  }

  package static func < (left: NaturalKey, right: NaturalKey) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

private func naturalBytes(_ name: UnsafeBufferPointer<UInt8>) -> [UInt8] {
  // A run of digits grows by two bytes at most.
  var bytes: [UInt8] = []
  bytes.reserveCapacity(2 * name.count + 3)
  var place = 0
  while place < name.count {
    guard isDigit(name[place]) else {
      bytes.append(name[place] == 0x2F ? 0x01 : name[place])
      place += 1
      continue
    }
    let end = name[place...].firstIndex { !isDigit($0) } ?? name.count
    let significant = name[place..<end].drop { $0 == 0x30 }
    bytes.append(0x30)
    bytes.append(UInt8(truncatingIfNeeded: min(significant.count, 255)))
    bytes += significant
    place = end
  }
  // Equal numbers with other zeros still have one order.
  bytes.append(0)
  bytes += name
  return bytes
}
