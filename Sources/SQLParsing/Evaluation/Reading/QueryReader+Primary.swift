import Catalog

/// The operands of expressions.
extension QueryReader {
  /// Words that end an expression and never begin one.
  private static let stops: WordSet = [
    "from", "where", "then", "when", "else", "end", "and", "or", "order", "group", "having",
    "limit", "offset", "union", "intersect", "except", "on", "using", "as", "into", "loop", "do",
    "is", "in", "like", "between", "returning", "window", "fetch", "join", "inner", "outer",
    "cross", "elsif", "elseif", "by", "set",
  ]

  mutating func primary() -> Expression {
    guard depth < Self.deepest else { return .opaque }
    depth += 1
    defer { depth -= 1 }
    let word = word()
    switch word.kind {
    case .number:
      index += 1
      return .literal(Self.number(text(of: word)))
    case .string:
      index += 1
      var text = text(of: word)
      while self.word().kind == .string {
        text += self.text()
        index += 1
      }
      if dialect == .postgres, at("uescape"), self.word(1).kind == .string { index += 2 }
      return .literal(.text(text))
    case .parameter:
      index += 1
      return .parameter(Int(text(of: word)) ?? 0)
    case .userVariable:
      index += 1
      if take(":=") { return .assignment(text(of: word), expression()) }
      return .userVariable(text(of: word))
    case .systemVariable:
      index += 1
      return .systemVariable(text(of: word))
    case .quoted: return named()
    case .symbol: return symbol()
    case .plain: return Self.stops.contains(word.key) ? .opaque : keyword()
    case .end: return .opaque
    }
  }

  static func number(_ text: String) -> SQLValue {
    if let value = Int(text) { return .integer(value) }
    if text.lowercased().hasPrefix("0x"), let value = Int(text.dropFirst(2), radix: 16) {
      return .integer(value)
    }
    return Double(text).map { .number($0) } ?? .unknown
  }

  private mutating func symbol() -> Expression {
    if take("*") { return .star([]) }
    guard at("(") else {
      if at("?") { index += 1 }
      return .opaque
    }
    let isQuery = parenthesesHoldQuery
    index += 1
    if isQuery {
      let query = query()
      skipTo(")")
      take(")")
      return .subquery(query)
    }
    var items = expressions(until: ")")
    if items.count == 1 { return items.removeFirst() }
    return .row(items)
  }

  /// Whether the parentheses that open here hold a query and nothing else.
  ///
  /// `((SELECT 1) UNION SELECT 2)` does, `((SELECT 1) + 1)` and `((SELECT 1) a JOIN b)` do not.
  var parenthesesHoldQuery: Bool {
    var offset = 1
    while at("(", offset), offset < 20 {
      var open = 1
      var close = offset + 1
      while open > 0, word(close).kind != .end {
        // Beyond that many words it is some query's matter, and looking again costs too much.
        if close > offset + 4_000 { return startsQuery }
        if at("(", close) { open += 1 }
        if at(")", close) { open -= 1 }
        close += 1
      }
      let next = word(close)
      let goesOn: WordSet = ["union", "intersect", "except", "minus", "order", "limit", ")"]
      guard next.kind == .plain || next.kind == .symbol, goesOn.contains(next.key) else {
        return false
      }
      offset += 1
    }
    return at("select", offset) || at("with", offset)
      || (at("values", offset) && at("(", offset + 1))
  }

  var startsQuery: Bool {
    var offset = 0
    while at("(", offset), offset < 20 { offset += 1 }
    return at("select", offset) || at("with", offset)
      || (at("values", offset) && at("(", offset + 1))
  }

  private mutating func keyword() -> Expression {
    let key = word().key
    switch key {
    case "default" where at("(", 1): break
    case "collation" where at("for", 1) && at("(", 2):
      index += 3
      skipParentheses()
      return .opaque
    case "true": return literal(.boolean(true))
    case "false": return literal(.boolean(false))
    case "null", "default": return literal(.null)
    case "case": return choice()
    case "exists" where at("(", 1):
      index += 2
      let query = query()
      skipTo(")")
      take(")")
      return .exists(query)
    case "array" where at("[", 1):
      index += 2
      return .array(expressions(until: "]"))
    case "array" where at("(", 1):
      index += 2
      let query = query()
      skipTo(")")
      take(")")
      return .arrayQuery(query)
    case "row" where at("(", 1):
      index += 2
      return .row(expressions(until: ")"))
    case "cast", "try_cast":
      if at("(", 1) { return castCall() }
    case "convert" where at("(", 1): return convertCall()
    case "extract", "trim", "substring", "position", "overlay":
      if at("(", 1) { return spelledCall(keyText()) }
    case "interval":
      if dialect.isMySQLFamily {
        index += 1
        _ = prefixedOperand()
        advance()
        return .opaque
      }
    case "current_date", "current_timestamp", "current_time", "localtime", "localtimestamp",
      "current_user", "session_user", "current_role", "current_catalog":
      if !at("(", 1) {
        index += 1
        return .call(FunctionCall(name: QualifiedName(keyText(-1)), arguments: []))
      }
    default: break
    }
    if let typed = typedLiteral() { return typed }
    return named()
  }

  private mutating func prefixedOperand() -> Expression {
    take("-")
    return primary()
  }

  private mutating func literal(_ value: SQLValue) -> Expression {
    index += 1
    return .literal(value)
  }

  /// `date '2020-01-01'`, `interval '1 day'`, `timestamp with time zone '…'`.
  private mutating func typedLiteral() -> Expression? {
    guard dialect == .postgres else { return nil }
    let start = index
    let isTyped: Bool
    switch word().key {
    case "timestamp", "time", "double", "character": isTyped = true
    default: isTyped = word(1).kind == .string
    }
    guard isTyped else { return nil }
    let type = typeName()
    guard word().kind == .string else {
      index = start
      return nil
    }
    let text = text()
    index += 1
    while word().kind == .plain, Self.intervalFields.contains(word().key) { index += 1 }
    return .cast(.literal(.text(text)), type)
  }

  static let intervalFields: WordSet = [
    "year", "month", "day", "hour", "minute", "second", "to",
  ]

  /// A column, a variable, `t.*`, or a call.
  private mutating func named() -> Expression {
    var parts: [String] = []
    guard let first = identifier() else {
      index += 1
      return .opaque
    }
    parts.append(first)
    while at(".") {
      if at("*", 1) {
        index += 2
        return .star(parts)
      }
      let start = index
      index += 1
      guard let next = identifier() else {
        index = start
        break
      }
      parts.append(next)
    }
    guard at("(") else { return .name(parts) }
    let schema = parts.count > 1 ? parts[parts.count - 2] : nil
    return call(QualifiedName(parts[parts.count - 1], schema: schema))
  }

  /// The arguments of a call and what follows them; stands on the parenthesis.
  mutating func call(_ name: QualifiedName) -> Expression {
    var call = FunctionCall(name: name, arguments: [])
    take("(")
    if take("distinct") { call.isDistinct = true } else { take("all") }
    take("variadic")
    if at("*"), at(")", 1) {
      index += 1
      call.isStar = true
    }
    while !isAtEnd, !at(")") {
      let start = index
      var argumentName: String?
      if word().kind == .plain, at("=>", 1) || (at(":=", 1) && dialect == .postgres) {
        argumentName = identifier()
        index += 1
      }
      take("variadic")
      if at("select") || at("with") {
        call.arguments.append(.subquery(query()))
      } else {
        call.arguments.append(expression())
      }
      call.argumentNames.append(argumentName)
      if take("order", "by") { call.order = orderItems() }
      if take("separator") { call.arguments.append(primary()) }
      if take(",") { continue }
      if index == start || !at(")") {
        call.arguments.append(.opaque)
        skipTo(")")
        break
      }
    }
    take(")")
    tail(&call)
    return .call(call)
  }

  private mutating func tail(_ call: inout FunctionCall) {
    if take("within", "group") {
      if take("(") { skipParentheses() }
      call.isWindow = true
    }
    if at("filter"), at("(", 1) {
      index += 2
      take("where")
      call.filter = expression()
      skipTo(")")
      take(")")
    }
    if at("over"), at("(", 1) || word(1).kind != .symbol {
      index += 1
      if take("(") { skipParentheses() } else { index += 1 }
      call.isWindow = true
    }
  }

  private mutating func castCall() -> Expression {
    index += 2
    let operand = expression()
    take("as")
    let type = typeName()
    skipTo(")")
    take(")")
    return .cast(operand, type)
  }

  /// MySQL's `CONVERT(value, type)` and `CONVERT(value USING charset)`.
  private mutating func convertCall() -> Expression {
    index += 2
    let operand = expression()
    var result = operand
    if take(",") { result = .cast(operand, typeName()) }
    skipTo(")")
    take(")")
    return result
  }

  /// Calls whose arguments are separated by words.
  private mutating func spelledCall(_ key: String) -> Expression {
    index += 2
    var arguments: [Expression] = []
    var name = key
    if key == "extract" {
      if let field = identifier() { arguments.append(.literal(.text(field))) }
    } else if key == "trim" {
      name = dialect == .postgres ? "btrim" : "trim"
      if take("leading") {
        name = "ltrim"
      } else if take("trailing") {
        name = "rtrim"
      } else {
        take("both")
      }
      if at("from") { arguments.append(.literal(.text(" "))) }
    }
    if !at(")"), !at("from") { arguments.append(key == "position" ? operand() : expression()) }
    while !isAtEnd, !at(")") {
      let start = index
      _ = take(",") || take("from") || take("for") || take("in") || take("placing")
      if at("using") || at(")") { break }
      arguments.append(expression())
      if index == start { break }
    }
    skipTo(")")
    take(")")
    if key == "trim", arguments.count == 2 { arguments.swapAt(0, 1) }
    var call = FunctionCall(name: QualifiedName(name), arguments: arguments)
    tail(&call)
    return .call(call)
  }

  /// An operand that does not take `IN` as its own.
  private mutating func operand() -> Expression {
    var parts = [primary()]
    while at("||") || at("::") {
      if take("::") {
        parts[parts.count - 1] = .cast(parts[parts.count - 1], typeName())
      } else {
        index += 1
        parts.append(primary())
      }
      if parts.count > 100 { break }
    }
    return parts.count == 1 ? parts[0] : .concatenation(parts)
  }

  private mutating func choice() -> Expression {
    index += 1
    let operand: Expression? = at("when") ? nil : expression()
    var arms: [Expression.Arm] = []
    while take("when") {
      let condition = expression()
      take("then")
      arms.append(Expression.Arm(condition: condition, value: expression()))
    }
    let otherwise: Expression? = take("else") ? expression() : nil
    take("end")
    return .choice(operand: operand, arms: arms, otherwise: otherwise)
  }
}
