import SourceText

/// An expression of an index, as far as PostgreSQL's own printing of it needs a tree.
indirect enum PostgresExpression: Hashable {
  case column(String)
  /// The content of a string literal, its type still to be found from where it stands.
  case text(String)
  case number(String)
  case keyword(String)
  case call(schema: String?, name: String, [PostgresExpression])
  case binary(String, PostgresExpression, PostgresExpression)
  case cast(PostgresExpression, String)
  case atTimeZone(PostgresExpression, PostgresExpression)
  /// `IS NULL` or, if not, `IS NOT NULL`.
  case nullTest(PostgresExpression, isNull: Bool)
  case coalesce([PostgresExpression])
}

/// Reads an expression; nil for anything beyond columns, literals, calls, casts, `COALESCE`,
/// `AT TIME ZONE`, tests for null and binary operators, which is printed as it was written.
func parsePostgresExpression(_ text: String) -> PostgresExpression? {
  guard var parser = PostgresExpressionParser(text) else { return nil }
  guard let expression = parser.expression(), parser.isAtEnd else { return nil }
  return expression
}

private enum Token: Hashable {
  case name(String, isQuoted: Bool)
  case text(String)
  case number(String)
  case symbol(String)
}

private struct PostgresExpressionParser {
  private var tokens: [Token] = []
  private var at = 0
  private var depth = 0

  init?(_ text: String) {
    guard let tokens = tokenize(Array(text.utf8)) else { return nil }
    self.tokens = tokens
  }

  var isAtEnd: Bool { at == tokens.count }

  private var current: Token? { at < tokens.count ? tokens[at] : nil }

  private mutating func accept(_ symbol: String) -> Bool {
    guard current == .symbol(symbol) else { return false }
    at += 1
    return true
  }

  private mutating func accept(words: String...) -> Bool {
    for (offset, word) in words.enumerated() {
      guard at + offset < tokens.count, tokens[at + offset] == .name(word, isQuoted: false) else {
        return false
      }
    }
    at += words.count
    return true
  }

  /// `at` moves forward in every step, `depth` bounds the nesting.
  mutating func expression(above limit: Int = 0) -> PostgresExpression? {
    depth += 1
    defer { depth -= 1 }
    guard depth < 60, var left = primary() else { return nil }
    while let token = current {
      if token == .symbol("::") {
        at += 1
        guard let type = typeName() else { return nil }
        left = .cast(left, type)
        continue
      }
      if accept(words: "at", "time", "zone") {
        guard let zone = primary() else { return nil }
        left = .atTimeZone(left, zone)
        continue
      }
      // Looser than any operator.
      if limit == 0, accept(words: "is", "null") {
        left = .nullTest(left, isNull: true)
        continue
      }
      if limit == 0, accept(words: "is", "not", "null") {
        left = .nullTest(left, isNull: false)
        continue
      }
      guard case .symbol(let symbol) = token, let strength = strengths[symbol], strength > limit
      else { break }
      at += 1
      guard let right = expression(above: strength) else { return nil }
      left = .binary(symbol, left, right)
    }
    return left
  }

  private mutating func primary() -> PostgresExpression? {
    guard let token = current else { return nil }
    switch token {
    case .text(let text):
      at += 1
      return .text(text)
    case .number(let number):
      at += 1
      return .number(number)
    case .symbol("("):
      at += 1
      guard let inner = expression(), accept(")") else { return nil }
      return inner
    case .symbol: return nil
    case .name(let name, let isQuoted):
      at += 1
      if !isQuoted, name == "cast", accept("(") {
        guard let inner = expression(), accept(words: "as"), let type = typeName(), accept(")")
        else { return nil }
        return .cast(inner, type)
      }
      if !isQuoted, ["true", "false", "null"].contains(name) { return .keyword(name) }
      if accept(".") {
        guard case .name(let second, _)? = current else { return nil }
        at += 1
        if accept("(") { return call(schema: name, second) }
        return .column(second)
      }
      if accept("(") { return call(schema: nil, name) }
      if !isQuoted, reserved.contains(name) { return nil }
      return .column(name)
    }
  }

  private mutating func call(schema: String?, _ name: String) -> PostgresExpression? {
    var arguments: [PostgresExpression] = []
    if !accept(")") {
      repeat {
        guard let argument = expression() else { return nil }
        arguments.append(argument)
      } while accept(",")
      guard accept(")") else { return nil }
    }
    if name == "coalesce", schema == nil { return .coalesce(arguments) }
    return .call(schema: schema, name: name, arguments)
  }

  private mutating func typeName() -> String? {
    guard case .name(let first, _)? = current else { return nil }
    at += 1
    var words = [first]
    while case .name(let word, false)? = current, typeWords.contains(word) {
      // `AT TIME ZONE` behind a cast is no part of its type.
      if word == "time", words.last != "with", words.last != "without" { break }
      words.append(word)
      at += 1
    }
    var text = words.joined(separator: " ")
    if accept("(") {
      guard case .number(let length)? = current else { return nil }
      at += 1
      guard accept(")") else { return nil }
      text += "(" + length + ")"
    }
    while accept("[") {
      guard accept("]") else { return nil }
      text += "[]"
    }
    return text
  }
}

private let typeWords: Set<String> = [
  "varying", "precision", "with", "without", "time", "zone",
]

private let reserved: Set<String> = [
  "case", "select", "array", "not", "row", "distinct", "interval", "extract", "position",
  "substring", "overlay", "trim", "any", "all", "exists", "current_timestamp", "current_date",
]

/// Binding strengths: https://www.postgresql.org/docs/current/sql-syntax-lexical.html.
private let strengths: [String: Int] = [
  "=": 1, "<": 1, ">": 1, "<=": 1, ">=": 1, "<>": 1, "!=": 1,
  "->": 2, "->>": 2, "#>": 2, "#>>": 2, "||": 2, "@>": 2, "<@": 2, "?": 2, "&&": 2, "@@": 2,
  "&": 2, "|": 2, "#": 2, "~": 2,
  "+": 3, "-": 3, "*": 4, "/": 4, "%": 4,
]

private func tokenize(_ bytes: [UInt8]) -> [Token]? {
  var tokens: [Token] = []
  var at = 0
  while at < bytes.count {
    let byte = bytes[at]
    if byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D {
      at += 1
      continue
    }
    let start = at
    if byte == 0x27 || byte == 0x22 {
      at += 1
      var content: [UInt8] = []
      while true {
        guard at < bytes.count else { return nil }
        if bytes[at] == byte {
          guard at + 1 < bytes.count, bytes[at + 1] == byte else { break }
          at += 1
        }
        content.append(bytes[at])
        at += 1
      }
      at += 1
      let text = String(decoding: content, as: UTF8.self)
      tokens.append(byte == 0x27 ? .text(text) : .name(text, isQuoted: true))
    } else if isLetter(byte) {
      while at < bytes.count, isLetter(bytes[at]) || isDigit(bytes[at]) { at += 1 }
      if at < bytes.count, bytes[at] == 0x27 { return nil }
      tokens.append(
        .name(String(decoding: bytes[start..<at], as: UTF8.self).lowercased(), isQuoted: false)
      )
    } else if isDigit(byte) {
      while at < bytes.count, isDigit(bytes[at]) || bytes[at] == 0x2E { at += 1 }
      tokens.append(.number(String(decoding: bytes[start..<at], as: UTF8.self)))
    } else if operatorBytes.contains(byte) {
      while at < bytes.count, operatorBytes.contains(bytes[at]) { at += 1 }
      tokens.append(.symbol(String(decoding: bytes[start..<at], as: UTF8.self)))
    } else {
      at += 1
      tokens.append(.symbol(String(decoding: [byte], as: UTF8.self)))
    }
  }
  return tokens
}

private func isLetter(_ byte: UInt8) -> Bool {
  (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte >= 0x80
}

private let operatorBytes = Set("+-*/<>=~!@#%^&|`?:".utf8)
