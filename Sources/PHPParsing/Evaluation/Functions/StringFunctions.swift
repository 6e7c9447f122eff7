import Catalog

/// Functions of PHP on texts, with known arguments; nil for all others.
func stringFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  if let result = partFunction(name, values) { return result }
  let first = values.first?.text
  switch name {
  case "strtolower", "mb_strtolower": return first.map { .string($0.lowercased()) }
  case "strtoupper", "mb_strtoupper": return first.map { .string($0.uppercased()) }
  case "ucfirst": return first.map { .string($0.prefix(1).uppercased() + $0.dropFirst()) }
  case "lcfirst": return first.map { .string($0.prefix(1).lowercased() + $0.dropFirst()) }
  case "ucwords":
    let separators = values[safe: 1]?.text ?? " \t\r\n\u{0C}\u{0B}"
    return first.map { .string(capitalizedWords($0, after: separators)) }
  case "trim", "ltrim", "rtrim", "chop": return first.map { .string(trimmed($0, name, values)) }
  case "strlen": return first.map { .int($0.utf8.count) }
  case "mb_strlen": return first.map { .int($0.unicodeScalars.count) }
  case "strrev": return first.map { .string(String($0.reversed())) }
  case "str_repeat":
    guard let first, let count = values[safe: 1]?.integer, count >= 0, count <= 10_000,
      first.utf8.count * count < 100_000
    else { return nil }
    return .string(String(repeating: first, count: count))
  case "sprintf": return first.map { .string(formatted($0, Array(values.dropFirst()))) }
  case "vsprintf":
    guard let first, case .array(let list)? = values[safe: 1] else { return nil }
    return .string(formatted(first, list.values))
  case "str_replace": return replaced(values)
  case "implode", "join": return joined(values)
  case "explode": return exploded(values)
  case "str_pad": return padded(values)
  case "addslashes": return first.map { .string(escaped($0)) }
  case "nl2br", "htmlspecialchars", "e", "strip_tags", "htmlspecialchars_decode": return nil
  case "json_encode": return values.first.flatMap(jsonText).map { .string($0) }
  case "basename":
    guard let first else { return nil }
    let trimmedPath = first.hasSuffix("/") ? String(first.dropLast()) : first
    var base = String(trimmedPath.split(separator: "/").last ?? "")
    if let suffix = values[safe: 1]?.text, base.hasSuffix(suffix), base != suffix {
      base = String(base.dropLast(suffix.count))
    }
    return .string(base)
  case "dirname":
    guard var path = first else { return nil }
    let levels = min(max(values[safe: 1]?.integer ?? 1, 1), 64)
    for _ in 0..<levels { path = parentFolder(of: path) }
    return .string(path.isEmpty ? "." : path)
  case "realpath": return first.map { .string($0) }
  case "strcmp": return compare(values[safe: 0] ?? .null, values[safe: 1] ?? .null).map { .int($0) }
  case "strcasecmp":
    guard let first, let second = values[safe: 1]?.text else { return nil }
    let (one, other) = (asciiLowercased(first), asciiLowercased(second))
    return .int(one == other ? 0 : one < other ? -1 : 1)
  case "ctype_digit":
    return first.map { .bool(!$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) }) }
  default: return nil
  }
}

extension Array {
  subscript(safe index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// Functions that look for a text in another.
private func partFunction(_ name: String, _ values: [PHPValue]) -> PHPValue? {
  guard let text = values.first?.text, values.count >= 2 else { return nil }
  switch name {
  case "str_contains": return values[1].text.map { .bool(contains(text, $0)) }
  case "str_starts_with": return values[1].text.map { .bool(text.hasPrefix($0) || $0.isEmpty) }
  case "str_ends_with": return values[1].text.map { .bool(text.hasSuffix($0) || $0.isEmpty) }
  case "strpos", "mb_strpos":
    guard let part = values[1].text else { return nil }
    let isByBytes = name == "strpos" || text.utf8.allSatisfy { $0 < 0x80 }
    let start = values[safe: 2]?.integer ?? 0
    guard isByBytes, start >= 0 || start >= -text.utf8.count else {
      guard start == 0 else { return nil }
      return offset(of: part, in: text).map { bytes in
        let before = String(decoding: Array(text.utf8)[..<bytes], as: UTF8.self)
        return .int(before.unicodeScalars.count)
      } ?? .bool(false)
    }
    let from = start < 0 ? text.utf8.count + start : start
    return offset(of: part, in: text, from: from).map { .int($0) } ?? .bool(false)
  case "stripos":
    return values[1].text.map {
      offset(of: asciiLowercased($0), in: asciiLowercased(text)).map { .int($0) } ?? .bool(false)
    }
  case "strrpos":
    return values[1].text.map { lastOffset(of: $0, in: text).map { .int($0) } ?? .bool(false) }
  case "substr_count":
    return values[1].text.map { .int(pieces(of: text, by: $0).count - 1) }
  case "strstr":
    guard let part = values[1].text else { return nil }
    guard let position = offset(of: part, in: text) else { return .bool(false) }
    let bytes = Array(text.utf8)
    let isBefore = values[safe: 2]?.truth ?? false
    return .string(
      String(decoding: isBefore ? bytes[..<position] : bytes[position...], as: UTF8.self)
    )
  case "substr", "mb_substr":
    guard let start = values[1].integer else { return nil }
    let length = values[safe: 2].flatMap { $0.isNull ? nil : $0.integer }
    return .string(slice(text, start, length, byBytes: name == "substr"))
  default: return nil
  }
}

func lastOffset(of part: String, in text: String) -> Int? {
  var found: Int?
  var start = 0
  while let position = offset(of: part, in: text, from: start) {
    found = position
    start = position + 1
    if part.isEmpty { break }
  }
  return found
}

func slice(_ text: String, _ start: Int, _ length: Int?, byBytes: Bool) -> String {
  if byBytes, !text.utf8.allSatisfy({ $0 < 0x80 }) {
    let range = sliceRange(text.utf8.count, start, length)
    return String(decoding: Array(text.utf8)[range], as: UTF8.self)
  }
  let scalars = Array(text.unicodeScalars)
  var result = String.UnicodeScalarView()
  result.append(contentsOf: scalars[sliceRange(scalars.count, start, length)])
  return String(result)
}

/// The positions that `substr` and `array_slice` keep.
func sliceRange(_ count: Int, _ start: Int, _ length: Int?) -> Range<Int> {
  let begin = start < 0 ? max(0, count &+ start) : min(start, count)
  guard let length else { return begin..<count }
  let (sum, overflow) = begin.addingReportingOverflow(length)
  let end = length < 0 ? count &+ length : overflow ? count : min(count, sum)
  return begin..<max(begin, end)
}

private func trimmed(_ text: String, _ name: String, _ values: [PHPValue]) -> String {
  let set = Set((values[safe: 1]?.text ?? " \n\r\t\u{0B}\0").utf8)
  var bytes = Array(text.utf8)[...]
  if name != "ltrim" { while let last = bytes.last, set.contains(last) { bytes.removeLast() } }
  if name == "trim" || name == "ltrim" {
    while let first = bytes.first, set.contains(first) { bytes.removeFirst() }
  }
  return String(decoding: bytes, as: UTF8.self)
}

func capitalizedWords(_ text: String, after separators: String = " \t\n") -> String {
  var result = ""
  var isStart = true
  for character in text {
    result += isStart ? character.uppercased() : String(character)
    isStart = separators.contains(character)
  }
  return result
}

/// A text cut at each separator, with empty pieces.
func pieces(of text: String, by separator: String) -> [String] {
  guard !separator.isEmpty else { return [text] }
  let bytes = Array(text.utf8)
  var list: [String] = []
  var start = 0
  while let position = offset(of: separator, in: text, from: start) {
    list.append(String(decoding: bytes[start..<position], as: UTF8.self))
    start = position + separator.utf8.count
  }
  list.append(String(decoding: bytes[start...], as: UTF8.self))
  return list
}

private func replaced(_ values: [PHPValue]) -> PHPValue? {
  guard values.count >= 3 else { return nil }
  if case .array(let subjects) = values[2] {
    var result = PHPArray()
    for (key, subject) in subjects.pairs {
      guard let made = replaced([values[0], values[1], subject]) else { return nil }
      result[key] = made
    }
    return .array(result)
  }
  guard var text = values[2].text else { return nil }
  var searches: [String] = []
  if case .array(let list) = values[0] { searches = list.values.compactMap(\.text) }
  if let single = values[0].text { searches = [single] }
  for (position, search) in searches.enumerated() where !search.isEmpty {
    var replacement = values[1].text ?? ""
    if case .array(let list) = values[1] { replacement = list.values[safe: position]?.text ?? "" }
    text = pieces(of: text, by: search).joined(separator: replacement)
  }
  return .string(text)
}

private func joined(_ values: [PHPValue]) -> PHPValue? {
  var list = PHPArray()
  var separator = ""
  for value in values {
    if case .array(let array) = value { list = array } else { separator = value.text ?? "" }
  }
  var parts: [String] = []
  for value in list.values {
    guard let text = value.text else {
      return .unknown(value.unknownPart ?? PHPUnknown("a text with an unknown part"))
    }
    parts.append(text)
  }
  return .string(parts.joined(separator: separator))
}

private func exploded(_ values: [PHPValue]) -> PHPValue? {
  guard let separator = values.first?.text, let text = values[safe: 1]?.text, !separator.isEmpty
  else { return nil }
  var list = pieces(of: text, by: separator)
  if let limit = values[safe: 2]?.integer {
    if limit > 0, list.count > limit {
      let rest = list[(limit - 1)...].joined(separator: separator)
      list = Array(list[..<(limit - 1)]) + [rest]
    } else if limit < 0 {
      list = Array(list.dropLast(limit == Int.min ? Int.max : -limit))
    }
  }
  return .array(PHPArray(list: list.map { .string($0) }))
}

private func padded(_ values: [PHPValue]) -> PHPValue? {
  guard let text = values.first?.text, let length = values[safe: 1]?.integer, length < 10_000
  else { return nil }
  let pad = values[safe: 2]?.text ?? " "
  let missing = length - text.utf8.count
  guard missing > 0, !pad.isEmpty else { return .string(text) }
  let filling = String(
    String(repeating: pad, count: missing / pad.utf8.count + 1).prefix(missing)
  )
  switch values[safe: 3]?.integer ?? 1 {
  case 0: return .string(filling + text)
  case 2:
    let half = String(filling.prefix(missing / 2))
    let rest = String(
      String(repeating: pad, count: missing / pad.utf8.count + 1).prefix(missing - missing / 2)
    )
    return .string(half + text + rest)
  default: return .string(text + filling)
  }
}

private func escaped(_ text: String) -> String {
  var result = ""
  for character in text {
    if character == "'" || character == "\"" || character == "\\" { result += "\\" }
    result.append(character)
  }
  return result
}
