import SourceText

extension Parser {
  /// Cuts a double-quoted string or heredoc into texts and expressions.
  mutating func parseTemplate(
    _ start: Int,
    _ end: Int,
    quote: UInt8,
    indent: Int,
    _ token: Token
  ) -> PHPExpression.Kind {
    var parts: [PHPStringPart] = []
    var text: [UInt8] = []
    var offset = skipIndent(start, end, indent)
    let scanner = Lexer(bytes, from: start, to: end, keywords: Keywords.shared)
    while offset < end {
      let byte = bytes[offset]
      if byte == 0x5C, offset + 1 < end {
        offset = unescape(offset, end, quote, &text)
      } else if token.flags & Token.hasVariable != 0, scanner.isInterpolation(at: offset) {
        if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
        text = []
        let (value, next) = parseInterpolation(offset, scanner)
        parts.append(.expression(value))
        offset = max(next, offset + 1)
      } else {
        text.append(byte)
        offset += 1
        if byte == 0x0A { offset = skipIndent(offset, end, indent) }
      }
    }
    if parts.isEmpty { return .string(String(decoding: text, as: UTF8.self)) }
    if !text.isEmpty { parts.append(.text(String(decoding: text, as: UTF8.self))) }
    return .interpolated(parts)
  }

  /// Appends what an escape stands for; returns where the text goes on.
  private func unescape(_ start: Int, _ end: Int, _ quote: UInt8, _ text: inout [UInt8]) -> Int {
    let next = bytes[start + 1]
    switch next {
    case 0x6E: text.append(0x0A)
    case 0x74: text.append(0x09)
    case 0x72: text.append(0x0D)
    case 0x76: text.append(0x0B)
    case 0x65: text.append(0x1B)
    case 0x66: text.append(0x0C)
    case 0x5C, 0x24: text.append(next)
    case 0x30...0x37: return unescapeNumber(start + 1, min(end, start + 4), 8, &text)
    case 0x78 where start + 2 < end && hexDigit(bytes[start + 2]) != nil:
      return unescapeNumber(start + 2, min(end, start + 4), 16, &text)
    case 0x75 where start + 2 < end && bytes[start + 2] == 0x7B:
      return unescapeScalar(start + 3, end, &text)
    default:
      if next != quote || quote == 0 { text.append(0x5C) }
      if next == 0x0A { return start + 1 }
      text.append(next)
    }
    return start + 2
  }

  private func unescapeNumber(
    _ start: Int,
    _ end: Int,
    _ radix: Int,
    _ text: inout [UInt8]
  ) -> Int {
    var value = 0
    var offset = start
    while offset < end, let digit = hexDigit(bytes[offset]), digit < radix {
      value = value * radix + digit
      offset += 1
    }
    text.append(UInt8(truncatingIfNeeded: value))
    return offset
  }

  private func unescapeScalar(_ start: Int, _ end: Int, _ text: inout [UInt8]) -> Int {
    var value: UInt32 = 0
    var offset = start
    while offset < end, let digit = hexDigit(bytes[offset]), value < 0x11_0000 {
      value = value * 16 + UInt32(digit)
      offset += 1
    }
    if let scalar = Unicode.Scalar(value) { text.append(contentsOf: Character(scalar).utf8) }
    return offset < end && bytes[offset] == 0x7D ? offset + 1 : offset
  }

  private func hexDigit(_ byte: UInt8) -> Int? {
    switch byte {
    case 0x30...0x39: Int(byte) - 0x30
    case 0x61...0x66: Int(byte) - 0x61 + 10
    case 0x41...0x46: Int(byte) - 0x41 + 10
    default: nil
    }
  }

  private mutating func parseInterpolation(
    _ start: Int,
    _ scanner: Lexer
  ) -> (PHPExpression, Int) {
    if bytes[start] == 0x7B {
      let end = scanner.endOfBraces(from: start)
      let inner = bytes[max(start, end - 1)] == 0x7D ? end - 1 : end
      return (parseInner(start + 1, inner) { $0.parseExpression() }, end)
    }
    if bytes[start + 1] == 0x7B {
      let end = scanner.endOfBraces(from: start + 1)
      let inner = bytes[max(start, end - 1)] == 0x7D ? end - 1 : end
      return (parseInner(start + 2, inner) { $0.parseDollarBrace() }, end)
    }
    return parseSimple(start, limit: scanner.limit)
  }

  /// `$name`, `$name[key]`, `$name->property`: no more than one step.
  private func parseSimple(_ start: Int, limit: Int) -> (PHPExpression, Int) {
    var end = nameEnd(start + 1, limit)
    let name = text(start + 1, end)
    let variable = PHPExpression(.variable(name), ByteSpan(start, end))
    guard end < limit else { return (variable, end) }
    if bytes[end] == 0x5B {
      var close = end + 1
      while close < limit, bytes[close] != 0x5D, bytes[close] != 0x0A { close += 1 }
      guard close < limit, bytes[close] == 0x5D else { return (variable, end) }
      let index = PHPExpression(simpleIndex(end + 1, close), ByteSpan(end + 1, close))
      return (
        PHPExpression(.index(variable, index), ByteSpan(start, close + 1)), close + 1
      )
    }
    let isNullsafe = bytes[end] == 0x3F
    if isNullsafe { end += 1 }
    if end + 2 < limit, bytes[end] == 0x2D, bytes[end + 1] == 0x3E, isNameStart(bytes[end + 2]) {
      let close = nameEnd(end + 2, limit)
      let member = PHPMember.name(PHPName(text(end + 2, close)))
      let kind = PHPExpression.Kind.property(variable, member, isNullsafe: isNullsafe)
      return (PHPExpression(kind, ByteSpan(start, close)), close)
    }
    return (variable, isNullsafe ? end - 1 : end)
  }

  private func nameEnd(_ start: Int, _ limit: Int) -> Int {
    var end = start
    while end < limit, isNameByte(bytes[end]) { end += 1 }
    return end
  }

  private func simpleIndex(_ start: Int, _ end: Int) -> PHPExpression.Kind {
    let key = text(start, end)
    if key.utf8.first == 0x24 { return .variable(String(key.dropFirst())) }
    if case .int(let number) = PHPKey(key) { return .int(number) }
    let isQuoted = key.utf8.count >= 2 && key.utf8.first == 0x27 && key.utf8.last == 0x27
    return .string(isQuoted ? String(key.dropFirst().dropLast()) : key)
  }

  /// `${name}`, `${name[0]}`, `${expression}`.
  private mutating func parseDollarBrace() -> PHPExpression {
    let start = start
    guard kind.isWord else { return make(.variableVariable(parseExpression()), from: start) }
    let name = text(token)
    advance()
    return parsePostfix(make(.variable(name), from: start), from: start)
  }

  /// Parses a piece of a string as code, with this parser's names and diagnostics.
  private mutating func parseInner(
    _ start: Int,
    _ end: Int,
    _ parse: (inout Parser) -> PHPExpression
  ) -> PHPExpression {
    guard enter(), start < end else {
      leave()
      return PHPExpression(.invalid, ByteSpan(start, start))
    }
    defer { leave() }
    var lexer = Lexer(bytes, from: start, to: end, keywords: Keywords.shared)
    let outer = (tokens, position, kind)
    tokens = lexer.lexCode()
    position = 0
    kind = tokens.first?.kind ?? .end
    let value = parse(&self)
    if kind != .end { fail("expected the end of the expression in the string") }
    (tokens, position, kind) = outer
    return value
  }
}
