import Catalog

/// Operators, by precedence from loose to tight.
extension QueryReader {
  mutating func expression() -> Expression {
    guard depth < Self.deepest else { return .opaque }
    depth += 1
    let outer = takesCollation
    takesCollation = true
    defer {
      depth -= 1
      takesCollation = outer
    }
    return disjunction()
  }

  /// The default of a column in PostgreSQL: an expression without `NOT`, `IN`, `COLLATE` and
  /// others that would be parts of the column (`b_expr` in its grammar).
  mutating func defaultExpression() -> Expression {
    takesCollation = false
    defer { takesCollation = true }
    var left = operators()
    var count = 0
    while atAny(Self.comparisons), count < 20 {
      let operation = keyText()
      index += 1
      count += 1
      left = .binary(operation, left, operators())
    }
    return left
  }

  private mutating func disjunction() -> Expression {
    var operands = [exclusive()]
    while at("or") || (at("||") && dialect.isMySQLFamily) {
      index += 1
      operands.append(exclusive())
    }
    return operands.count == 1 ? operands[0] : .any(operands)
  }

  private mutating func exclusive() -> Expression {
    var left = conjunction()
    var count = 0
    while dialect.isMySQLFamily, at("xor"), count < 50 {
      index += 1
      count += 1
      left = .binary("xor", left, conjunction())
    }
    return left
  }

  private mutating func conjunction() -> Expression {
    var operands = [negation()]
    while at("and") || (at("&&") && dialect.isMySQLFamily) {
      index += 1
      operands.append(negation())
    }
    return operands.count == 1 ? operands[0] : .all(operands)
  }

  private mutating func negation() -> Expression {
    guard depth < Self.deepest else { return .opaque }
    if at("not") || (at("!") && dialect.isMySQLFamily) {
      index += 1
      depth += 1
      defer { depth -= 1 }
      return .not(negation())
    }
    return comparison()
  }

  private static let comparisons: WordSet = [
    "=", "==", "<>", "!=", "<", "<=", ">", ">=", "<=>",
  ]

  private mutating func comparison() -> Expression {
    var left = membership()
    var count = 0
    while count < 60 {
      count += 1
      if at("is") {
        left = isTest(left)
      } else if take("isnull") {
        left = .isNull(left)
      } else if take("notnull") {
        left = .not(.isNull(left))
      } else if atAny(Self.comparisons) {
        let operation = keyText()
        index += 1
        left = quantifiedOr(operation, left) { reader in reader.membership() }
      } else {
        break
      }
    }
    return left
  }

  private mutating func quantifiedOr(
    _ operation: String,
    _ left: Expression,
    _ operand: (inout QueryReader) -> Expression
  ) -> Expression {
    guard at("any") || at("some") || at("all"), at("(", 1) else {
      return .binary(operation, left, operand(&self))
    }
    let isAll = at("all")
    index += 2
    let right: Expression = startsQuery ? .subquery(query()) : expression()
    take(")")
    return .quantified(left, operation, isAll: isAll, right)
  }

  private mutating func isTest(_ left: Expression) -> Expression {
    index += 1
    let isNegated = take("not")
    let result: Expression
    if take("null") || take("unknown") {
      result = .isNull(left)
    } else if take("true") {
      result = .isTruth(left, true)
    } else if take("false") {
      result = .isTruth(left, false)
    } else if take("distinct", "from") {
      result = .not(.isSame(left, membership()))
    } else if take("json") || take("normalized") || take("document") {
      _ = take("object") || take("array") || take("scalar") || take("value")
      if at("with", 0) || at("without"), at("unique", 1) {
        index += 2
        take("keys")
      }
      result = .opaque
    } else {
      // SQLite's `a IS b`.
      result = .isSame(left, membership())
    }
    return isNegated ? .not(result) : result
  }

  private mutating func membership() -> Expression {
    var left = operators()
    var count = 0
    while count < 60 {
      count += 1
      let start = index
      let isNegated = at("not") && word(1).kind == .plain
      if isNegated { index += 1 }
      let result: Expression
      if take("in") {
        result = inTest(left)
      } else if take("between") {
        _ = take("symmetric") || take("asymmetric")
        let low = operators()
        take("and")
        result = .between(left, low, operators())
      } else if atAny(["like", "ilike", "rlike", "regexp", "glob", "match"]) {
        let key = keyText()
        index += 1
        if at("any") || at("all"), at("(", 1) {
          result = quantifiedOr(key == "ilike" ? "~~*" : "~~", left) { $0.operators() }
        } else {
          let pattern = operators()
          if take("escape") { _ = operators() }
          let kind: Expression.LikeKind =
            key == "like" ? .like : key == "ilike" ? .caselessLike : .caselessRegex
          result =
            key == "glob" || key == "match"
            ? .opaque : .like(left, pattern: pattern, kind: kind)
        }
      } else if take("overlaps") {
        _ = operators()
        result = .opaque
      } else if take("similar", "to") {
        result = .like(left, pattern: operators(), kind: .similar)
      } else {
        index = start
        break
      }
      left = isNegated ? .not(result) : result
    }
    return left
  }

  private mutating func inTest(_ left: Expression) -> Expression {
    guard take("(") else {
      _ = operators()
      return .opaque
    }
    if startsQuery {
      let query = query()
      take(")")
      return .inQuery(left, query)
    }
    let items = expressions(until: ")")
    return .inList(left, items)
  }

  /// Comma-separated expressions up to and over a closing symbol.
  mutating func expressions(until close: WordKey) -> [Expression] {
    var items: [Expression] = []
    while !isAtEnd, !at(close) {
      let start = index
      items.append(expression())
      if take(",") { continue }
      if index == start || !at(close) {
        // Not understood: leave the parentheses and let the value be unknown.
        items.append(.opaque)
        skipTo(close)
        break
      }
    }
    take(close)
    return items
  }

  /// Moves to a closing symbol of this nesting, without taking it.
  mutating func skipTo(_ close: WordKey) {
    var open = 0
    while !isAtEnd {
      if at("(") || at("[") { open += 1 }
      if at(")") || at("]") {
        if open == 0 { return }
        open -= 1
      }
      if at(";") && open == 0 { return }
      index += 1
    }
  }

  private static let others: WordSet = [
    "~", "~*", "!~", "!~*", "~~", "~~*", "!~~", "!~~*", "->", "->>", "#>", "#>>", "@>", "<@",
    "&&", "?|", "?&", "?", "@@", "<<", ">>", "&", "|", "#", "<|", "|>",
  ]

  private mutating func operators() -> Expression {
    var left = sum()
    var parts: [Expression] = []
    var count = 0
    while count < 400 {
      count += 1
      if at("||"), !dialect.isMySQLFamily {
        index += 1
        if parts.isEmpty { parts = [left] }
        parts.append(sum())
        continue
      }
      if !parts.isEmpty {
        left = .concatenation(parts)
        parts = []
      }
      guard count < 60, atAny(Self.others) || spelledOperator != nil,
        !(at("&&") && dialect.isMySQLFamily)
      else { break }
      let operation = spelledOperator?.key ?? keyText()
      index += spelledOperator?.length ?? 1
      left = quantifiedOr(operation, left) { $0.sum() }
    }
    return parts.isEmpty ? left : .concatenation(parts)
  }

  /// `OPERATOR(pg_catalog.~)`: the operator and how many words that takes.
  private var spelledOperator: (key: String, length: Int)? {
    guard dialect == .postgres, at("operator"), at("(", 1) else { return nil }
    if at(")", 3) { return (keyText(2), 4) }
    return at(".", 3) && at(")", 5) ? (keyText(4), 6) : nil
  }

  private mutating func sum() -> Expression {
    var left = product()
    var count = 0
    while at("+") || at("-"), count < 60 {
      let operation = keyText()
      index += 1
      count += 1
      left = .binary(operation, left, product())
    }
    return left
  }

  private mutating func product() -> Expression {
    var left = power()
    var count = 0
    while count < 60 {
      guard
        at("*") || at("/") || at("%") || (dialect.isMySQLFamily && (at("div") || at("mod")))
      else { break }
      let operation = keyText()
      index += 1
      count += 1
      left = .binary(operation, left, power())
    }
    return left
  }

  private mutating func power() -> Expression {
    var left = prefixed()
    var count = 0
    while at("^"), count < 60 {
      index += 1
      count += 1
      left = .binary("^", left, prefixed())
    }
    return left
  }

  private mutating func prefixed() -> Expression {
    guard depth < Self.deepest else { return .opaque }
    depth += 1
    defer { depth -= 1 }
    if take("-") { return .negated(prefixed()) }
    if take("+") { return prefixed() }
    if at("~") || at("@") || at("!") || at("#") {
      index += 1
      _ = prefixed()
      return .opaque
    }
    if dialect.isMySQLFamily, at("binary"), word(1).kind != .symbol || at("(", 1) {
      index += 1
      return prefixed()
    }
    return postfixed(primary())
  }

  private mutating func postfixed(_ base: Expression) -> Expression {
    var result = base
    var count = 0
    while count < 60 {
      count += 1
      if take("::") {
        result = .cast(result, typeName())
      } else if at("["), dialect == .postgres {
        index += 1
        result = subscripted(result)
      } else if takesCollation, take("collate") {
        _ = qualifiedName()
      } else if dialect == .postgres, take("at", "local") {
        result = .call(FunctionCall(name: QualifiedName("timezone"), arguments: [result]))
      } else if dialect.isMySQLFamily, at("against"), at("(", 1) {
        index += 2
        skipParentheses()
        result = .opaque
      } else if take("at", "time", "zone") {
        result = .call(
          FunctionCall(name: QualifiedName("timezone"), arguments: [primary(), result])
        )
      } else if at("."), word(1).kind == .plain || word(1).kind == .quoted {
        index += 1
        guard let name = identifier() else { break }
        result = .field(result, name)
      } else if at("."), at("*", 1) {
        index += 2
        result = .opaque
      } else {
        break
      }
    }
    return result
  }

  private mutating func subscripted(_ base: Expression) -> Expression {
    if take(":") {
      let upper: Expression? = at("]") ? nil : expression()
      take("]")
      return .slice(base, nil, upper)
    }
    let lower = expression()
    if take(":") {
      let upper: Expression? = at("]") ? nil : expression()
      take("]")
      return .slice(base, lower, upper)
    }
    skipTo("]")
    take("]")
    return .element(base, lower)
  }
}
