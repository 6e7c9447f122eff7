import Catalog

/// The text of a literal that is nothing but a string, without quotes; nil for anything else.
func stringLiteral(_ text: String, dialect: Dialect) -> String? {
  var bytes = ArraySlice(text.utf8)
  var isEscaped = dialect.isMySQLFamily
  if dialect == .postgres, let first = bytes.first, first == 0x45 || first == 0x65,
    bytes.dropFirst().first == 0x27
  {
    isEscaped = true
    bytes = bytes.dropFirst()
  }
  if dialect == .postgres, bytes.first == 0x24 { return dollarLiteral(bytes) }
  if dialect.isMySQLFamily, bytes.first == 0x4E || bytes.first == 0x6E {
    bytes = bytes.dropFirst()
  }
  guard let quote = bytes.first, bytes.count >= 2,
    quote == 0x27 || (quote == 0x22 && dialect != .postgres)
  else { return nil }
  var result: [UInt8] = []
  var at = bytes.startIndex + 1
  while at < bytes.endIndex {
    let byte = bytes[at]
    if byte == quote {
      if at + 1 < bytes.endIndex, bytes[at + 1] == quote {
        result.append(quote)
        at += 2
        continue
      }
      return at + 1 == bytes.endIndex ? String(decoding: result, as: UTF8.self) : nil
    }
    if byte == 0x5C, isEscaped, at + 1 < bytes.endIndex {
      result.append(unescaped(bytes[at + 1]))
      at += 2
      continue
    }
    result.append(byte)
    at += 1
  }
  return nil
}

/// The content of `$tag$…$tag$`.
private func dollarLiteral(_ bytes: ArraySlice<UInt8>) -> String? {
  guard let close = bytes.dropFirst().firstIndex(of: 0x24) else { return nil }
  let tag = bytes[...close]
  let inner = bytes[(close + 1)...].dropLast(tag.count)
  guard bytes.count >= 2 * tag.count, bytes.suffix(tag.count).elementsEqual(tag),
    !inner.contains(0x24)
  else { return nil }
  return String(decoding: inner, as: UTF8.self)
}

private func unescaped(_ byte: UInt8) -> UInt8 {
  switch byte {
  case 0x6E: 0x0A
  case 0x74: 0x09
  case 0x72: 0x0D
  case 0x30: 0x00
  default: byte
  }
}

func quotedLiteral(_ text: String) -> String {
  "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}

/// A number, perhaps signed: what may stand without quotes.
func isNumber(_ text: String) -> Bool {
  var bytes = ArraySlice(text.utf8)
  if let first = bytes.first, first == 0x2D || first == 0x2B { bytes = bytes.dropFirst() }
  var digits = 0
  var dots = 0
  for byte in bytes {
    if (0x30...0x39).contains(byte) {
      digits += 1
    } else if byte == 0x2E {
      dots += 1
    } else {
      return false
    }
  }
  return digits > 0 && dots <= 1
}

/// The text without parentheses that enclose all of it.
func withoutOuterParentheses(_ text: String) -> String {
  if let first = text.utf8.first, let last = text.utf8.last, first > 0x20, first != 0x28,
    last > 0x20
  {
    return text
  }
  var bytes = ArraySlice(text.utf8)
  while true {
    while let first = bytes.first, first == 0x20 || first == 0x0A || first == 0x09 || first == 0x0D
    {
      bytes = bytes.dropFirst()
    }
    while let last = bytes.last, last == 0x20 || last == 0x0A || last == 0x09 || last == 0x0D {
      bytes = bytes.dropLast()
    }
    guard bytes.first == 0x28, bytes.last == 0x29, closes(bytes) else { break }
    bytes = bytes.dropFirst().dropLast()
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Whether the first parenthesis is closed by the last byte.
private func closes(_ bytes: ArraySlice<UInt8>) -> Bool {
  var depth = 0
  var quote: UInt8 = 0
  for (offset, byte) in bytes.enumerated() {
    if quote != 0 {
      if byte == quote { quote = 0 }
      continue
    }
    switch byte {
    case 0x27, 0x22, 0x60: quote = byte
    case 0x28: depth += 1
    case 0x29:
      depth -= 1
      if depth == 0 { return offset == bytes.count - 1 }
    default: break
    }
  }
  return false
}

extension Draft {
  /// The default as the catalogue gives it; nil for none and for NULL.
  func catalogueDefault(_ value: SQLText?, type: ColumnType) -> SQLText? {
    guard let value else { return nil }
    let bare = withoutOuterParentheses(value.text)
    if let first = bare.utf8.first, first | 0x20 == 0x6E {
      let lower = bare.lowercased()
      if lower == "null" || lower.hasPrefix("null::") { return nil }
    }
    switch dialect {
    case .postgres: return SQLText(postgresDefault(bare, type: type))
    case .mysql, .mariadb:
      return SQLText(
        mySQLDefault(bare, isExpression: value.text.utf8.first == 0x28, type: type.text)
      )
    case .sqlite: return SQLText(bare)
    }
  }

  private func postgresDefault(_ bare: String, type: ColumnType) -> String {
    let shown = type.text + (type.dimensions > 0 ? "[]" : "")
    let base = type.text.prefix { $0 != "(" }
    if let text = stringLiteral(bare, dialect: .postgres) {
      if type.dimensions == 0, type.object == nil {
        switch base {
        case "boolean": if let value = postgresBoolean(text) { return value }
        case "smallint", "integer", "bigint", "numeric", "real", "double precision":
          let trimmed = text.trimmedSpaces
          if isNumber(trimmed) { return postgresNumber(trimmed, type: String(base)) }
        case "bytea": return quotedLiteral(postgresBytes(text)) + "::bytea"
        case "jsonb":
          if let shown = postgresJSONB(text) { return quotedLiteral(shown) + "::jsonb" }
        case "time without time zone":
          if text.utf8.count == 5, text.utf8.dropFirst(2).first == 0x3A {
            return quotedLiteral(text + ":00") + "::" + base
          }
        default: break
        }
      }
      return timestampDefault(text, type: shown)
        ?? quotedLiteral(text) + "::" + castName(shown)
    }
    if let moment = typedTimestamp(bare, type: shown) { return moment }
    if let bit = bare.utf8.first, bit | 0x20 == 0x62,
      let bits = stringLiteral(String(bare.dropFirst()), dialect: .postgres)
    {
      return quotedLiteral(bits) + "::\"bit\""
    }
    let lower = bare.lowercased()
    if lower == "true" || lower == "false" { return lower }
    if isNumber(bare) {
      let plain = bare.utf8.first == 0x2B ? String(bare.dropFirst()) : bare
      if plain.contains(".") { return postgresNumber(plain, type: "numeric") }
      let type = Int32(plain) != nil ? "integer" : Int64(plain) != nil ? "bigint" : "numeric"
      return postgresNumber(plain, type: type)
    }
    if let cast = castOfLiteral(bare) { return cast }
    return postgresCall(bare) ?? bare
  }

  /// A keyword, a call without arguments or an empty array, as `pg_get_expr` spells them.
  private func postgresCall(_ bare: String) -> String? {
    let lower = bare.lowercased()
    if lower.hasPrefix("array[]::") {
      return "ARRAY[]::" + canonicalType(String(lower.dropFirst(9)))
    }
    let name = lower.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let rest = lower[name.endIndex...].filter { $0 != " " }
    if valueKeywords.contains(String(name)) {
      let digits = rest.dropFirst().dropLast()
      let isPrecision = rest.hasPrefix("(") && rest.hasSuffix(")") && digits.allSatisfy(\.isNumber)
      return rest.isEmpty || isPrecision ? name.uppercased() + rest : nil
    }
    return rest == "()" && !name.isEmpty ? name + rest : nil
  }

  /// A constant of that type as `get_const_expr` prints it: only integers and numerics stand
  /// bare, and those only without a sign.
  private func postgresNumber(_ text: String, type: String) -> String {
    let isBare = type == "integer" || type == "numeric"
    return isBare && text.utf8.first != 0x2D ? text : quotedLiteral(text) + "::" + type
  }

  /// `'x'::text` and `0::bigint` as the catalogue prints them.
  private func castOfLiteral(_ bare: String) -> String? {
    let bytes = Array(bare.utf8)
    guard let at = lastCast(bytes) else { return nil }
    let head = String(decoding: bytes[..<at], as: UTF8.self).trimmedSpaces
    let type = String(decoding: bytes[(at + 2)...], as: UTF8.self).trimmedSpaces
    let inner = withoutOuterParentheses(head)
    guard !type.contains("("), !type.contains("'") else { return nil }
    if let text = stringLiteral(inner, dialect: .postgres) {
      if let shown = timestampDefault(text, type: type) { return shown }
      let name = canonicalType(type)
      let shown = name == "jsonb" ? postgresJSONB(text) : nil
      return quotedLiteral(shown ?? text) + "::" + name
    }
    if isNumber(inner) {
      let name = type.lowercased()
      if ["integer", "int", "int4"].contains(name), !inner.contains(".") { return inner }
      if ["numeric", "decimal"].contains(name), inner.contains(".") { return inner }
      return "(" + inner + ")::" + type
    }
    return nil
  }

  /// A moment given to a column of that type.
  private func timestampDefault(_ text: String, type: String) -> String? {
    let lower = type.lowercased()
    guard lower.hasPrefix("timestamp"), !lower.hasSuffix("[]") else { return nil }
    let hasZone = lower.contains("with time zone") || lower.hasPrefix("timestamptz")
    guard let moment = postgresTimestamp(text, hasZone: hasZone) else { return nil }
    return quotedLiteral(moment) + "::"
      + (hasZone ? "timestamp with time zone" : "timestamp without time zone")
  }

  /// `TIMESTAMP WITH TIME ZONE 'epoch'`, the type in front.
  private func typedTimestamp(_ bare: String, type: String) -> String? {
    guard bare.lowercased().hasPrefix("timestamp"), bare.hasSuffix("'"),
      let open = bare.firstIndex(of: "'"),
      let text = stringLiteral(String(bare[open...]), dialect: .postgres)
    else { return nil }
    return timestampDefault(text, type: String(bare[..<open]).trimmedSpaces)
  }

  /// Where the last `::` outside quotes and parentheses stands.
  private func lastCast(_ bytes: [UInt8]) -> Int? {
    var depth = 0
    var quote: UInt8 = 0
    var found: Int?
    var at = 0
    while at < bytes.count {
      let byte = bytes[at]
      if quote != 0 {
        if byte == quote { quote = 0 }
      } else if byte == 0x27 || byte == 0x22 {
        quote = byte
      } else if byte == 0x28 {
        depth += 1
      } else if byte == 0x29 {
        depth -= 1
      } else if byte == 0x3A, depth == 0, at + 1 < bytes.count, bytes[at + 1] == 0x3A {
        found = at
        at += 1
      }
      at += 1
    }
    return found
  }

  private func castName(_ shown: String) -> String {
    if shown.hasPrefix("character(") { return "bpchar" + (shown.hasSuffix("[]") ? "[]" : "") }
    if shown.hasPrefix("bit("), !shown.hasSuffix("[]") { return "\"bit\"" }
    guard let open = shown.firstIndex(of: "(") else { return shown }
    guard let close = shown.firstIndex(of: ")") else { return shown }
    // A literal is coerced to the type, then to its length: the catalogue shows the type alone.
    return String(shown[..<open]) + String(shown[shown.index(after: close)...])
  }

  private func postgresBoolean(_ text: String) -> String? {
    switch text.trimmedSpaces.lowercased() {
    case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1": "true"
    case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0": "false"
    default: nil
    }
  }

  private func mySQLDefault(_ bare: String, isExpression: Bool, type: String) -> String {
    let lower = lowercasedName(bare)
    let base = mySQLBaseName(type)
    if lower == "true" { return "1" }
    if lower == "false" { return "0" }
    if let text = stringLiteral(bare, dialect: dialect) {
      if isExpression, dialect == .mysql { return "_utf8mb4\\'" + text + "\\'" }
      if mySQLNumericBases.contains(base),
        let number = mySQLNumberDefault(text.trimmedSpaces, base, type: type)
      {
        return number
      }
      return quotedLiteral(mySQLTimeDefault(text, type: type) ?? shownNul(text))
    }
    if base == "bit", isNumber(bare), let number = Int(bare), number >= 0 {
      return "b'" + String(number, radix: 2) + "'"
    }
    if !isExpression, mySQLNumericBases.contains(base),
      let number = mySQLNumberDefault(bare, base, type: type)
    {
      return number
    }
    if isNumber(bare) {
      return mySQLNumericBases.contains(base) || base == "year" ? bare : quotedLiteral(bare)
    }
    if let call = currentTimestamp(lower, type: type) { return call }
    if lower == "current_date" || lower == "current_date()" { return "curdate()" }
    if lower == "current_time" || lower == "current_time()" { return "curtime()" }
    if lower.hasSuffix("()") { return lower }
    if let bytes = hexadecimalText(bare) { return quotedLiteral(bytes) }
    if isExpression, dialect == .mysql { return mySQLExpression(bare) }
    return bare
  }

  /// The text of `0x4142` and `x'4142'`; nil for anything else and for bytes that are no text.
  private func hexadecimalText(_ bare: String) -> String? {
    let lower = bare.lowercased()
    var digits: Substring
    if lower.hasPrefix("0x") {
      digits = lower.dropFirst(2)
    } else if lower.hasPrefix("x'"), lower.hasSuffix("'"), lower.utf8.count > 2 {
      digits = lower.dropFirst(2).dropLast()
    } else {
      return nil
    }
    guard digits.utf8.count.isMultiple(of: 2), !digits.isEmpty else { return nil }
    var bytes: [UInt8] = []
    while let byte = UInt8(digits.prefix(2), radix: 16) {
      bytes.append(byte)
      digits = digits.dropFirst(2)
    }
    return digits.isEmpty && bytes.allSatisfy { $0 < 0x80 }
      ? String(decoding: bytes, as: UTF8.self) : nil
  }

  private func currentTimestamp(_ lower: String, type: String) -> String? {
    let name = lower.prefix { $0 != "(" && $0 != " " }
    guard ["current_timestamp", "now", "localtime", "localtimestamp"].contains(String(name)) else {
      return nil
    }
    let digits = lower.filter { $0.isASCII && $0.isNumber }
    if dialect == .mariadb { return "current_timestamp(" + digits + ")" }
    return digits.isEmpty ? "CURRENT_TIMESTAMP" : "CURRENT_TIMESTAMP(" + digits + ")"
  }
}

/// A NUL is printed as `\0`; what pads the defaults of BINARY columns.
private func shownNul(_ text: String) -> String {
  guard text.utf8.contains(0) else { return text }
  return String(
    text.split(separator: "\0", omittingEmptySubsequences: false).joined(separator: "\\0")
  )
}

private let valueKeywords: Set<String> = [
  "current_timestamp", "current_date", "current_time", "localtime", "localtimestamp",
  "current_user", "current_role", "current_catalog", "current_schema", "session_user",
]

private let mySQLNumericBases: Set<String> = [
  "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "float", "double",
]

extension String {
  /// Without spaces at either end.
  var trimmedSpaces: String {
    var bytes = ArraySlice(utf8)
    while let first = bytes.first, first == 0x20 || first == 0x0A || first == 0x09 || first == 0x0D
    {
      bytes = bytes.dropFirst()
    }
    while let last = bytes.last, last == 0x20 || last == 0x0A || last == 0x09 || last == 0x0D {
      bytes = bytes.dropLast()
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
