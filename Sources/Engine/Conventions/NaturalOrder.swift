import SourceText

/// Whether a name comes before another as people count: `9_b` before `10_a`, `v0.9/` before
/// `v0.10/`; nil where both are the same.
///
/// Runs of digits are compared as numbers, and a `/` comes before everything else. Equal numbers
/// with other zeros still have one order.
func precedesNaturally(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool? {
  var one = 0
  var other = 0
  while one < left.count, other < right.count {
    let (first, second) = (left[one], right[other])
    if isDigit(first), isDigit(second) {
      let number = digits(of: left, at: &one)
      let rival = digits(of: right, at: &other)
      if number.count != rival.count { return number.count < rival.count }
      for (slot, place) in zip(number, rival) where left[slot] != right[place] {
        return left[slot] < right[place]
      }
    } else if first == second {
      one += 1
      other += 1
    } else {
      return rank(first) < rank(second)
    }
  }
  if one < left.count || other < right.count { return one == left.count }
  return precedesByBytes(left, right)
}

/// Whether a name comes before another letter by letter; nil where both are the same.
func precedesByBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool? {
  for slot in 0..<min(left.count, right.count) where left[slot] != right[slot] {
    return left[slot] < right[slot]
  }
  return left.count == right.count ? nil : left.count < right.count
}

/// Passes a run of digits; where those are that count, without leading zeros.
private func digits(of name: Span<UInt8>, at place: inout Int) -> Range<Int> {
  while place < name.count, name[place] == 0x30 { place += 1 }
  let start = place
  while place < name.count, isDigit(name[place]) { place += 1 }
  return start..<place
}

/// All digits count alike where they meet something else.
private func rank(_ byte: UInt8) -> UInt8 {
  byte == 0x2F ? 0 : isDigit(byte) ? 0x30 : byte
}
