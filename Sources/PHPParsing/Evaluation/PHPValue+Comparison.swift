import Catalog

/// How many elements a comparison looks at before it gives up: arrays share their parts, so that
/// few of them may hold more than can be walked.
private let comparisonLimit = 100_000

/// `===`; nil where a part is unknown.
func isIdentical(_ left: PHPValue, _ right: PHPValue) -> Bool? {
  var steps = comparisonLimit
  return isIdentical(left, right, &steps)
}

private func isIdentical(_ left: PHPValue, _ right: PHPValue, _ steps: inout Int) -> Bool? {
  steps -= 1
  guard steps > 0 else { return nil }
  switch (left, right) {
  case (.unknown, _), (_, .unknown): return nil
  case (.null, .null): return true
  case (.bool(let one), .bool(let other)): return one == other
  case (.int(let one), .int(let other)): return one == other
  case (.float(let one), .float(let other)): return one == other
  case (.string(let one), .string(let other)): return one == other
  case (.enumCase(let one), .enumCase(let other)):
    return one.name == other.name
      && asciiLowercased(one.enumName) == asciiLowercased(other.enumName)
  case (.object(let one), .object(let other)): return one === other
  case (.closure(let one), .closure(let other)): return one === other
  case (.array(let one), .array(let other)):
    guard one.count == other.count else { return false }
    for position in 0..<one.count {
      guard one.key(at: position) == other.key(at: position) else { return false }
      guard let same = isIdentical(one.values[position], other.values[position], &steps) else {
        return nil
      }
      if !same { return false }
    }
    return true
  default: return false
  }
}

/// `==`; nil where a part is unknown.
func isEqual(_ left: PHPValue, _ right: PHPValue) -> Bool? {
  var steps = comparisonLimit
  return isEqual(left, right, &steps)
}

private func isEqual(_ left: PHPValue, _ right: PHPValue, _ steps: inout Int) -> Bool? {
  steps -= 1
  guard steps > 0 else { return nil }
  switch (left, right) {
  case (.unknown, _), (_, .unknown): return nil
  case (.bool(let one), _): return right.truth.map { $0 == one }
  case (_, .bool(let other)): return left.truth.map { $0 == other }
  case (.string(let one), .string(let other)):
    if isNumeric(one), isNumeric(other) { return left.double == right.double }
    return one == other
  case (.null, .string(let other)): return other.isEmpty
  case (.string(let one), .null): return one.isEmpty
  case (.null, _): return right.truth.map { !$0 }
  case (_, .null): return left.truth.map { !$0 }
  case (.int, .string(let text)), (.float, .string(let text)):
    return isNumeric(text) ? left.double == right.double : left.text == text
  case (.string(let text), .int), (.string(let text), .float):
    return isNumeric(text) ? left.double == right.double : right.text == text
  case (.int, .float), (.float, .int): return left.double == right.double
  case (.array(let one), .array(let other)):
    guard one.count == other.count else { return false }
    for (key, value) in one.pairs {
      guard let counterpart = other[key] else { return false }
      guard let same = isEqual(value, counterpart, &steps) else { return nil }
      if !same { return false }
    }
    return true
  case (.object(let one), .string(let other)):
    return one.native?.text.map { $0 == other } ?? false
  case (.string(let one), .object(let other)):
    return other.native?.text.map { $0 == one } ?? false
  default: return isIdentical(left, right)
  }
}

/// `<=>` as -1, 0, 1; nil where a part is unknown or the order is not defined.
func compare(_ left: PHPValue, _ right: PHPValue) -> Int? {
  switch (left, right) {
  case (.unknown, _), (_, .unknown): return nil
  case (.string(let one), .string(let other)):
    if isNumeric(one), isNumeric(other) { break }
    return order(Array(one.utf8), Array(other.utf8))
  case (.bool, _), (_, .bool), (.null, _), (_, .null):
    if case .string(let text) = right, case .null = left { return text.isEmpty ? 0 : -1 }
    if case .string(let text) = left, case .null = right { return text.isEmpty ? 0 : 1 }
    guard let one = left.truth, let other = right.truth else { return nil }
    return one == other ? 0 : one ? 1 : -1
  case (.int, .string(let text)), (.float, .string(let text)):
    if !isNumeric(text) { return order(Array((left.text ?? "").utf8), Array(text.utf8)) }
  case (.string(let text), .int), (.string(let text), .float):
    if !isNumeric(text) { return order(Array(text.utf8), Array((right.text ?? "").utf8)) }
  case (.array(let one), .array(let other)):
    return one.count == other.count
      ? (isEqual(left, right) == true ? 0 : 1) : one.count < other.count ? -1 : 1
  default: break
  }
  guard let one = left.double, let other = right.double else { return nil }
  return one == other ? 0 : one < other ? -1 : 1
}

private func order(_ left: [UInt8], _ right: [UInt8]) -> Int {
  if left == right { return 0 }
  return left.lexicographicallyPrecedes(right) ? -1 : 1
}
