import Catalog
import SourceText

extension Parser {
  mutating func parsePrimary() -> PHPExpression {
    let start = start
    switch kind {
    case .variable:
      let name = variableName(token)
      advance()
      return make(.variable(name), from: start)
    case .singleQuoted, .doubleQuoted, .heredoc, .nowdoc, .backtick:
      let value = stringKind(token)
      advance()
      return make(value, from: start)
    case .integer, .float: return parseNumber()
    case .openBracket: return parseArray(until: .closeBracket, from: start)
    case .openParen:
      advance()
      let value = parseExpression()
      expect(.closeParen, "`)`")
      return value
    case .dollar: return parseVariableVariable()
    case .attributeOpen:
      _ = parseAttributes()
      return parsePrimary(behindAttributes: start)
    case .name: return parseNamed()
    default:
      guard kind.isWord else { return invalid("expected an expression") }
      return parseKeyword(from: start)
    }
  }

  /// Attributes may stand before closures and anonymous functions only.
  private mutating func parsePrimary(behindAttributes start: Int) -> PHPExpression {
    guard kind == .kFunction || kind == .kFn || kind == .kStatic else {
      return invalid("expected a function")
    }
    return parseKeyword(from: start)
  }

  private mutating func parseNamed() -> PHPExpression {
    let start = start
    let written = text(token)
    advance()
    switch kind {
    case .doubleColon:
      return parseStaticAccess(classReference(written: written), from: start)
    case .openParen:
      let name = names.resolveFunction(written)
      return finishCall(from: start) { .call(name, $0) }
    default:
      switch written.utf8.count {
      case 4, 5:
        switch asciiLowercased(written) {
        case "true": return make(.bool(true), from: start)
        case "false": return make(.bool(false), from: start)
        case "null": return make(.null, from: start)
        default: break
        }
      default: break
      }
      return make(.constant(names.resolveConstant(written)), from: start)
    }
  }

  private mutating func parseKeyword(from start: Int) -> PHPExpression {
    switch kind {
    case .kFunction, .kFn: return parseClosure(isStatic: false, from: start)
    case .kStatic:
      if peek() == .kFunction || peek() == .kFn {
        advance()
        return parseClosure(isStatic: true, from: start)
      }
      return parseNamed()
    case .kNew: return parseNew()
    case .kArray where peek() == .openParen, .kList where peek() == .openParen:
      advance()
      return parseArray(until: .closeParen, from: start)
    case .kIsset:
      advance()
      return parseIsset(from: start)
    case .kEmpty where peek() == .openParen:
      advance()
      return make(.empty(parseCondition()), from: start)
    case .kMatch where peek() == .openParen: return parseMatch()
    case .kThrow:
      advance()
      return make(.throw(parseExpression()), from: start)
    case .kPrint:
      advance()
      return make(.print(parseBinary(OperatorRule.assignment)), from: start)
    case .kInclude, .kIncludeOnce, .kRequire, .kRequireOnce:
      advance()
      return make(.include(parseBinary(OperatorRule.assignment)), from: start)
    case .kExit:
      advance()
      return parseExit(from: start)
    case .kYield: return parseYield(from: start)
    default: return parseMagic(from: start)
    }
  }

  private mutating func parseMagic(from start: Int) -> PHPExpression {
    let magic: PHPMagicConstant
    switch kind {
    case .kMagicClass: magic = .className
    case .kMagicDir: magic = .directory
    case .kMagicFile: magic = .file
    case .kMagicFunction: magic = .function
    case .kMagicLine: magic = .line
    case .kMagicMethod: magic = .method
    case .kMagicNamespace: magic = .namespace
    case .kMagicTrait: magic = .traitName
    case .kElse, .kElseif, .kEndif, .kEndfor, .kEndforeach, .kEndwhile, .kEndswitch, .kCase,
      .kCatch, .kFinally, .kAs, .kExtends, .kImplements, .kInstanceof, .kInsteadof,
      .kPublic, .kPrivate, .kProtected, .kVar, .kAbstract, .kFinal, .kUse:
      return invalid("expected an expression")
    default: return parseNamed()
    }
    advance()
    return make(.magic(magic), from: start)
  }

  private mutating func parseExit(from start: Int) -> PHPExpression {
    guard take(.openParen) else { return make(.exit(nil), from: start) }
    let value = kind == .closeParen ? nil : parseExpression()
    expect(.closeParen, "`)`")
    return make(.exit(value), from: start)
  }

  private mutating func parseYield(from start: Int) -> PHPExpression {
    advance()
    if kind == .name, asciiLowercased(text(token)) == "from" { advance() }
    switch kind {
    case .semicolon, .closeParen, .closeBracket, .comma, .closeTag, .end:
      return make(.yield(nil), from: start)
    default:
      let value = parseBinary(OperatorRule.assignment)
      if take(.doubleArrow) { _ = parseBinary(OperatorRule.assignment) }
      return make(.yield(value), from: start)
    }
  }

  private mutating func parseIsset(from start: Int) -> PHPExpression {
    expect(.openParen, "`(`")
    var list: [PHPExpression] = []
    while kind != .closeParen, kind != .end, !hasFailed {
      list.append(parseExpression())
      guard take(.comma) else { break }
    }
    expect(.closeParen, "`)`")
    return make(.isset(list), from: start)
  }

  private mutating func parseVariableVariable() -> PHPExpression {
    let start = start
    advance()
    if take(.openBrace) {
      let value = parseExpression()
      expect(.closeBrace, "`}`")
      return make(.variableVariable(value), from: start)
    }
    defer { leave() }
    guard enter(), kind == .variable || kind == .dollar else {
      return invalid("expected a variable")
    }
    return make(.variableVariable(parsePrimary()), from: start)
  }

  private mutating func parseNew() -> PHPExpression {
    let start = start
    advance()
    let attributes = kind == .attributeOpen ? parseAttributes() : []
    let isAnonymous = kind == .kClass || (kind == .kReadonly && peek() == .kClass)
    if isAnonymous {
      let modifiers = parseModifiers()
      advance()
      let arguments = kind == .openParen ? parseArguments().list : []
      let declared = parseClassRest(
        kind: .classKind,
        name: PHPName(text: "", lower: ""),
        attributes: attributes,
        modifiers: modifiers,
        from: start
      )
      return make(.newAnonymous(declared, arguments), from: start)
    }
    let reference = parseClassReference()
    let arguments = kind == .openParen ? parseArguments().list : []
    return make(.new(reference, arguments), from: start)
  }

  private mutating func parseMatch() -> PHPExpression {
    let start = start
    advance()
    let subject = parseCondition()
    expect(.openBrace, "`{`")
    var arms: [PHPMatchArm] = []
    while kind != .closeBrace, kind != .end, !hasFailed {
      var conditions: [PHPExpression] = []
      if kind == .kDefault, peek() == .doubleArrow || peek() == .comma {
        advance()
        _ = take(.comma)
      } else {
        repeat {
          if kind == .doubleArrow { break }
          conditions.append(parseExpression())
        } while !hasFailed && take(.comma)
      }
      expect(.doubleArrow, "`=>`")
      arms.append(PHPMatchArm(conditions: conditions, result: parseExpression()))
      guard take(.comma) else { break }
    }
    expect(.closeBrace, "`}`")
    return make(.match(subject, arms), from: start)
  }

  /// `[…]`, `array(…)`, `list(…)`; the opening bracket is the current token.
  mutating func parseArray(until end: TokenKind, from start: Int) -> PHPExpression {
    advance()
    var items: [PHPArrayItem] = []
    while kind != end, kind != .end, !hasFailed {
      if kind == .comma {
        advance()
        items.append(PHPArrayItem(key: nil, value: nil, isSpread: false, isReference: false))
        continue
      }
      let isSpread = take(.ellipsis)
      var isReference = take(.ampersand)
      var value = parseExpression()
      var key: PHPExpression?
      if take(.doubleArrow) {
        key = value
        isReference = take(.ampersand)
        value = parseExpression()
      }
      items.append(
        PHPArrayItem(key: key, value: value, isSpread: isSpread, isReference: isReference)
      )
      guard take(.comma) else { break }
    }
    expect(end, end == .closeBracket ? "`]`" : "`)`")
    return make(.array(items), from: start)
  }
}
