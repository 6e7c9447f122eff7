/// Functions of PHP on arrays, with known arguments; nil for all others.
func arrayFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  if name == "implode" { return stringFunction(name, values) }
  if name == "in_array" || name == "array_search" { return searched(name, values) }
  if name == "array_key_exists" || name == "key_exists" {
    guard let key = values.first?.key, case .array(let array)? = values[safe: 1] else {
      return nil
    }
    return .bool(array[key] != nil)
  }
  if name == "range" { return range(values) }
  if name == "array_fill" { return filled(values) }
  guard case .array(let array)? = values.first else { return nil }
  if let result = combining(name, array, values) { return result }
  switch name {
  case "count", "sizeof": return .int(array.count)
  case "array_keys": return .array(PHPArray(list: array.keys.map(\.value)))
  case "array_values": return .array(PHPArray(list: array.values))
  case "array_flip":
    return .array(
      PHPArray(array.pairs.compactMap { pair in pair.1.key.map { ($0, pair.0.value) } })
    )
  case "array_reverse":
    let isKept = values[safe: 1]?.truth ?? false
    return .array(isKept ? PHPArray(array.pairs.reversed()) : reversed(array))
  case "array_unique": return .array(unique(array))
  case "array_is_list": return .bool(array.isList)
  case "array_key_first": return array.isEmpty ? .null : array.key(at: 0).value
  case "array_key_last": return array.isEmpty ? .null : array.key(at: array.count - 1).value
  case "array_sum":
    if array.values.contains(where: \.isFloat) {
      return .float(array.values.reduce(0) { $0 + ($1.double ?? 0) })
    }
    return .int(array.values.reduce(0) { $0 &+ ($1.integer ?? 0) })
  case "array_column": return column(array, values)
  case "array_slice": return sliced(array, values)
  case "array_chunk":
    guard let size = values[safe: 1]?.integer, size > 0 else { return nil }
    let chunks = stride(from: 0, to: array.count, by: size).map { start in
      PHPValue.array(PHPArray(list: Array(array.values[start..<min(start + size, array.count)])))
    }
    return .array(PHPArray(list: chunks))
  case "array_fill_keys":
    return .array(
      PHPArray(array.values.compactMap { key in key.key.map { ($0, values[safe: 1] ?? .null) } })
    )
  case "array_pad", "array_rand", "array_product": return nil
  case "iterator_to_array": return .array(array)
  default: return nil
  }
}

private func combining(_ name: String, _ array: PHPArray, _ values: [PHPValue]) -> PHPValue? {
  var others: [PHPArray] = []
  for value in values.dropFirst() {
    if case .array(let other) = value { others.append(other) }
  }
  switch name {
  case "array_merge": return .array(others.reduce(merged(PHPArray(), array), merged))
  case "array_merge_recursive", "array_replace_recursive": return nil
  case "array_replace":
    return .array(
      others.reduce(into: array) { result, other in
        for (key, value) in other.pairs { result[key] = value }
      }
    )
  case "array_combine":
    guard let other = others.first, other.count == array.count else { return nil }
    var result = PHPArray()
    for (position, key) in array.values.enumerated() {
      if let key = key.key { result[key] = other.values[position] }
    }
    return .array(result)
  case "array_diff", "array_intersect":
    let known = Set(others.flatMap(\.values).compactMap(\.text))
    let isDiff = name == "array_diff"
    return .array(
      PHPArray(array.pairs.filter { known.contains($0.1.text ?? "") != isDiff })
    )
  case "array_diff_key", "array_intersect_key":
    let isDiff = name == "array_diff_key"
    return .array(
      PHPArray(
        array.pairs.filter { pair in others.contains { $0[pair.0] != nil } != isDiff }
      )
    )
  default: return nil
  }
}

private func searched(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  guard let wanted = values.first, case .array(let array)? = values[safe: 1] else { return nil }
  let isStrict = values[safe: 2]?.truth ?? false
  var isUncertain = wanted.isUnknown
  for (key, value) in array.pairs {
    switch isStrict ? isIdentical(value, wanted) : isEqual(value, wanted) {
    case true?: return name == "in_array" ? .bool(true) : key.value
    case false?: continue
    case nil: isUncertain = true
    }
  }
  if isUncertain { return .unknown("whether a list has an element that is not known") }
  return .bool(false)
}

private func reversed(_ array: PHPArray) -> PHPArray {
  var result = PHPArray()
  for (key, value) in array.pairs.reversed() {
    if case .string = key { result[key] = value } else { result.append(value) }
  }
  return result
}

/// The value of a row, which is an array or an object, at a key.
private func cell(_ row: PHPValue, _ key: PHPKey) -> PHPValue? {
  switch row {
  case .array(let array): array[key]
  case .enumCase(let enumCase) where key == .string("value"): enumCase.backingValue
  case .enumCase(let enumCase) where key == .string("name"): .string(enumCase.name)
  case .object(let object): object.native?.property(key.value.text ?? "") ?? object.properties[key]
  default: nil
  }
}

private func column(_ array: PHPArray, _ values: [PHPValue]) -> PHPValue? {
  guard let wanted = values[safe: 1] else { return nil }
  let indexKey = values[safe: 2].flatMap { $0.isNull ? nil : $0.key }
  var result = PHPArray()
  for row in array.values {
    let value = wanted.isNull ? row : wanted.key.flatMap { cell(row, $0) }
    guard let value else { continue }
    if let indexKey, let key = cell(row, indexKey)?.key {
      result[key] = value
    } else {
      result.append(value)
    }
  }
  return .array(result)
}

private func sliced(_ array: PHPArray, _ values: [PHPValue]) -> PHPValue? {
  guard let start = values[safe: 1]?.integer else { return nil }
  let length = values[safe: 2].flatMap { $0.isNull ? nil : $0.integer }
  let kept = Array(array.pairs[sliceRange(array.count, start, length)])
  if values[safe: 3]?.truth == true { return .array(PHPArray(kept)) }
  return .array(merged(PHPArray(), PHPArray(kept)))
}

private func range(_ values: [PHPValue]) -> PHPValue? {
  guard let first = values.first, let second = values[safe: 1] else { return nil }
  if case .string(let one) = first, case .string(let other) = second, !isNumeric(one),
    let start = one.utf8.first, let end = other.utf8.first
  {
    let letters = start <= end ? Array(start...end) : (end...start).reversed()
    return .array(
      PHPArray(list: letters.map { .string(String(decoding: [$0], as: UTF8.self)) })
    )
  }
  guard let start = first.integer, let end = second.integer else { return nil }
  let step = abs(values[safe: 2]?.integer ?? 1)
  let (width, overflow) = max(start, end).subtractingReportingOverflow(min(start, end))
  guard step > 0, !overflow, width / step < 20_000 else { return nil }
  let list = stride(from: start, through: end, by: start <= end ? step : -step)
  return .array(PHPArray(list: list.map { .int($0) }))
}

private func filled(_ values: [PHPValue]) -> PHPValue? {
  guard let start = values.first?.integer, let count = values[safe: 1]?.integer,
    (0..<20_000).contains(count)
  else { return nil }
  let value = values[safe: 2] ?? .null
  return .array(PHPArray((0..<count).map { (.int(start &+ $0), value) }))
}
