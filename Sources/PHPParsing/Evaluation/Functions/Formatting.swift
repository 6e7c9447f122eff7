/// `sprintf`, as far as names and statements are built with it.
func formatted(_ format: String, _ values: [PHPValue]) -> String {
  var result: [UInt8] = []
  let bytes = Array(format.utf8)
  var offset = 0
  var next = 0
  while offset < bytes.count {
    guard bytes[offset] == 0x25 else {
      result.append(bytes[offset])
      offset += 1
      continue
    }
    offset += 1
    guard offset < bytes.count else { break }
    if bytes[offset] == 0x25 {
      result.append(0x25)
      offset += 1
      continue
    }
    let field = FormatField(bytes, &offset)
    var value = values[safe: field.position ?? next] ?? .null
    if field.position == nil { next += 1 }
    if case .unknown = value { value = .null }
    result += Array(field.apply(value).utf8)
  }
  return String(decoding: result, as: UTF8.self)
}

/// `%[argnum$][flags][width][.precision]specifier`.
private struct FormatField {
  var position: Int?
  var isLeft = false
  var pad: UInt8 = 0x20
  var width = 0
  var precision: Int?
  var kind: UInt8 = 0x73

  init(_ bytes: [UInt8], _ offset: inout Int) {
    let start = offset
    let number = Self.number(bytes, &offset)
    if offset < bytes.count, bytes[offset] == 0x24, number > 0 {
      position = number - 1
      offset += 1
    } else {
      offset = start
    }
    flags: while offset < bytes.count {
      switch bytes[offset] {
      case 0x2D: isLeft = true
      case 0x30: pad = 0x30
      case 0x20: pad = 0x20
      case 0x2B: break
      case 0x27:
        offset += 1
        if offset < bytes.count { pad = bytes[offset] }
      default: break flags
      }
      offset += 1
    }
    width = min(Self.number(bytes, &offset), 1000)
    if offset < bytes.count, bytes[offset] == 0x2E {
      offset += 1
      precision = min(Self.number(bytes, &offset), 50)
    }
    if offset < bytes.count {
      kind = bytes[offset]
      offset += 1
    }
  }

  private static func number(_ bytes: [UInt8], _ offset: inout Int) -> Int {
    var value = 0
    while offset < bytes.count, (0x30...0x39).contains(bytes[offset]), value < 1_000_000 {
      value = value * 10 + Int(bytes[offset] - 0x30)
      offset += 1
    }
    return value
  }

  func apply(_ value: PHPValue) -> String {
    var text: String
    switch kind {
    case 0x64, 0x69, 0x75: text = String(value.integer ?? 0)
    case 0x66, 0x46: text = fixed(value.double ?? 0, precision ?? 6)
    case 0x78: text = String(value.integer ?? 0, radix: 16)
    case 0x58: text = String(value.integer ?? 0, radix: 16).uppercased()
    case 0x62: text = String(value.integer ?? 0, radix: 2)
    case 0x6F: text = String(value.integer ?? 0, radix: 8)
    case 0x63:
      return String(decoding: [UInt8(truncatingIfNeeded: value.integer ?? 0)], as: UTF8.self)
    default:
      text = value.text ?? ""
      if let precision { text = String(text.prefix(precision)) }
    }
    let missing = width - text.utf8.count
    guard missing > 0 else { return text }
    let filling = String(
      decoding: [UInt8](repeating: pad, count: missing),
      as: UTF8.self
    )
    return isLeft ? text + filling : filling + text
  }
}

/// A number with a fixed count of decimals, rounded half away from zero.
func fixed(_ value: Double, _ decimals: Int) -> String {
  var scale = 1.0
  for _ in 0..<max(0, min(decimals, 15)) { scale *= 10 }
  let scaled = (abs(value) * scale).rounded(.toNearestOrAwayFromZero)
  guard scaled < 9e15 else { return "\(value)" }
  var digits = String(Int(scaled))
  let sign = value < 0 && scaled != 0 ? "-" : ""
  guard decimals > 0 else { return sign + digits }
  while digits.utf8.count <= decimals { digits = "0" + digits }
  return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
}

/// `json_encode` with PHP's default escapes; nil where a part is unknown.
func jsonText(_ value: PHPValue) -> String? {
  var steps = 100_000
  return jsonText(value, &steps)
}

private func jsonText(_ value: PHPValue, _ steps: inout Int) -> String? {
  steps -= 1
  guard steps > 0 else { return nil }
  switch value {
  case .null: return "null"
  case .bool(let value): return value ? "true" : "false"
  case .int(let value): return String(value)
  case .float(let value): return phpText(of: value)
  case .string(let text): return jsonString(text)
  case .enumCase(let enumCase): return jsonText(enumCase.backingValue, &steps)
  case .array(let array):
    var parts: [String] = []
    for (position, value) in array.values.enumerated() {
      guard let part = jsonText(value, &steps) else { return nil }
      if array.isList {
        parts.append(part)
      } else {
        parts.append(jsonString(array.key(at: position).value.text ?? "") + ":" + part)
      }
    }
    let body = parts.joined(separator: ",")
    return array.isList ? "[" + body + "]" : "{" + body + "}"
  case .object(let object):
    if let collection = object.native as? CollectionObject {
      return jsonText(.array(collection.items), &steps)
    }
    return object.native == nil && object.className == "stdClass"
      ? (object.properties.isEmpty ? "{}" : jsonText(.array(object.properties), &steps)) : nil
  case .closure, .unknown: return nil
  }
}

private func jsonString(_ text: String) -> String {
  var result = "\""
  for unit in text.utf16 {
    switch unit {
    case 0x22: result += "\\\""
    case 0x5C: result += "\\\\"
    case 0x2F: result += "\\/"
    case 0x08: result += "\\b"
    case 0x0C: result += "\\f"
    case 0x0A: result += "\\n"
    case 0x0D: result += "\\r"
    case 0x09: result += "\\t"
    case 0x20...0x7E: result.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
    default:
      let digits = String(unit, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits
    }
  }
  return result + "\""
}
