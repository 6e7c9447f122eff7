import SourceText

extension Parser {
  mutating func parseCondition() -> PHPExpression {
    expect(.openParen, "`(`")
    let condition = parseExpression()
    expect(.closeParen, "`)`")
    return condition
  }

  mutating func parseIf() -> PHPStatement.Kind {
    advance()
    var branches: [PHPBranch] = []
    var condition = parseCondition()
    if kind == .colon { return parseAlternativeIf(condition) }
    branches.append(PHPBranch(condition: condition, body: parseBody()))
    while true {
      if kind == .kElseif || (kind == .kElse && peek() == .kIf) {
        if kind == .kElse { advance() }
        advance()
        condition = parseCondition()
        branches.append(PHPBranch(condition: condition, body: parseBody()))
        continue
      }
      guard take(.kElse) else { return .ifElse(branches, otherwise: nil) }
      return .ifElse(branches, otherwise: parseBody())
    }
  }

  private mutating func parseAlternativeIf(_ first: PHPExpression) -> PHPStatement.Kind {
    var branches: [PHPBranch] = []
    var otherwise: [PHPStatement]?
    var condition = first
    expect(.colon, "`:`")
    let ends: [TokenKind] = [.kElseif, .kElse, .kEndif]
    while true {
      branches.append(PHPBranch(condition: condition, body: parseStatements(until: ends)))
      guard kind == .kElseif else { break }
      advance()
      condition = parseCondition()
      expect(.colon, "`:`")
    }
    if take(.kElse) {
      expect(.colon, "`:`")
      otherwise = parseStatements(until: [.kEndif])
    }
    expect(.kEndif, "`endif`")
    endStatement()
    return .ifElse(branches, otherwise: otherwise)
  }

  /// The body of a loop, in braces, as one statement, or between `:` and its end word.
  private mutating func parseLoopBody(_ end: TokenKind, _ word: String) -> [PHPStatement] {
    guard kind == .colon else {
      if take(.semicolon) { return [] }
      return parseBody()
    }
    advance()
    let body = parseStatements(until: [end])
    expect(end, word)
    endStatement()
    return body
  }

  mutating func parseWhile() -> PHPStatement.Kind {
    advance()
    let condition = parseCondition()
    return .whileLoop(condition, parseLoopBody(.kEndwhile, "`endwhile`"))
  }

  mutating func parseDoWhile() -> PHPStatement.Kind {
    advance()
    let body = parseBody()
    expect(.kWhile, "`while`")
    let condition = parseCondition()
    endStatement()
    return .doWhile(body, condition)
  }

  mutating func parseFor() -> PHPStatement.Kind {
    advance()
    expect(.openParen, "`(`")
    let first = parseList(until: .semicolon)
    expect(.semicolon, "`;`")
    let conditions = parseList(until: .semicolon)
    expect(.semicolon, "`;`")
    let step = parseList(until: .closeParen)
    expect(.closeParen, "`)`")
    let body = parseLoopBody(.kEndfor, "`endfor`")
    return .forLoop(
      PHPForLoop(start: first, conditions: conditions, step: step, body: body)
    )
  }

  private mutating func parseList(until end: TokenKind) -> [PHPExpression] {
    var list: [PHPExpression] = []
    while kind != end, kind != .end, !hasFailed {
      list.append(parseExpression())
      guard take(.comma) else { break }
    }
    return list
  }

  mutating func parseForeach() -> PHPStatement.Kind {
    advance()
    expect(.openParen, "`(`")
    let subject = parseExpression()
    expect(.kAs, "`as`")
    var isReference = take(.ampersand)
    var value = parseExpression()
    var key: PHPExpression?
    if take(.doubleArrow) {
      key = value
      isReference = take(.ampersand)
      value = parseExpression()
    }
    expect(.closeParen, "`)`")
    let body = parseLoopBody(.kEndforeach, "`endforeach`")
    return .foreach(
      PHPForeach(
        subject: subject,
        key: key,
        value: value,
        isReference: isReference,
        body: body
      )
    )
  }

  mutating func parseSwitch() -> PHPStatement.Kind {
    advance()
    let subject = parseCondition()
    let end: TokenKind = kind == .colon ? .kEndswitch : .closeBrace
    if !take(.colon) { expect(.openBrace, "`{`") }
    var arms: [PHPSwitchArm] = []
    _ = take(.semicolon)
    while kind == .kCase || kind == .kDefault {
      var value: PHPExpression?
      if take(.kCase) { value = parseExpression() } else { advance() }
      if !take(.colon) { expect(.semicolon, "`:`") }
      let body = parseStatements(until: [.kCase, .kDefault, .kEndswitch])
      arms.append(PHPSwitchArm(value: value, body: body))
    }
    expect(end, end == .closeBrace ? "`}`" : "`endswitch`")
    if end == .kEndswitch { endStatement() }
    return .switchCase(subject, arms)
  }

  mutating func parseTry() -> PHPStatement.Kind {
    advance()
    let body = parseBlock()
    var catches: [PHPCatch] = []
    while take(.kCatch) {
      expect(.openParen, "`(`")
      var types: [PHPName] = []
      repeat {
        guard kind.isWord else { break }
        types.append(names.resolveClass(text(token)))
        advance()
      } while take(.pipe)
      var variable: String?
      if kind == .variable {
        variable = variableName(token)
        advance()
      }
      expect(.closeParen, "`)`")
      catches.append(PHPCatch(types: types, variable: variable, body: parseBlock()))
    }
    let finally = take(.kFinally) ? parseBlock() : nil
    return .tryCatch(PHPTry(body: body, catches: catches, finally: finally))
  }

  mutating func parseJump() -> PHPStatement.Kind {
    let isBreak = kind == .kBreak
    advance()
    var levels = 1
    if kind == .integer {
      levels = max(1, Int(text(token)) ?? 1)
      advance()
    }
    endStatement()
    return isBreak ? .break(levels) : .continue(levels)
  }

  mutating func parseEcho() -> PHPStatement.Kind {
    advance()
    let list = parseList(until: .semicolon)
    endStatement()
    return .echo(list)
  }

  mutating func parseUnset() -> PHPStatement.Kind {
    advance()
    expect(.openParen, "`(`")
    let list = parseList(until: .closeParen)
    expect(.closeParen, "`)`")
    endStatement()
    return .unset(list)
  }

  mutating func parseGlobal() -> PHPStatement.Kind {
    advance()
    var list: [String] = []
    while kind == .variable {
      list.append(variableName(token))
      advance()
      guard take(.comma) else { break }
    }
    endStatement()
    return .global(list)
  }

  mutating func parseStaticVariables() -> PHPStatement.Kind {
    advance()
    var list: [PHPVariableDefault] = []
    while kind == .variable {
      let name = variableName(token)
      advance()
      let value = take(.assign) ? parseExpression() : nil
      list.append(PHPVariableDefault(name: name, value: value))
      guard take(.comma) else { break }
    }
    endStatement()
    return .staticVariables(list)
  }

  mutating func parseDeclare() -> PHPStatement.Kind {
    advance()
    expect(.openParen, "`(`")
    _ = parseList(until: .closeParen)
    expect(.closeParen, "`)`")
    if kind == .openBrace { return .block(parseBlock()) }
    if take(.colon) {
      let body = parseStatements(until: [.kEnddeclare])
      expect(.kEnddeclare, "`enddeclare`")
      endStatement()
      return .block(body)
    }
    endStatement()
    return .ignored
  }

  func variableName(_ token: Token) -> String {
    text(Int(token.start) + 1, Int(token.end))
  }
}
