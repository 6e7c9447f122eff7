/// Whether a condition holds, as far as that can be told.
enum PHPTruth {
  case known(Bool)
  /// In a database without rows.
  case assumed(Bool, PHPUnknown)
  case unknown(PHPUnknown)
}

extension PHPValue {
  var unknownPart: PHPUnknown? {
    if case .unknown(let unknown) = self { unknown } else { nil }
  }

  var isNull: Bool { if case .null = self { true } else { false } }

  /// A float, or a text that is read as one.
  var isFloat: Bool {
    switch self {
    case .float: true
    case .string(let text): text.utf8.contains { $0 == 0x2E || $0 == 0x65 || $0 == 0x45 }
    default: false
    }
  }

  package var truth: Bool? {
    switch self {
    case .null: false
    case .bool(let value): value
    case .int(let value): value != 0
    case .float(let value): value != 0
    case .string(let text): !(text.isEmpty || text == "0")
    case .array(let array): !array.isEmpty
    case .closure, .object, .enumCase: true
    case .unknown: nil
    }
  }

  var threeValuedTruth: PHPTruth {
    if let truth { return .known(truth) }
    guard case .unknown(let unknown) = self else { return .known(false) }
    if let assumed = unknown.assumed?.truth { return .assumed(assumed, unknown) }
    return .unknown(unknown)
  }

  /// The value as text; nil where it is unknown or has none.
  package var text: String? {
    switch self {
    case .null: ""
    case .bool(let value): value ? "1" : ""
    case .int(let value): String(value)
    case .float(let value): phpText(of: value)
    case .string(let text): text
    case .object(let object): object.native?.text
    case .array, .closure, .enumCase, .unknown: nil
    }
  }

  package var integer: Int? {
    switch self {
    case .null: 0
    case .bool(let value): value ? 1 : 0
    case .int(let value): value
    case .float(let value): Int(exactly: value.rounded(.towardZero)) ?? 0
    case .string(let text):
      switch numericPrefix(text) {
      case .int(let value): value
      case .float(let value): Int(exactly: value.rounded(.towardZero)) ?? 0
      default: 0
      }
    case .array(let array): array.isEmpty ? 0 : 1
    case .closure, .object, .enumCase: 1
    case .unknown: nil
    }
  }

  /// The value as a number; nil where it is unknown or none.
  var number: PHPValue? {
    switch self {
    case .int, .float: self
    case .null: .int(0)
    case .bool(let value): .int(value ? 1 : 0)
    case .string(let text): numericPrefix(text)
    case .array, .closure, .object, .enumCase, .unknown: nil
    }
  }

  var double: Double? {
    switch number {
    case .int(let value): Double(value)
    case .float(let value): value
    default: nil
    }
  }

  var key: PHPKey? {
    switch self {
    case .int(let value): .int(value)
    case .string(let text): PHPKey(text)
    case .bool(let value): .int(value ? 1 : 0)
    case .float(let value): .int(Int(exactly: value.rounded(.towardZero)) ?? 0)
    case .null: .string("")
    default: nil
    }
  }

  /// What `gettype` and messages call it.
  var typeName: String {
    switch self {
    case .null: "null"
    case .bool: "bool"
    case .int: "int"
    case .float: "float"
    case .string: "string"
    case .array: "array"
    case .closure: "Closure"
    case .object(let object): object.className
    case .enumCase(let enumCase): enumCase.enumName
    case .unknown: "mixed"
    }
  }
}

/// A float as PHP prints it: no exponent for ordinary numbers, no trailing `.0`.
func phpText(of value: Double) -> String {
  if value.isNaN { return "NAN" }
  if value.isInfinite { return value < 0 ? "-INF" : "INF" }
  if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
  return "\(value)"
}

/// The number a text begins with: integer, float, or 0 where it begins with none.
func numericPrefix(_ text: String) -> PHPValue {
  let bytes = Array(text.utf8)
  var offset = 0
  while offset < bytes.count, bytes[offset] == 0x20 || (0x09...0x0D).contains(bytes[offset]) {
    offset += 1
  }
  let start = offset
  if offset < bytes.count, bytes[offset] == 0x2D || bytes[offset] == 0x2B { offset += 1 }
  let digits = offset
  while offset < bytes.count, (0x30...0x39).contains(bytes[offset]) { offset += 1 }
  var isFloat = false
  if offset < bytes.count, bytes[offset] == 0x2E {
    var end = offset + 1
    while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
    if end > offset + 1 || offset > digits {
      isFloat = true
      offset = end
    }
  }
  guard offset > digits else { return .int(0) }
  if offset + 1 < bytes.count, bytes[offset] | 0x20 == 0x65 {
    var end = offset + 1
    if bytes[end] == 0x2B || bytes[end] == 0x2D { end += 1 }
    if end < bytes.count, (0x30...0x39).contains(bytes[end]) {
      while end < bytes.count, (0x30...0x39).contains(bytes[end]) { end += 1 }
      isFloat = true
      offset = end
    }
  }
  let number = String(decoding: bytes[start..<offset], as: UTF8.self)
  if !isFloat, let value = Int(number) { return .int(value) }
  return .float(Double(number) ?? 0)
}

/// Whether a whole text is a number, as `is_numeric` and comparisons see it.
func isNumeric(_ text: String) -> Bool {
  let bytes = text.utf8
  guard let last = bytes.last, let first = bytes.first else { return false }
  guard (0x30...0x39).contains(first) || [0x2B, 0x2D, 0x2E, 0x20].contains(first) else {
    return false
  }
  let trimmed = text.drop { $0 == " " }
  guard last != 0x20 else { return isNumeric(String(text.dropLast())) }
  return !trimmed.isEmpty && Double(trimmed) != nil
    && !trimmed.utf8.contains { $0 | 0x20 == 0x78 || $0 | 0x20 == 0x6E || $0 | 0x20 == 0x70 }
}
