import Catalog
import SourceText

extension Parser {
  mutating func parseExpression() -> PHPExpression { parseBinary(0) }

  func make(_ kind: PHPExpression.Kind, from start: Int) -> PHPExpression {
    PHPExpression(kind, span(from: start))
  }

  mutating func invalid(_ what: String) -> PHPExpression {
    fail(what)
    return PHPExpression(.invalid, ByteSpan(start, start))
  }

  /// Precedence climbing; `minimum` is the lowest precedence that may be consumed.
  mutating func parseBinary(_ minimum: Int) -> PHPExpression {
    let start = start
    defer { leave() }
    guard enter() else { return PHPExpression(.invalid, ByteSpan(start, start)) }
    var left = parseUnary()
    var length = 0
    while let rule = OperatorRule(kind), rule.precedence >= minimum, !hasFailed {
      length += 1
      if length > Self.chainLimit {
        report(.phpTooDeep, "too many operators in one expression; split it", at: self.start)
        hasFailed = true
        return left
      }
      left = parseOperator(rule, left, from: start)
    }
    return left
  }

  private mutating func parseOperator(
    _ rule: OperatorRule,
    _ left: PHPExpression,
    from start: Int
  ) -> PHPExpression {
    advance()
    switch rule.form {
    case .binary(let operation):
      let right = parseBinary(rule.isRightAssociative ? rule.precedence : rule.precedence + 1)
      if operation == .concatenate, let folded = concatenation(left, right) {
        return make(.string(folded), from: start)
      }
      return make(.binary(operation, left, right), from: start)
    case .assign:
      let isReference = kind == .ampersand
      if isReference { advance() }
      return make(
        .assign(left, parseBinary(OperatorRule.assignment), isReference: isReference),
        from: start
      )
    case .compound(let operation):
      return make(
        .compoundAssign(operation, left, parseBinary(OperatorRule.assignment)),
        from: start
      )
    case .ternary:
      if take(.colon) {
        return make(.ternary(left, nil, parseBinary(rule.precedence + 1)), from: start)
      }
      let middle = parseBinary(OperatorRule.assignment)
      expect(.colon, "`:`")
      return make(.ternary(left, middle, parseBinary(rule.precedence + 1)), from: start)
    case .instanceOf:
      let reference = parseClassReference()
      return make(.instanceOf(left, reference), from: start)
    }
  }

  /// Literal pieces are joined here, so that long texts written over many lines stay flat.
  private func concatenation(_ left: PHPExpression, _ right: PHPExpression) -> String? {
    guard case .string(let first) = left.kind, case .string(let second) = right.kind else {
      return nil
    }
    return first + second
  }

  mutating func parseUnary() -> PHPExpression {
    let start = start
    switch kind {
    case .not: return prefix(.not, OperatorRule.instanceOf, from: start)
    case .minus: return prefix(.minus, OperatorRule.unary, from: start)
    case .plus: return prefix(.plus, OperatorRule.unary, from: start)
    case .tilde: return prefix(.bitNot, OperatorRule.unary, from: start)
    case .at: return prefix(.silence, OperatorRule.unary, from: start)
    case .ampersand: return prefix(.reference, OperatorRule.unary, from: start)
    case .kClone: return prefix(.clone, OperatorRule.unary, from: start)
    case .increment, .decrement:
      let step = kind == .increment ? 1 : -1
      advance()
      return make(
        .increment(parseBinary(OperatorRule.unary), by: step, isPrefix: true),
        from: start
      )
    case .openParen:
      if let cast = castAhead {
        advance()
        advance()
        advance()
        return make(.cast(cast, parseBinary(OperatorRule.unary)), from: start)
      }
      return parsePostfix(parsePrimary(), from: start)
    default: return parsePostfix(parsePrimary(), from: start)
    }
  }

  private mutating func prefix(
    _ operation: PHPUnaryOperator,
    _ precedence: Int,
    from start: Int
  ) -> PHPExpression {
    advance()
    let operand = parseBinary(precedence)
    if operation == .minus {
      if case .int(let value) = operand.kind { return make(.int(0 &- value), from: start) }
      if case .float(let value) = operand.kind { return make(.float(-value), from: start) }
    }
    return make(.unary(operation, operand), from: start)
  }

  /// `(int)` and its kin: a type's name alone between parentheses.
  private var castAhead: PHPCast? {
    guard peek().isWord, peek(2) == .closeParen, tokens[position + 1].flags == 0 else {
      return nil
    }
    switch asciiLowercased(text(tokens[position + 1])) {
    case "int", "integer": return .int
    case "float", "double", "real": return .float
    case "string", "binary": return .string
    case "bool", "boolean": return .bool
    case "array": return .array
    case "object": return .object
    case "unset": return .unset
    default: return nil
    }
  }

  /// What may follow a value: `->`, `?->`, `::`, `[…]`, `(…)`, `++`, `--`.
  mutating func parsePostfix(_ first: PHPExpression, from start: Int) -> PHPExpression {
    var value = first
    var length = 0
    while !hasFailed {
      length += 1
      if length > Self.chainLimit {
        hasFailed = true
        report(.phpTooDeep, "too many calls in one chain; split it", at: self.start)
        return value
      }
      switch kind {
      case .arrow, .nullsafeArrow:
        value = parseMemberAccess(value, from: start)
      case .doubleColon:
        value = parseStaticAccess(.dynamic(value), from: start)
      case .openBracket:
        advance()
        let index = kind == .closeBracket ? nil : parseExpression()
        expect(.closeBracket, "`]`")
        value = make(.index(value, index), from: start)
      case .openParen:
        value = finishCall(from: start) { .callValue(value, $0) }
      case .increment, .decrement:
        let step = kind == .increment ? 1 : -1
        advance()
        value = make(.increment(value, by: step, isPrefix: false), from: start)
      default: return value
      }
    }
    return value
  }

  private mutating func parseMemberAccess(
    _ object: PHPExpression,
    from start: Int
  ) -> PHPExpression {
    let isNullsafe = kind == .nullsafeArrow
    advance()
    let member = parseMember()
    if kind == .openParen {
      return finishCall(from: start) {
        .methodCall(object, member, $0, isNullsafe: isNullsafe)
      }
    }
    return make(.property(object, member, isNullsafe: isNullsafe), from: start)
  }

  private mutating func parseMember() -> PHPMember {
    let memberStart = start
    if kind.isWord {
      let name = PHPName(text(token))
      advance()
      return .name(name)
    }
    if kind == .variable {
      let name = variableName(token)
      advance()
      return .dynamic(make(.variable(name), from: memberStart))
    }
    if take(.openBrace) {
      let value = parseExpression()
      expect(.closeBrace, "`}`")
      return .dynamic(value)
    }
    if kind == .dollar { return .dynamic(parsePrimary()) }
    return .dynamic(invalid("expected the name of a member"))
  }

  mutating func parseStaticAccess(
    _ reference: PHPClassReference,
    from start: Int
  ) -> PHPExpression {
    advance()
    if kind == .variable {
      let name = PHPName(variableName(token))
      let memberStart = self.start
      advance()
      guard kind == .openParen else {
        return make(.staticProperty(reference, .name(name)), from: start)
      }
      let member = PHPMember.dynamic(make(.variable(name.text), from: memberStart))
      return finishCall(from: start) { .staticCall(reference, member, $0) }
    }
    if kind == .dollar {
      let member = parsePrimary()
      return make(.staticProperty(reference, .dynamic(member)), from: start)
    }
    let member = parseMember()
    if kind == .openParen {
      return finishCall(from: start) { .staticCall(reference, member, $0) }
    }
    return make(.classConstant(reference, member), from: start)
  }

  func classReference(written: String) -> PHPClassReference {
    switch asciiLowercased(written) {
    case "self": .selfClass
    case "parent": .parentClass
    case "static": .staticClass
    default: .named(names.resolveClass(written))
    }
  }

  /// What stands behind `new` and `instanceof`.
  mutating func parseClassReference() -> PHPClassReference {
    if kind.isWord {
      let written = text(token)
      advance()
      return classReference(written: written)
    }
    let start = start
    if take(.openParen) {
      let value = parseExpression()
      expect(.closeParen, "`)`")
      return .dynamic(value)
    }
    var value = parsePrimary()
    while !hasFailed {
      if kind == .arrow || kind == .nullsafeArrow {
        let isNullsafe = kind == .nullsafeArrow
        advance()
        value = make(
          .property(value, parseMember(), isNullsafe: isNullsafe),
          from: start
        )
      } else if kind == .doubleColon, peek() == .variable {
        advance()
        let name = PHPName(variableName(token))
        advance()
        value = make(.staticProperty(.dynamic(value), .name(name)), from: start)
      } else if take(.openBracket) {
        let index = parseExpression()
        expect(.closeBracket, "`]`")
        value = make(.index(value, index), from: start)
      } else {
        break
      }
    }
    return .dynamic(value)
  }
}
