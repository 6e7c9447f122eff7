/// A piece of PHP source: what it is and where it stands; its text stays in the source.
struct Token {
  var kind: TokenKind
  /// What the lexer saw on the way and spares the parser a second look.
  var flags: UInt8
  var start: Int32
  var end: Int32

  /// A string has a backslash in it.
  static let hasEscape: UInt8 = 1
  /// A double-quoted string or heredoc has a variable in it.
  static let hasVariable: UInt8 = 2
  /// A name has a backslash in it.
  static let isQualified: UInt8 = 4
}

/// The kinds of tokens; keywords stand behind `name` so that one comparison tells a word.
enum TokenKind: UInt8 {
  case end, inlineHTML, openEcho, closeTag
  case variable, integer, float, singleQuoted, doubleQuoted, heredoc, nowdoc, backtick
  case unterminated, unknown
  case semicolon, comma, openParen, closeParen, openBracket, closeBracket, openBrace, closeBrace
  case attributeOpen, dollar, at, backslash
  case arrow, nullsafeArrow, doubleColon, doubleArrow, colon, question
  case assign, plusAssign, minusAssign, timesAssign, divideAssign, dotAssign, moduloAssign
  case powerAssign, andAssign, orAssign, xorAssign, shiftLeftAssign, shiftRightAssign
  case coalesceAssign
  case plus, minus, times, divide, modulo, power, dot, ellipsis
  case increment, decrement
  case ampersand, pipe, caret, tilde, shiftLeft, shiftRight
  case andAnd, orOr, coalesce, not
  case equal, notEqual, identical, notIdentical, less, lessOrEqual, greater, greaterOrEqual
  case spaceship, pipeOperator
  case name
  // Keywords, alphabetically.
  case kAbstract, kAnd, kArray, kAs, kBreak, kCallable, kCase, kCatch, kClass, kClone, kConst
  case kContinue, kDeclare, kDefault, kDo, kEcho, kElse, kElseif, kEmpty, kEnddeclare, kEndfor
  case kEndforeach, kEndif, kEndswitch, kEndwhile, kEnum, kExit, kExtends, kFinal, kFinally, kFn
  case kFor, kForeach, kFunction, kGlobal, kGoto, kHaltCompiler, kIf, kImplements, kInclude
  case kIncludeOnce, kInstanceof, kInsteadof, kInterface, kIsset, kList, kMatch, kNamespace
  case kNew, kOr, kPrint, kPrivate, kProtected, kPublic, kReadonly, kRequire, kRequireOnce
  case kReturn, kStatic, kSwitch, kThrow, kTrait, kTry, kUnset, kUse, kVar, kWhile, kXor, kYield
  case kMagicClass, kMagicDir, kMagicFile, kMagicFunction, kMagicLine, kMagicMethod
  case kMagicNamespace, kMagicTrait

  var isWord: Bool { rawValue >= TokenKind.name.rawValue }
}
