/// Questions about the type of a value, which unknown values answer with unknown; nil for all
/// other functions.
func typeFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  guard
    name.hasPrefix("is_") || name.hasSuffix("val") || name == "gettype" || name == "blank"
      || name == "filled"
  else { return nil }
  guard let value = values.first else { return nil }
  if case .unknown(let unknown) = value {
    let assumed = unknown.assumed.flatMap { typeFunction(name, [$0]) }
    return .unknown(PHPUnknown(unknown.reason, assuming: assumed))
  }
  switch (name, value) {
  case ("is_null", _): return .bool(value.isNull)
  case ("is_array", .array), ("is_string", .string), ("is_int", .int), ("is_integer", .int),
    ("is_float", .float), ("is_bool", .bool), ("is_object", .object), ("is_object", .closure),
    ("is_object", .enumCase), ("is_callable", .closure), ("is_iterable", .array),
    ("is_countable", .array), ("is_numeric", .int), ("is_numeric", .float),
    ("is_scalar", .string), ("is_scalar", .int), ("is_scalar", .bool), ("is_scalar", .float):
    return .bool(true)
  case ("is_numeric", .string(let text)): return .bool(isNumeric(text))
  case ("is_array", _), ("is_string", _), ("is_int", _), ("is_integer", _), ("is_float", _),
    ("is_bool", _), ("is_object", _), ("is_iterable", _), ("is_countable", _),
    ("is_numeric", _), ("is_scalar", _):
    return .bool(false)
  case ("intval", _): return value.integer.map { .int($0) }
  case ("floatval", _), ("doubleval", _): return value.double.map { .float($0) }
  case ("strval", _): return value.text.map { .string($0) }
  case ("boolval", _): return value.truth.map { .bool($0) }
  case ("gettype", .int): return .string("integer")
  case ("gettype", .float): return .string("double")
  case ("gettype", .bool): return .string("boolean")
  case ("gettype", .null): return .string("NULL")
  case ("gettype", .object), ("gettype", .closure), ("gettype", .enumCase):
    return .string("object")
  case ("gettype", _): return .string(value.typeName)
  case ("blank", .string(let text)): return .bool(text.allSatisfy(\.isWhitespace))
  case ("blank", _): return .bool(value.isNull || isEmptyArray(value))
  case ("filled", .string(let text)): return .bool(!text.allSatisfy(\.isWhitespace))
  case ("filled", _): return .bool(!(value.isNull || isEmptyArray(value)))
  default: return nil
  }
}

private func isEmptyArray(_ value: PHPValue) -> Bool {
  if case .array(let array) = value { array.isEmpty } else { false }
}

/// Functions on numbers, with known arguments; nil for all others.
func numberFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  switch name {
  case "abs":
    if case .int(let value)? = values.first, value != Int.min { return .int(abs(value)) }
    return values.first?.double.map { .float(abs($0)) }
  case "floor": return values.first?.double.map { .float($0.rounded(.down)) }
  case "ceil": return values.first?.double.map { .float($0.rounded(.up)) }
  case "round":
    guard let value = values.first?.double else { return nil }
    let decimals = values[safe: 1]?.integer ?? 0
    guard (0...15).contains(decimals) else { return nil }
    return .float(Double(fixed(value, decimals)) ?? value)
  case "max", "min":
    var list = values
    if list.count == 1, case .array(let array)? = values.first { list = array.values }
    guard var best = list.first else { return nil }
    for value in list.dropFirst() {
      guard let order = compare(value, best) else { return nil }
      if name == "max" ? order > 0 : order < 0 { best = value }
    }
    return best
  case "pow":
    guard let base = values.first?.integer, let exponent = values[safe: 1]?.integer,
      (0...62).contains(exponent)
    else { return nil }
    var result = 1
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: base)
      if overflow { return nil }
      result = product
    }
    return .int(result)
  case "intdiv":
    guard let one = values.first?.integer, let other = values[safe: 1]?.integer, other != 0,
      other != -1
    else { return nil }
    return .int(one / other)
  case "version_compare": return versionCompare(values)
  case "phpversion": return .string("8.3.0")
  case "number_format": return nil
  default: return nil
  }
}

private func versionCompare(_ values: [PHPValue]) -> PHPValue? {
  guard let one = values.first?.text, let other = values[safe: 1]?.text else { return nil }
  let (left, right) = (versionParts(one), versionParts(other))
  var order = 0
  for index in 0..<max(left.count, right.count) where order == 0 {
    order = compareVersions(left[safe: index], right[safe: index])
  }
  switch values[safe: 2]?.text {
  case nil: return .int(order)
  case "<", "lt": return .bool(order < 0)
  case "<=", "le": return .bool(order <= 0)
  case ">", "gt": return .bool(order > 0)
  case ">=", "ge": return .bool(order >= 0)
  case "==", "eq": return .bool(order == 0)
  case "!=", "ne": return .bool(order != 0)
  default: return nil
  }
}

/// `1.0-beta2` in parts: numbers and words, whatever stands between them.
private func versionParts(_ text: String) -> [Substring] {
  var parts: [Substring] = []
  for piece in text.split(whereSeparator: { !$0.isLetter && !$0.isNumber }) {
    var rest = piece
    while let first = rest.first {
      let part = rest.prefix { $0.isNumber == first.isNumber }
      parts.append(part)
      rest = rest.dropFirst(part.count)
    }
  }
  return parts
}

/// Any other word, dev, alpha, beta, RC, a number, p: as PHP orders them; nothing is a number.
private func compareVersions(_ left: Substring?, _ right: Substring?) -> Int {
  if let left, let right, let one = Int(left), let other = Int(right) {
    return one == other ? 0 : one < other ? -1 : 1
  }
  func rank(_ part: Substring?) -> Int {
    guard let part else { return 5 }
    if part.first?.isNumber == true { return 6 }
    for (number, words) in [["dev"], ["alpha", "a"], ["beta", "b"], ["RC", "rc"]].enumerated()
    where words.contains(where: { part.hasPrefix($0) }) {
      return number + 1
    }
    return part.hasPrefix("p") ? 7 : 0
  }
  let (one, other) = (rank(left), rank(right))
  return one == other ? 0 : one < other ? -1 : 1
}
