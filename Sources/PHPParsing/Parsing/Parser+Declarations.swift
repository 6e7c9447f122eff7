import Catalog
import SourceText

extension Parser {
  /// The text of a name token that must stand here; empty, with a diagnostic, where none does.
  mutating func parseName(_ what: String) -> String {
    guard kind.isWord else {
      fail("expected " + what)
      return ""
    }
    let name = text(token)
    advance()
    return name
  }

  mutating func parseNamespace() -> PHPStatement.Kind {
    advance()
    names.enter(namespace: kind.isWord ? parseName("a namespace") : "")
    if kind == .openBrace { return .block(parseBlock()) }
    endStatement()
    return .ignored
  }

  /// `use A\B, C as D;`, `use function f;`, `use A\{B, function c, const D as E};`.
  mutating func parseUse() {
    advance()
    let kind = parseImportKind()
    repeat {
      let name = withoutLeadingSlash(parseName("a name"))
      if take(.backslash) {
        parseUseGroup(prefix: name, kind)
      } else {
        parseAlias(of: name, kind)
      }
    } while !hasFailed && take(.comma)
    endStatement()
  }

  private mutating func parseImportKind() -> NameScope.ImportKind {
    if take(.kFunction) { return .function }
    if take(.kConst) { return .constant }
    return .classLike
  }

  private mutating func parseUseGroup(prefix: String, _ outer: NameScope.ImportKind) {
    expect(.openBrace, "`{`")
    while kind != .closeBrace, kind != .end, !hasFailed {
      let inner = parseImportKind()
      let name = parseName("a name")
      parseAlias(of: prefix + "\\" + name, inner == .classLike ? outer : inner)
      guard take(.comma) else { break }
    }
    expect(.closeBrace, "`}`")
  }

  private mutating func parseAlias(of name: String, _ kind: NameScope.ImportKind) {
    guard !name.isEmpty else { return }
    let alias = take(.kAs) ? parseName("an alias") : PHPName(text: name, lower: "").short
    names.add(kind, full: name, alias: alias)
  }

  private func withoutLeadingSlash(_ name: String) -> String {
    name.utf8.first == 0x5C ? String(name.dropFirst()) : name
  }

  mutating func parseConstants() -> PHPStatement.Kind {
    advance()
    let list = parseConstantList(isMember: false)
    endStatement()
    return .constants(list)
  }

  /// `NAME = value, …`; a constant of a class may have a type before its name.
  mutating func parseConstantList(isMember: Bool) -> [PHPConstant] {
    var list: [PHPConstant] = []
    if isMember, peek() != .assign { _ = parseType() }
    repeat {
      let start = start
      let name = parseName("the name of a constant")
      expect(.assign, "`=`")
      let value = parseExpression()
      let full = isMember ? name : names.declare(name).text
      list.append(PHPConstant(name: full, value: value, span: span(from: start)))
    } while !hasFailed && take(.comma)
    return list
  }

  mutating func parseAttributes() -> [PHPAttribute] {
    var list: [PHPAttribute] = []
    while take(.attributeOpen) {
      while kind != .closeBracket, kind != .end, !hasFailed {
        let name = names.resolveClass(parseName("an attribute"))
        let arguments = kind == .openParen ? parseArguments().list : []
        list.append(PHPAttribute(name: name, arguments: arguments))
        guard take(.comma) else { break }
      }
      expect(.closeBracket, "`]`")
      if hasFailed { break }
    }
    return list
  }

  mutating func parseModifiers() -> PHPModifiers {
    var modifiers: PHPModifiers = []
    while true {
      switch kind {
      case .kPublic, .kVar: modifiers.insert(.isPublic)
      case .kProtected: modifiers.insert(.isProtected)
      case .kPrivate: modifiers.insert(.isPrivate)
      case .kStatic: modifiers.insert(.isStatic)
      case .kAbstract: modifiers.insert(.isAbstract)
      case .kFinal: modifiers.insert(.isFinal)
      case .kReadonly: modifiers.insert(.isReadonly)
      default: return modifiers
      }
      advance()
      skipSetVisibility()
    }
  }

  /// The `(set)` of asymmetric visibility.
  private mutating func skipSetVisibility() {
    guard kind == .openParen, peek() == .name, peek(2) == .closeParen,
      asciiLowercased(text(tokens[position + 1])) == "set"
    else { return }
    advance()
    advance()
    advance()
  }

  /// `?T`, `A|B|null`, `(A&B)|C`.
  mutating func parseType() -> PHPType {
    var isNullable = take(.question)
    var list: [PHPName] = []
    var open = 0
    while !hasFailed {
      while take(.openParen) { open += 1 }
      let isPlain = token.flags == 0
      let name = parseName("a type")
      let lower = asciiLowercased(name)
      if lower == "null" {
        isNullable = true
      } else {
        list.append(
          isPlain && Self.builtInTypes.contains(lower)
            ? PHPName(text: lower, lower: lower) : names.resolveClass(name)
        )
      }
      while open > 0, take(.closeParen) { open -= 1 }
      guard
        kind == .pipe
          || (kind == .ampersand && peek() != .variable && peek() != .ellipsis
            && peek() != .ampersand)
      else {
        break
      }
      advance()
    }
    return PHPType(names: list, isNullable: isNullable)
  }

  private static let builtInTypes: Set<String> = [
    "int", "float", "string", "bool", "array", "object", "mixed", "void", "never", "callable",
    "iterable", "self", "static", "parent", "false", "true",
  ]

  mutating func parseFunctionStatement() -> PHPStatement.Kind? {
    let nameAt = peek() == .ampersand ? 2 : 1
    guard peek(nameAt).isWord, peek(nameAt + 1) == .openParen else { return nil }
    let start = start
    advance()
    _ = take(.ampersand)
    let name = names.declare(parseName("a name"))
    let function = parseFunctionRest(name: name, modifiers: [], attributes: [], from: start)
    functions.append(function)
    return .function(function)
  }

  /// From the parameters on.
  mutating func parseFunctionRest(
    name: PHPName,
    modifiers: PHPModifiers,
    attributes: [PHPAttribute],
    from start: Int
  ) -> PHPFunction {
    let parameters = parseParameters()
    let returnType = take(.colon) ? parseType() : nil
    var body: [PHPStatement]?
    if kind == .openBrace {
      body = parseBlock()
    } else {
      endStatement()
    }
    return PHPFunction(
      name: name,
      parameters: parameters,
      returnType: returnType,
      body: body,
      modifiers: modifiers,
      attributes: attributes,
      span: span(from: start)
    )
  }

  mutating func parseParameters() -> [PHPParameter] {
    expect(.openParen, "`(`")
    var list: [PHPParameter] = []
    while kind != .closeParen, kind != .end, !hasFailed {
      if kind == .attributeOpen { _ = parseAttributes() }
      let modifiers = parseModifiers()
      let type =
        kind == .variable || kind == .ampersand || kind == .ellipsis ? nil : parseType()
      let isReference = take(.ampersand)
      let isVariadic = take(.ellipsis)
      guard kind == .variable else {
        fail("expected a parameter")
        break
      }
      let name = variableName(token)
      advance()
      let value = take(.assign) ? parseExpression() : nil
      if kind == .openBrace { skipBraces() }
      list.append(
        PHPParameter(
          name: name,
          type: type,
          defaultValue: value,
          isVariadic: isVariadic,
          isReference: isReference,
          modifiers: modifiers
        )
      )
      guard take(.comma) else { break }
    }
    expect(.closeParen, "`)`")
    return list
  }

  /// Over a block that says nothing about a schema: property hooks.
  mutating func skipBraces() {
    var open = 0
    while kind != .end {
      if kind == .openBrace { open += 1 }
      if kind == .closeBrace { open -= 1 }
      advance()
      if open <= 0 { return }
    }
  }
}
