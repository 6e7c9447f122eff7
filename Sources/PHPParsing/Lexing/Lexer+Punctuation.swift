extension Lexer {
  /// Operators and brackets, longest first; a byte that is none becomes `unknown`.
  mutating func lexPunctuation(_ first: UInt8) {
    switch first {
    case 0x3B: single(.semicolon)
    case 0x2C: single(.comma)
    case 0x28: single(.openParen)
    case 0x29: single(.closeParen)
    case 0x5B: single(.openBracket)
    case 0x5D: single(.closeBracket)
    case 0x7B: single(.openBrace)
    case 0x7D: single(.closeBrace)
    case 0x40: single(.at)
    case 0x7E: single(.tilde)
    case 0x2D: lexMinus()
    case 0x3D: lexEquals()
    case 0x3A: byte(1) == 0x3A ? take(2, .doubleColon) : single(.colon)
    case 0x2E: lexDot()
    case 0x2F: lexSlash()
    case 0x3F: lexQuestion()
    case 0x3C: lexLess()
    case 0x3E: lexGreater()
    case 0x21: lexNot()
    case 0x2B:
      pick((0x2B, .increment), (0x3D, .plusAssign), or: .plus)
    case 0x25:
      byte(1) == 0x3D ? take(2, .moduloAssign) : single(.modulo)
    case 0x5E:
      byte(1) == 0x3D ? take(2, .xorAssign) : single(.caret)
    case 0x26:
      pick((0x26, .andAnd), (0x3D, .andAssign), or: .ampersand)
    case 0x7C:
      if byte(1) == 0x3E {
        take(2, .pipeOperator)
      } else {
        pick((0x7C, .orOr), (0x3D, .orAssign), or: .pipe)
      }
    case 0x2A:
      if byte(1) == 0x2A {
        byte(2) == 0x3D ? take(3, .powerAssign) : take(2, .power)
      } else {
        byte(1) == 0x3D ? take(2, .timesAssign) : single(.times)
      }
    default:
      single(.unknown)
    }
  }

  private mutating func pick(
    _ one: (UInt8, TokenKind),
    _ other: (UInt8, TokenKind),
    or plain: TokenKind
  ) {
    if byte(1) == one.0 {
      take(2, one.1)
    } else if byte(1) == other.0 {
      take(2, other.1)
    } else {
      single(plain)
    }
  }

  private mutating func lexMinus() {
    if byte(1) == 0x3E {
      take(2, .arrow)
    } else {
      pick((0x2D, .decrement), (0x3D, .minusAssign), or: .minus)
    }
  }

  private mutating func lexEquals() {
    if byte(1) == 0x3D {
      byte(2) == 0x3D ? take(3, .identical) : take(2, .equal)
    } else {
      byte(1) == 0x3E ? take(2, .doubleArrow) : single(.assign)
    }
  }

  private mutating func lexDot() {
    if (0x30...0x39).contains(byte(1)) {
      lexFraction(from: offset)
    } else if byte(1) == 0x2E, byte(2) == 0x2E {
      take(3, .ellipsis)
    } else {
      byte(1) == 0x3D ? take(2, .dotAssign) : single(.dot)
    }
  }

  private mutating func lexSlash() {
    switch byte(1) {
    case 0x2F: skipLineComment()
    case 0x2A: skipBlockComment()
    case 0x3D: take(2, .divideAssign)
    default: single(.divide)
    }
  }

  private mutating func lexQuestion() {
    switch byte(1) {
    case 0x3E: lexCloseTag()
    case 0x3F: byte(2) == 0x3D ? take(3, .coalesceAssign) : take(2, .coalesce)
    case 0x2D where byte(2) == 0x3E: take(3, .nullsafeArrow)
    default: single(.question)
    }
  }

  private mutating func lexLess() {
    switch byte(1) {
    case 0x3C:
      if byte(2) == 0x3C {
        lexHeredoc()
      } else {
        byte(2) == 0x3D ? take(3, .shiftLeftAssign) : take(2, .shiftLeft)
      }
    case 0x3D: byte(2) == 0x3E ? take(3, .spaceship) : take(2, .lessOrEqual)
    case 0x3E: take(2, .notEqual)
    default: single(.less)
    }
  }

  private mutating func lexGreater() {
    switch byte(1) {
    case 0x3E: byte(2) == 0x3D ? take(3, .shiftRightAssign) : take(2, .shiftRight)
    case 0x3D: take(2, .greaterOrEqual)
    default: single(.greater)
    }
  }

  private mutating func lexNot() {
    if byte(1) == 0x3D {
      byte(2) == 0x3D ? take(3, .notIdentical) : take(2, .notEqual)
    } else {
      single(.not)
    }
  }
}
