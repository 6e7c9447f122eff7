import SourceText

extension Parser {
  mutating func parseClassStatement() -> PHPStatement.Kind? {
    let start = start
    let attributes = kind == .attributeOpen ? parseAttributes() : []
    if kind == .kFunction {
      guard peek().isWord || peek() == .ampersand else { return parseAttributedExpression() }
      return parseFunctionStatement() ?? parseAttributedExpression()
    }
    if kind == .kFn || kind == .kStatic { return parseAttributedExpression() }
    let modifiers = parseModifiers()
    guard let classKind = classKind(of: kind) else {
      fail("expected a class")
      return .invalid
    }
    advance()
    let name = names.declare(parseName("a name"))
    let declared = parseClassRest(
      kind: classKind,
      name: name,
      attributes: attributes,
      modifiers: modifiers,
      from: start
    )
    classes.append(declared)
    return .classLike(declared)
  }

  private mutating func parseAttributedExpression() -> PHPStatement.Kind {
    let value = parseExpression()
    endStatement()
    return .expression(value)
  }

  private func classKind(of kind: TokenKind) -> PHPClass.Kind? {
    switch kind {
    case .kClass: .classKind
    case .kInterface: .interface
    case .kTrait: .trait
    case .kEnum: .enumeration
    default: nil
    }
  }

  /// From `extends` on.
  mutating func parseClassRest(
    kind classKind: PHPClass.Kind,
    name: PHPName,
    attributes: [PHPAttribute],
    modifiers: PHPModifiers,
    from start: Int
  ) -> PHPClass {
    var parent: PHPName?
    var interfaces: [PHPName] = []
    if take(.colon) { _ = parseType() }
    if take(.kExtends) {
      let list = parseNameList()
      if classKind == .interface { interfaces = list } else { parent = list.first }
    }
    if take(.kImplements) { interfaces += parseNameList() }
    let members = parseMembers()
    return PHPClass(
      kind: classKind,
      name: name,
      parent: parent,
      interfaces: interfaces,
      members: members,
      attributes: attributes,
      modifiers: modifiers,
      span: span(from: start)
    )
  }

  private mutating func parseNameList() -> [PHPName] {
    var list: [PHPName] = []
    repeat {
      let name = parseName("the name of a class")
      guard !name.isEmpty else { break }
      list.append(names.resolveClass(name))
    } while take(.comma)
    return list
  }

  private mutating func parseMembers() -> PHPClass.Members {
    var members = PHPClass.Members()
    expect(.openBrace, "`{`")
    guard !hasFailed else { return members }
    while kind != .closeBrace, kind != .end {
      let before = position
      parseMember(&members)
      if hasFailed { recoverMember() }
      if position == before { advance() }
    }
    expect(.closeBrace, "`}`")
    return members
  }

  /// Skips to behind the next `;` or block, or to a word that begins a member.
  private mutating func recoverMember() {
    hasFailed = false
    while kind != .end, kind != .closeBrace {
      switch kind {
      case .semicolon:
        advance()
        return
      case .openBrace:
        skipBraces()
        return
      case .kPublic, .kProtected, .kPrivate, .kFunction:
        return
      default: advance()
      }
    }
  }

  private mutating func parseMember(_ members: inout PHPClass.Members) {
    let start = start
    let attributes = kind == .attributeOpen ? parseAttributes() : []
    if kind == .kUse {
      parseTraitUse(&members)
      return
    }
    if kind == .kCase {
      parseCase(&members)
      return
    }
    let modifiers = parseModifiers()
    switch kind {
    case .kConst:
      advance()
      members.constants += parseConstantList(isMember: true)
      endStatement()
    case .kFunction:
      advance()
      _ = take(.ampersand)
      let name = PHPName(parseName("the name of a method"))
      members.methods.append(
        parseFunctionRest(name: name, modifiers: modifiers, attributes: attributes, from: start)
      )
    default:
      parseProperties(modifiers, &members)
    }
  }

  private mutating func parseProperties(
    _ modifiers: PHPModifiers,
    _ members: inout PHPClass.Members
  ) {
    let type = kind == .variable ? nil : parseType()
    repeat {
      guard kind == .variable else {
        fail("expected a property, constant or method")
        return
      }
      let name = variableName(token)
      advance()
      let value = take(.assign) ? parseExpression() : nil
      members.properties.append(
        PHPProperty(name: name, type: type, defaultValue: value, modifiers: modifiers)
      )
      if kind == .openBrace {
        skipBraces()
        return
      }
    } while !hasFailed && take(.comma)
    endStatement()
  }

  private mutating func parseCase(_ members: inout PHPClass.Members) {
    let start = start
    advance()
    let name = parseName("the name of a case")
    let value = take(.assign) ? parseExpression() : nil
    members.cases.append(PHPConstant(name: name, value: value, span: span(from: start)))
    endStatement()
  }

  private mutating func parseTraitUse(_ members: inout PHPClass.Members) {
    advance()
    members.traits += parseNameList()
    guard take(.openBrace) else {
      endStatement()
      return
    }
    while kind != .closeBrace, kind != .end, !hasFailed {
      members.traitRules.append(parseTraitRule())
      endStatement()
    }
    expect(.closeBrace, "`}`")
  }

  private mutating func parseTraitRule() -> PHPTraitRule {
    let first = parseName("a method")
    var trait: PHPName?
    var method = PHPName(first)
    if take(.doubleColon) {
      trait = names.resolveClass(first)
      method = PHPName(parseName("a method"))
    }
    if take(.kInsteadof) {
      return PHPTraitRule(
        trait: trait,
        method: method,
        alias: nil,
        insteadOf: parseNameList()
      )
    }
    expect(.kAs, "`as` or `insteadof`")
    _ = parseModifiers()
    let alias = kind.isWord ? PHPName(parseName("an alias")) : nil
    return PHPTraitRule(trait: trait, method: method, alias: alias, insteadOf: [])
  }
}
