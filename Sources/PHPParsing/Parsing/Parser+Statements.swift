import SourceText

extension Parser {
  mutating func parseFile() -> [PHPStatement] {
    var statements: [PHPStatement] = []
    while kind != .end {
      let before = position
      statements.append(parseStatement())
      if position == before { skipOne() }
    }
    return statements
  }

  /// Steps over a token that no statement begins with, so that every loop makes progress.
  private mutating func skipOne() {
    fail("expected a statement")
    hasFailed = false
    advance()
  }

  mutating func parseStatement() -> PHPStatement {
    let start = start
    defer { leave() }
    guard enter() else {
      recover()
      return PHPStatement(kind: .invalid, span: span(from: start))
    }
    let parsed = parseStatementKind()
    if hasFailed {
      recover()
      if case .expression(let value) = parsed, case .invalid = value.kind {
        return PHPStatement(kind: .invalid, span: span(from: start))
      }
    }
    return PHPStatement(kind: parsed, span: span(from: start))
  }

  /// Skips to behind the next `;` outside brackets, or to before a brace that closes more than
  /// was opened.
  private mutating func recover() {
    hasFailed = false
    var open = 0
    while kind != .end {
      switch kind {
      case .openBrace, .openParen, .openBracket, .attributeOpen:
        open += 1
      case .closeBrace:
        if open == 0 { return }
        open -= 1
        if open == 0 {
          advance()
          return
        }
      case .closeParen, .closeBracket:
        open = max(0, open - 1)
      case .semicolon, .closeTag:
        if open == 0 {
          advance()
          return
        }
      default: break
      }
      advance()
    }
  }

  /// `{ … }`, or a single statement.
  mutating func parseBody() -> [PHPStatement] {
    if kind == .openBrace { return parseBlock() }
    return [parseStatement()]
  }

  mutating func parseBlock() -> [PHPStatement] {
    expect(.openBrace, "`{`")
    guard !hasFailed else { return [] }
    var statements: [PHPStatement] = []
    while kind != .closeBrace, kind != .end {
      let before = position
      statements.append(parseStatement())
      if position == before { skipOne() }
    }
    expect(.closeBrace, "`}`")
    return statements
  }

  /// Statements up to one of the words that end them, for `if: … endif;` and `case`.
  mutating func parseStatements(until ends: [TokenKind]) -> [PHPStatement] {
    var statements: [PHPStatement] = []
    while kind != .end, kind != .closeBrace, !ends.contains(kind) {
      let before = position
      statements.append(parseStatement())
      if position == before { skipOne() }
    }
    return statements
  }

  mutating func endStatement() {
    if kind == .semicolon || kind == .closeTag {
      advance()
    } else if kind != .end && kind != .inlineHTML {
      fail("expected `;`")
    } else if kind == .end {
      fail("expected `;`")
    }
  }

  private mutating func parseStatementKind() -> PHPStatement.Kind {
    switch kind {
    case .kIf: return parseIf()
    case .kReturn:
      advance()
      let value = endsStatement ? nil : parseExpression()
      endStatement()
      return .return(value)
    case .openBrace: return .block(parseBlock())
    case .kForeach: return parseForeach()
    case .kFor: return parseFor()
    case .kWhile: return parseWhile()
    case .kDo: return parseDoWhile()
    case .kSwitch: return parseSwitch()
    case .kTry: return parseTry()
    case .kBreak, .kContinue: return parseJump()
    case .kEcho, .openEcho: return parseEcho()
    case .semicolon, .closeTag:
      advance()
      return .ignored
    case .inlineHTML:
      advance()
      return .inlineHTML
    case .kHaltCompiler:
      while kind != .end { advance() }
      return .ignored
    default: return parseDeclaration() ?? parseExpressionStatement()
    }
  }

  var endsStatement: Bool { kind == .semicolon || kind == .closeTag || kind == .end }

  private mutating func parseExpressionStatement() -> PHPStatement.Kind {
    let value = parseExpression()
    endStatement()
    return .expression(value)
  }

  /// What begins with a word that may also begin an expression.
  private mutating func parseDeclaration() -> PHPStatement.Kind? {
    switch kind {
    case .kUse:
      parseUse()
      return .ignored
    case .kNamespace where peek() != .backslash: return parseNamespace()
    case .kConst: return parseConstants()
    case .kFunction: return parseFunctionStatement()
    case .kAbstract, .kFinal, .kClass, .kTrait, .attributeOpen:
      return parseClassStatement()
    case .kReadonly where peek() == .kClass || peek() == .kFinal || peek() == .kAbstract:
      return parseClassStatement()
    case .kInterface where peek().isWord: return parseClassStatement()
    case .kEnum where peek().isWord && peek() != .kExtends && peek() != .kImplements:
      return parseClassStatement()
    case .kStatic where peek() == .variable: return parseStaticVariables()
    case .kGlobal: return parseGlobal()
    case .kUnset: return parseUnset()
    case .kDeclare: return parseDeclare()
    case .kGoto:
      advance()
      advance()
      endStatement()
      return .ignored
    case .name where peek() == .colon && token.flags == 0:
      advance()
      advance()
      return .ignored
    default: return nil
    }
  }
}
