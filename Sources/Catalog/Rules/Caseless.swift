/// Whether two names are one where case does not count, as `lowercased()` would have them, without
/// making new strings of what is compared with every column of a table.
package func isSameWithoutCase(_ left: String, _ right: String) -> Bool {
  var others = right.utf8.makeIterator()
  for byte in left.utf8 {
    guard let other = others.next() else { return false }
    if byte | other >= 0x80 { return left.lowercased() == right.lowercased() }
    if small(byte) != small(other) { return false }
  }
  return others.next() == nil
}

private func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
