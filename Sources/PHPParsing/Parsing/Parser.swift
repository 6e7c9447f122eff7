package import SourceText

/// Parses one PHP file into its tree; any bytes in, tree and diagnostics out.
///
/// Recovery is by statement: the first thing that does not fit is reported, the rest up to the
/// next `;` or closing brace is skipped, and parsing goes on behind it.
package func parsePHP(_ source: SourceFile) -> Parsed<PHPFile> {
  let lines = LineTable(source.bytes)
  return source.bytes.withUnsafeBufferPointer { bytes in
    var lexer = Lexer(bytes, from: 0, to: bytes.count, keywords: Keywords.shared)
    var parser = Parser(bytes, tokens: lexer.lexFile(), path: source.path, lines: lines)
    let statements = parser.parseFile()
    let file = PHPFile(
      path: source.path,
      statements: statements,
      classes: parser.classes,
      functions: parser.functions,
      lines: lines
    )
    return Parsed(file, diagnostics: parser.diagnostics)
  }
}

/// A recursive descent parser; `mutating` means that it consumes tokens.
struct Parser {
  let bytes: UnsafeBufferPointer<UInt8>
  var tokens: ContiguousArray<Token>
  var position: Int
  /// The kind of the token at `position`.
  var kind: TokenKind
  var diagnostics: [Diagnostic]
  var classes: [PHPClass]
  var functions: [PHPFunction]
  var names: NameScope
  /// Set by the first error of a statement, so that what follows from it stays silent.
  var hasFailed: Bool
  var depth: Int
  var path: String
  private let lines: LineTable

  /// How deep constructs may nest; far beyond what people write, far below what a stack holds.
  static let depthLimit = 160
  /// How long one chain of calls or operators may be, since its tree leans to the left.
  static let chainLimit = 400

  init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    tokens: ContiguousArray<Token>,
    path: String,
    lines: LineTable
  ) {
    self.bytes = bytes
    self.tokens = tokens
    position = 0
    kind = tokens.first?.kind ?? .end
    diagnostics = []
    classes = []
    functions = []
    names = NameScope()
    hasFailed = false
    depth = 0
    self.path = path
    self.lines = lines
  }

  var token: Token { tokens[position] }
  var start: Int { Int(tokens[position].start) }
  /// Where the last consumed token ended.
  var lastEnd: Int { position > 0 ? Int(tokens[position - 1].end) : 0 }

  func span(from start: Int) -> ByteSpan { ByteSpan(start, max(start, lastEnd)) }

  func peek(_ ahead: Int = 1) -> TokenKind {
    let index = position + ahead
    return index < tokens.count ? tokens[index].kind : .end
  }

  mutating func advance() {
    if position + 1 < tokens.count {
      position += 1
      kind = tokens[position].kind
    }
  }

  mutating func take(_ wanted: TokenKind) -> Bool {
    guard kind == wanted else { return false }
    advance()
    return true
  }

  mutating func expect(_ wanted: TokenKind, _ what: String) {
    if kind == wanted { advance() } else { fail("expected " + what) }
  }

  /// Reports the current token as unexpected, once a statement.
  mutating func fail(_ what: String) {
    guard !hasFailed else { return }
    hasFailed = true
    let found = kind == .end ? "the file ends here" : "found `" + excerpt(token) + "`"
    let code: DiagnosticCode = kind == .unterminated ? .phpUnterminated : .phpUnexpectedToken
    let message =
      kind == .unterminated
      ? "this string or comment is not closed before the file ends" : what + ", " + found
    report(code, message, at: start)
  }

  mutating func report(_ code: DiagnosticCode, _ message: String, at offset: Int) {
    diagnostics.append(
      Diagnostic(
        code,
        .error,
        message,
        at: SourceReference(file: path, position: lines.position(of: offset))
      )
    )
  }

  func text(_ start: Int, _ end: Int) -> String {
    guard start < end, end <= bytes.count else { return "" }
    return String(decoding: UnsafeBufferPointer(rebasing: bytes[start..<end]), as: UTF8.self)
  }

  func text(_ token: Token) -> String { text(Int(token.start), Int(token.end)) }

  private func excerpt(_ token: Token) -> String {
    text(Int(token.start), min(Int(token.end), Int(token.start) + 24))
  }

  /// Takes one level of nesting; false, with a diagnostic, where there are too many.
  mutating func enter() -> Bool {
    depth += 1
    guard depth > Self.depthLimit else { return true }
    if !hasFailed {
      hasFailed = true
      report(.phpTooDeep, "nested too deeply to be read; split the expression", at: start)
    }
    return false
  }

  mutating func leave() { depth -= 1 }
}

extension DiagnosticCode {
  package static let phpUnexpectedToken = DiagnosticCode(400)
  package static let phpUnterminated = DiagnosticCode(401)
  package static let phpTooDeep = DiagnosticCode(402)
}
