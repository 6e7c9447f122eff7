import SourceText

extension Parser {
  /// Arguments, and whether they are the `(...)` that makes a callable of a name.
  mutating func parseArguments() -> (list: [PHPArgumentSyntax], isReference: Bool) {
    expect(.openParen, "`(`")
    if kind == .ellipsis, peek() == .closeParen {
      advance()
      advance()
      return ([], true)
    }
    var list: [PHPArgumentSyntax] = []
    while kind != .closeParen, kind != .end, !hasFailed {
      let isSpread = take(.ellipsis)
      var name: String?
      if kind.isWord, peek() == .colon, token.flags == 0 {
        name = text(token)
        advance()
        advance()
      }
      list.append(
        PHPArgumentSyntax(name: name, value: parseExpression(), isSpread: isSpread)
      )
      guard take(.comma) else { break }
    }
    expect(.closeParen, "`)`")
    return (list, false)
  }

  mutating func finishCall(
    from start: Int,
    _ kind: ([PHPArgumentSyntax]) -> PHPExpression.Kind
  ) -> PHPExpression {
    let arguments = parseArguments()
    let call = make(kind(arguments.list), from: start)
    return arguments.isReference ? make(.callableReference(call), from: start) : call
  }

  /// `function (…) use (…) {…}` and `fn (…) => …`.
  mutating func parseClosure(isStatic: Bool, from start: Int) -> PHPExpression {
    let isArrow = kind == .kFn
    advance()
    _ = take(.ampersand)
    let parameters = parseParameters()
    let uses = take(.kUse) ? parseClosureUses() : []
    let returnType = take(.colon) ? parseType() : nil
    let body = hasFailed ? [] : isArrow ? parseArrowBody() : parseBlock()
    let function = PHPFunction(
      name: PHPName(text: "", lower: ""),
      parameters: parameters,
      returnType: returnType,
      body: body,
      uses: uses,
      isArrow: isArrow,
      modifiers: isStatic ? [.isStatic] : [],
      span: span(from: start)
    )
    return make(.closure(function), from: start)
  }

  private mutating func parseArrowBody() -> [PHPStatement] {
    expect(.doubleArrow, "`=>`")
    let start = start
    let value = parseBinary(OperatorRule.assignment)
    return [PHPStatement(kind: .return(value), span: span(from: start))]
  }

  private mutating func parseClosureUses() -> [PHPClosureUse] {
    expect(.openParen, "`(`")
    var list: [PHPClosureUse] = []
    while kind != .closeParen, kind != .end, !hasFailed {
      let isReference = take(.ampersand)
      guard kind == .variable else {
        fail("expected a variable")
        break
      }
      list.append(PHPClosureUse(name: variableName(token), isReference: isReference))
      advance()
      guard take(.comma) else { break }
    }
    expect(.closeParen, "`)`")
    return list
  }
}
