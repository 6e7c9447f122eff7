import SourceText

extension Parser {
  mutating func parseNumber() -> PHPExpression {
    let start = start
    let isFloat = kind == .float
    let digits = bytes[Int(token.start)..<Int(token.end)].filter { $0 != 0x5F }
    advance()
    let text = String(decoding: digits, as: UTF8.self)
    if isFloat { return make(.float(Double(text) ?? 0), from: start) }
    return make(integer(digits, text), from: start)
  }

  private func integer(_ digits: [UInt8], _ text: String) -> PHPExpression.Kind {
    guard digits.count > 1, digits[0] == 0x30 else {
      return Int(text).map { .int($0) } ?? .float(Double(text) ?? 0)
    }
    switch digits[1] | 0x20 {
    case 0x78: return radix(text.dropFirst(2), 16)
    case 0x62: return radix(text.dropFirst(2), 2)
    case 0x6F: return radix(text.dropFirst(2), 8)
    default: return radix(text.dropFirst(1), 8)
    }
  }

  private func radix(_ digits: Substring, _ radix: Int) -> PHPExpression.Kind {
    if let value = Int(digits, radix: radix) { return .int(value) }
    var value = 0.0
    for digit in digits { value = value * Double(radix) + Double(digit.hexDigitValue ?? 0) }
    return .float(value)
  }

  /// The value of a string token.
  mutating func stringKind(_ token: Token) -> PHPExpression.Kind {
    switch token.kind {
    case .singleQuoted:
      let start = Int(token.start) + 1
      let end = Int(token.end) - 1
      if token.flags == 0 { return .string(text(start, end)) }
      return .string(String(decoding: singleUnescaped(start, end), as: UTF8.self))
    case .doubleQuoted, .backtick:
      let start = Int(token.start) + 1
      let end = Int(token.end) - 1
      if token.flags == 0 { return .string(text(start, end)) }
      return parseTemplate(
        start,
        end,
        quote: token.kind == .backtick ? 0x60 : 0x22,
        indent: 0,
        token
      )
    default: return heredocKind(token)
    }
  }

  private func singleUnescaped(_ start: Int, _ end: Int) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(max(0, end - start))
    var offset = start
    while offset < end {
      if bytes[offset] == 0x5C, offset + 1 < end,
        bytes[offset + 1] == 0x5C || bytes[offset + 1] == 0x27
      {
        offset += 1
      }
      result.append(bytes[offset])
      offset += 1
    }
    return result
  }

  /// A heredoc's body is what lies between the line of the opening label and the one of the
  /// closing label, whose indentation is taken off every line.
  private mutating func heredocKind(_ token: Token) -> PHPExpression.Kind {
    var start = Int(token.start)
    while start < Int(token.end), bytes[start] != 0x0A { start += 1 }
    start += 1
    var end = Int(token.end)
    while end > start, bytes[end - 1] != 0x0A { end -= 1 }
    var indent = 0
    while end + indent < Int(token.end),
      bytes[end + indent] == 0x20 || bytes[end + indent] == 0x09
    {
      indent += 1
    }
    guard end > start else { return .string("") }
    end -= 1
    if end > start, bytes[end - 1] == 0x0D { end -= 1 }
    if token.kind == .nowdoc {
      return .string(String(decoding: dedented(start, end, indent), as: UTF8.self))
    }
    return parseTemplate(start, end, quote: 0, indent: indent, token)
  }

  private func dedented(_ start: Int, _ end: Int, _ indent: Int) -> [UInt8] {
    var result: [UInt8] = []
    var offset = skipIndent(start, end, indent)
    while offset < end {
      result.append(bytes[offset])
      offset += 1
      if bytes[offset - 1] == 0x0A { offset = skipIndent(offset, end, indent) }
    }
    return result
  }

  func skipIndent(_ start: Int, _ end: Int, _ indent: Int) -> Int {
    var offset = start
    while offset < end, offset - start < indent, bytes[offset] == 0x20 || bytes[offset] == 0x09 {
      offset += 1
    }
    return offset
  }
}
