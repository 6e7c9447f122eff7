import SourceText

/// JSON as PostgreSQL keeps and prints it as `jsonb`: `{"a": 1, "bb": [true, null]}`, keys by
/// length and then by bytes, of equal ones the last; nil for what is no JSON.
///
/// https://www.postgresql.org/docs/current/datatype-json.html
func postgresJSONB(_ text: String) -> String? {
  var reader = JSONReader(Array(text.utf8))
  guard let value = reader.value(), reader.isAtEnd else { return nil }
  var output: [UInt8] = []
  write(value, to: &output)
  return String(decoding: output, as: UTF8.self)
}

private indirect enum JSONValue {
  /// `true`, `false`, `null` and numbers, as they are printed.
  case word([UInt8])
  case string([UInt8])
  case array([JSONValue])
  case object([(key: [UInt8], value: JSONValue)])
}

private struct JSONReader {
  private let bytes: [UInt8]
  private var at = 0
  private var depth = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool {
    mutating get {
      skipSpaces()
      return at == bytes.count
    }
  }

  private mutating func skipSpaces() {
    while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
  }

  private mutating func accept(_ byte: UInt8) -> Bool {
    skipSpaces()
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  mutating func value() -> JSONValue? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 64 else { return nil }
    if accept(0x7B) { return object() }
    if accept(0x5B) { return array() }
    if accept(0x22) { return string().map { .string($0) } }
    return word()
  }

  private mutating func object() -> JSONValue? {
    var members: [(key: [UInt8], value: JSONValue)] = []
    if accept(0x7D) { return .object([]) }
    repeat {
      guard accept(0x22), let key = string(), accept(0x3A), let value = value() else { return nil }
      members.removeAll { $0.key == key }
      members.append((key, value))
      guard members.count < 1000 else { return nil }
    } while accept(0x2C)
    guard accept(0x7D) else { return nil }
    members.sort { left, right in
      left.key.count == right.key.count
        ? left.key.lexicographicallyPrecedes(right.key) : left.key.count < right.key.count
    }
    return .object(members)
  }

  private mutating func array() -> JSONValue? {
    var elements: [JSONValue] = []
    if accept(0x5D) { return .array([]) }
    repeat {
      guard let element = value() else { return nil }
      elements.append(element)
    } while accept(0x2C)
    return accept(0x5D) ? .array(elements) : nil
  }

  /// The rest of a string behind its opening quote, its escapes resolved.
  private mutating func string() -> [UInt8]? {
    var content: [UInt8] = []
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      switch byte {
      case 0x22: return content
      case 0x00..<0x20: return nil
      case 0x5C:
        guard let escaped = escape() else { return nil }
        content += escaped
      default: content.append(byte)
      }
    }
    return nil
  }

  private mutating func escape() -> [UInt8]? {
    guard at < bytes.count else { return nil }
    let byte = bytes[at]
    at += 1
    switch byte {
    case 0x22, 0x5C, 0x2F: return [byte]
    case 0x62: return [0x08]
    case 0x66: return [0x0C]
    case 0x6E: return [0x0A]
    case 0x72: return [0x0D]
    case 0x74: return [0x09]
    case 0x75: return unicode()
    default: return nil
    }
  }

  private mutating func unicode() -> [UInt8]? {
    guard let high = hexadecimal(), high != 0 else { return nil }
    var scalar = high
    if (0xD800..<0xDC00).contains(high) {
      guard at + 1 < bytes.count, bytes[at] == 0x5C, bytes[at + 1] == 0x75 else { return nil }
      at += 2
      guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
      scalar = 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
    return Unicode.Scalar(scalar).map { Array(String(Character($0)).utf8) }
  }

  private mutating func hexadecimal() -> UInt32? {
    guard at + 4 <= bytes.count else { return nil }
    defer { at += 4 }
    return UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
  }

  private mutating func word() -> JSONValue? {
    let start = at
    while at < bytes.count, isWordByte(bytes[at]) { at += 1 }
    let word = Array(bytes[start..<at])
    if ["true", "false", "null"].contains(String(decoding: word, as: UTF8.self)) {
      return .word(word)
    }
    return number(word).map { .word($0) }
  }

  private func isWordByte(_ byte: UInt8) -> Bool {
    isDigit(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x2B || byte == 0x2D
      || byte == 0x2E
  }

  /// As `numeric` prints it, trailing zeros kept; nil for exponents, whose digits nobody counts on.
  private func number(_ word: [UInt8]) -> [UInt8]? {
    let digits = word.first == 0x2D ? word.dropFirst() : word[...]
    let parts = digits.split(separator: 0x2E, omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(isDigit) }) else {
      return nil
    }
    if let whole = parts.first, whole.count > 1, whole.first == 0x30 { return nil }
    let isZero = digits.allSatisfy { $0 == 0x30 || $0 == 0x2E }
    return isZero ? Array(digits) : word
  }
}

private func write(_ value: JSONValue, to output: inout [UInt8]) {
  switch value {
  case .word(let word): output += word
  case .string(let content): write(string: content, to: &output)
  case .array(let elements):
    output.append(0x5B)
    for (place, element) in elements.enumerated() {
      if place > 0 { output += [0x2C, 0x20] }
      write(element, to: &output)
    }
    output.append(0x5D)
  case .object(let members):
    output.append(0x7B)
    for (place, member) in members.enumerated() {
      if place > 0 { output += [0x2C, 0x20] }
      write(string: member.key, to: &output)
      output += [0x3A, 0x20]
      write(member.value, to: &output)
    }
    output.append(0x7D)
  }
}

private func write(string content: [UInt8], to output: inout [UInt8]) {
  output.append(0x22)
  for byte in content {
    switch byte {
    case 0x22, 0x5C: output += [0x5C, byte]
    case 0x08: output += Array(#"\b"#.utf8)
    case 0x0C: output += Array(#"\f"#.utf8)
    case 0x0A: output += Array(#"\n"#.utf8)
    case 0x0D: output += Array(#"\r"#.utf8)
    case 0x09: output += Array(#"\t"#.utf8)
    case 0x00..<0x20:
      let digits = String(byte, radix: 16)
      output += Array((#"\u00"# + (digits.utf8.count < 2 ? "0" : "") + digits).utf8)
    default: output.append(byte)
    }
  }
  output.append(0x22)
}
