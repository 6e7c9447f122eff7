/// Cuts the bytes of a file into tokens, whatever the bytes are.
///
/// Strings are one token each, interpolation included: the parser cuts them further when it
/// meets them, with a lexer that starts inside.
struct Lexer {
  let bytes: UnsafeBufferPointer<UInt8>
  let limit: Int
  var offset: Int
  private let keywords: Keywords
  var tokens: ContiguousArray<Token>

  /// A whole file begins outside PHP, a piece of a string inside.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, keywords: Keywords) {
    self.bytes = bytes
    limit = end
    offset = start
    self.keywords = keywords
    tokens = []
    tokens.reserveCapacity((end - start) / 5 + 8)
  }

  mutating func lexFile() -> ContiguousArray<Token> {
    lexHTML()
    return lexCode()
  }

  mutating func lexCode() -> ContiguousArray<Token> {
    while offset < limit { lexToken() }
    add(.end, from: limit)
    return tokens
  }

  func byte(_ ahead: Int) -> UInt8 {
    let position = offset + ahead
    return position < limit ? bytes[position] : 0
  }

  mutating func add(_ kind: TokenKind, from start: Int, flags: UInt8 = 0) {
    tokens.append(
      Token(
        kind: kind,
        flags: flags,
        start: Int32(truncatingIfNeeded: start),
        end: Int32(truncatingIfNeeded: offset)
      )
    )
  }

  private mutating func lexHTML() {
    let start = offset
    while offset < limit {
      if bytes[offset] == 0x3C, byte(1) == 0x3F {
        if byte(2) == 0x3D {
          if offset > start { add(.inlineHTML, from: start) }
          offset += 3
          add(.openEcho, from: offset - 3)
          return
        }
        if byte(2) | 0x20 == 0x70, byte(3) | 0x20 == 0x68, byte(4) | 0x20 == 0x70 {
          if offset > start { add(.inlineHTML, from: start) }
          offset += 5
          return
        }
      }
      offset += 1
    }
    if offset > start { add(.inlineHTML, from: start) }
  }

  private mutating func lexToken() {
    let first = bytes[offset]
    switch first {
    case 0x20, 0x09...0x0D:
      // Indentation is half of most files.
      repeat { offset += 1 } while offset < limit && isSpace(bytes[offset])
    case 0x24:
      lexVariable()
    case 0x61...0x7A, 0x41...0x5A, 0x5F, 0x80...0xFF:
      lexWord()
    case 0x5C:
      if isNameStart(byte(1)) { lexWord() } else { single(.backslash) }
    case 0x30...0x39:
      lexNumber()
    case 0x27:
      lexSingleQuoted()
    case 0x22:
      lexQuoted(0x22, .doubleQuoted)
    case 0x60:
      lexQuoted(0x60, .backtick)
    case 0x23:
      if byte(1) == 0x5B {
        offset += 2
        add(.attributeOpen, from: offset - 2)
      } else {
        skipLineComment()
      }
    default:
      lexPunctuation(first)
    }
  }

  mutating func single(_ kind: TokenKind) {
    offset += 1
    add(kind, from: offset - 1)
  }

  mutating func take(_ count: Int, _ kind: TokenKind) {
    offset += count
    add(kind, from: offset - count)
  }

  private mutating func lexVariable() {
    guard isNameStart(byte(1)) else {
      single(.dollar)
      return
    }
    let start = offset
    offset += 2
    skipNameBytes()
    add(.variable, from: start)
  }

  private mutating func skipNameBytes() {
    while offset < limit, isNameByte(bytes[offset]) { offset += 1 }
  }

  private mutating func lexWord() {
    let start = offset
    var flags: UInt8 = 0
    if bytes[offset] == 0x5C {
      flags = Token.isQualified
      offset += 1
    }
    skipNameBytes()
    while byte(0) == 0x5C, isNameStart(byte(1)) {
      flags = Token.isQualified
      offset += 1
      skipNameBytes()
    }
    let kind: TokenKind =
      flags == 0
      ? keywords.kind(of: UnsafeBufferPointer(rebasing: bytes[start..<offset])) : .name
    add(kind, from: start, flags: flags)
    if kind == .kHaltCompiler {
      offset = limit
    }
  }

  private mutating func lexNumber() {
    let start = offset
    if bytes[offset] == 0x30, [0x78, 0x62, 0x6F].contains(byte(1) | 0x20) {
      offset += 2
      while offset < limit, isNameByte(bytes[offset]), bytes[offset] < 0x80 { offset += 1 }
      add(.integer, from: start)
      return
    }
    skipDigits()
    lexFraction(from: start)
  }

  private mutating func skipDigits() {
    while offset < limit, (0x30...0x39).contains(bytes[offset]) || bytes[offset] == 0x5F {
      offset += 1
    }
  }

  /// What follows the digits before the point, `1.` and `.5` included.
  mutating func lexFraction(from start: Int) {
    var isFloat = false
    if byte(0) == 0x2E, byte(1) != 0x2E {
      isFloat = true
      offset += 1
      skipDigits()
    }
    let sign = byte(1) == 0x2B || byte(1) == 0x2D ? 1 : 0
    if byte(0) | 0x20 == 0x65, (0x30...0x39).contains(byte(1 + sign)) {
      isFloat = true
      offset += 1 + sign
      skipDigits()
    }
    add(isFloat ? .float : .integer, from: start)
  }

  mutating func skipLineComment() {
    while offset < limit {
      let next = bytes[offset]
      if next == 0x0A || next == 0x0D { return }
      if next == 0x3F, byte(1) == 0x3E { return }
      offset += 1
    }
  }

  mutating func skipBlockComment() {
    let start = offset
    offset += 2
    while offset < limit {
      if bytes[offset] == 0x2A, byte(1) == 0x2F {
        offset += 2
        return
      }
      offset += 1
    }
    add(.unterminated, from: start)
  }

  /// `?>`, the line end behind it, and all up to the next opening tag.
  mutating func lexCloseTag() {
    take(2, .closeTag)
    if byte(0) == 0x0D { offset += 1 }
    if byte(0) == 0x0A { offset += 1 }
    lexHTML()
  }
}

@inline(__always)
private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte &- 0x09 < 5 }

/// Whether a byte can begin a name.
@inline(__always)
func isNameStart(_ byte: UInt8) -> Bool {
  (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || byte == 0x5F || byte >= 0x80
}

/// Whether a byte can stand inside a name.
@inline(__always)
func isNameByte(_ byte: UInt8) -> Bool {
  isNameStart(byte) || (byte >= 0x30 && byte <= 0x39)
}
