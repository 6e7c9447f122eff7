/// How an infix operator binds; the numbers are PHP's table of precedence, lowest first.
///
/// https://www.php.net/manual/en/language.operators.precedence.php (8.0: `.` binds weaker than
/// `+` and the shifts).
struct OperatorRule {
  enum Form {
    case binary(PHPBinaryOperator)
    case compound(PHPBinaryOperator)
    case assign
    case ternary
    case instanceOf
  }

  let form: Form
  let precedence: Int
  var isRightAssociative = false

  static let assignment = 4
  static let unary = 22
  static let instanceOf = 20

  init?(_ kind: TokenKind) {
    switch kind {
    case .comma, .semicolon, .closeParen, .closeBracket, .closeBrace, .end: return nil
    case .kOr: self.init(.or, 1)
    case .kXor: self.init(.xor, 2)
    case .kAnd: self.init(.and, 3)
    case .assign:
      // An assignment binds its target tightly whatever stands before it: `!$a = f()`.
      self.init(form: .assign, precedence: 30)
    case .question: self.init(form: .ternary, precedence: 5)
    case .coalesce: self.init(form: .binary(.coalesce), precedence: 6, isRightAssociative: true)
    case .orOr: self.init(.or, 7)
    case .andAnd: self.init(.and, 8)
    case .pipe: self.init(.bitOr, 9)
    case .caret: self.init(.bitXor, 10)
    case .ampersand: self.init(.bitAnd, 11)
    case .equal: self.init(.equal, 12)
    case .notEqual: self.init(.notEqual, 12)
    case .identical: self.init(.identical, 12)
    case .notIdentical: self.init(.notIdentical, 12)
    case .spaceship: self.init(.spaceship, 12)
    case .less: self.init(.less, 13)
    case .lessOrEqual: self.init(.lessOrEqual, 13)
    case .greater: self.init(.greater, 13)
    case .greaterOrEqual: self.init(.greaterOrEqual, 13)
    case .pipeOperator: self.init(.pipe, 14)
    case .dot: self.init(.concatenate, 15)
    case .shiftLeft: self.init(.shiftLeft, 16)
    case .shiftRight: self.init(.shiftRight, 16)
    case .plus: self.init(.add, 17)
    case .minus: self.init(.subtract, 17)
    case .times: self.init(.multiply, 18)
    case .divide: self.init(.divide, 18)
    case .modulo: self.init(.modulo, 18)
    case .kInstanceof: self.init(form: .instanceOf, precedence: 20)
    case .power: self.init(form: .binary(.power), precedence: 23, isRightAssociative: true)
    default:
      guard let operation = Self.compound(kind) else { return nil }
      self.init(form: .compound(operation), precedence: 30)
    }
  }

  private init(_ operation: PHPBinaryOperator, _ precedence: Int) {
    self.init(form: .binary(operation), precedence: precedence)
  }

  private init(form: Form, precedence: Int, isRightAssociative: Bool = false) {
    self.form = form
    self.precedence = precedence
    self.isRightAssociative = isRightAssociative
  }

  private static func compound(_ kind: TokenKind) -> PHPBinaryOperator? {
    switch kind {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .timesAssign: .multiply
    case .divideAssign: .divide
    case .dotAssign: .concatenate
    case .moduloAssign: .modulo
    case .powerAssign: .power
    case .andAssign: .bitAnd
    case .orAssign: .bitOr
    case .xorAssign: .bitXor
    case .shiftLeftAssign: .shiftLeft
    case .shiftRightAssign: .shiftRight
    case .coalesceAssign: .coalesce
    default: nil
    }
  }
}
