/// Whether two names are one where case does not count, as `lowercased()` would have them, without
/// making new strings of what is compared with every column of a table.
package func isSameWithoutCase(_ left: String, _ right: String) -> Bool {
  let ones = left.utf8.span
  let others = right.utf8.span
  for slot in 0..<min(ones.count, others.count) {
    if ones[slot] | others[slot] >= 0x80 { return left.lowercased() == right.lowercased() }
    if small(ones[slot]) != small(others[slot]) { return false }
  }
  return ones.count == others.count
}

/// Whether a text comes before another where case does not count, as `lowercased()` would have
/// them.
package func precedesWithoutCase(_ left: String, _ right: String) -> Bool {
  let ones = left.utf8.span
  let others = right.utf8.span
  for slot in 0..<min(ones.count, others.count) {
    let (one, other) = (small(ones[slot]), small(others[slot]))
    if one == other, one < 0x80 { continue }
    // A letter with an accent behind it is another letter.
    let isPlain = one | other < 0x80 && isASCII(ones, slot + 1) && isASCII(others, slot + 1)
    return isPlain ? one < other : left.lowercased() < right.lowercased()
  }
  return ones.count < others.count
}

/// `lowercased()`, which makes no new string of a name that has nothing to lower.
package func lowercasedName(_ name: String) -> String {
  let isLower = name.utf8.span.withUnsafeBufferPointer { bytes in
    bytes.allSatisfy { $0 < 0x80 && $0 &- 0x41 >= 26 }
  }
  return isLower ? name : name.lowercased()
}

/// Letters of ASCII lowered and all else kept, as PHP compares names; the text itself where there is
/// nothing to lower.
package func asciiLowercased(_ text: String) -> String {
  let bytes = text.utf8.span
  if bytes.indices.allSatisfy({ small(bytes[$0]) == bytes[$0] }) { return text }
  return String(unsafeUninitializedCapacity: bytes.count) { buffer in
    for slot in bytes.indices { buffer[slot] = small(bytes[slot]) }
    return bytes.count
  }
}

private func isASCII(_ bytes: Span<UInt8>, _ slot: Int) -> Bool {
  slot >= bytes.count || bytes[slot] < 0x80
}

private func small(_ byte: UInt8) -> UInt8 { byte &- 0x41 < 26 ? byte | 0x20 : byte }
