import Catalog

/// Cuts a file into statements: the rules of the command lines that run such files, too.
///
/// `DELIMITER`, psql's backslash lines, the data behind `COPY … FROM stdin`, compound bodies with
/// and without delimiters. One pass over the bytes; words are only looked at where they decide.
struct ScriptReader {
  /// A statement: its bytes without the delimiter, and what is open when it ends.
  struct Statement {
    var range: Range<Int>
    var fault: SyntaxFault?
  }

  private let bytes: UnsafeBufferPointer<UInt8>
  private let marks: UnsafeBufferPointer<UInt8>
  private let dialect: Dialect
  private let end: Int
  private var position: Int
  private var delimiter: [UInt8] = [0x3B]
  private var delimiterStart: UInt8 = 0x3B
  /// The delimiter is still the semicolon.
  private var isPlain = true
  private var statements: [Statement] = []
  /// Where the statement begins, nil before its first byte.
  private var start: Int?
  private var lastByte = 0
  private var wordCount = 0
  private var isCreate = false
  private var isCopy = false
  private var isCompound = false
  /// PostgreSQL: `BEGIN ATOMIC` may follow.
  private var isRoutine = false
  /// `BEGIN` and `CASE` that are open in a compound body.
  private var open = 0
  /// Parentheses that are open, and where the outermost one opened.
  private var parentheses = 0
  private var parenthesis = 0
  private var fault: SyntaxFault?

  static func statements(
    _ bytes: [UInt8],
    in range: Range<Int>,
    dialect: Dialect
  ) -> [Statement] {
    let range = range.clamped(to: 0..<bytes.count)
    return marks.withUnsafeBufferPointer { marks in
      bytes.withUnsafeBufferPointer { bytes in
        var reader = ScriptReader(bytes, marks, range, dialect)
        reader.read()
        return reader.statements
      }
    }
  }

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ marks: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ dialect: Dialect
  ) {
    self.bytes = bytes
    self.marks = marks
    self.dialect = dialect
    position = range.lowerBound
    end = range.upperBound
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < end && index >= 0 ? bytes[index] : 0
  }

  private mutating func read() {
    // A byte order mark.
    if byte() == 0xEF, byte(1) == 0xBB, byte(2) == 0xBF { position += 3 }
    while position < end {
      if start != nil, isPlain, !looksAtWords, skipPlain() { continue }
      let before = position
      one()
      if position <= before { position = before + 1 }
    }
    if open > 0, isPlain, fault == nil, let start {
      fault = SyntaxFault(
        .unclosed,
        start,
        "a BEGIN or CASE of this statement has no END; close it"
      )
    }
    finish()
  }

  private mutating func begin() { if start == nil { start = position } }

  private mutating func finish() {
    if parentheses > 0, fault == nil {
      fault = SyntaxFault(.parenthesis, parenthesis, "this parenthesis is not closed; close it")
    }
    if let start, start < lastByte {
      statements.append(Statement(range: start..<min(lastByte, end), fault: fault))
    }
    fault = nil
    parentheses = 0
    start = nil
    wordCount = 0
    isCreate = false
    isCopy = false
    isCompound = false
    isRoutine = false
    open = 0
  }

  /// Whether the next word of the statement may decide how it is read.
  private var looksAtWords: Bool {
    wordCount == 0 || isCompound || isCopy || isRoutine || (isCreate && wordCount < 12)
  }

  /// Skips names, numbers, commas and spaces, most of a statement; false where none stand here.
  private mutating func skipPlain() -> Bool {
    let from = position
    var slot = from
    while slot < end, marks[Int(bytes[slot])] == 0 { slot &+= 1 }
    position = slot
    while slot > from, bytes[slot &- 1] <= 0x20 { slot &-= 1 }
    if slot > from { lastByte = slot }
    return position > from
  }

  /// Not 0 for each byte that may begin something else than a name or a number, in any dialect.
  private static let marks = (UInt8.min...UInt8.max).map { byte in
    switch byte {
    case 0x22, 0x23, 0x24, 0x27, 0x28, 0x29, 0x2D, 0x2F, 0x3B, 0x5B, 0x60: UInt8(1)
    default: UInt8(0)
    }
  }

  private mutating func one() {
    let first = bytes[position]
    if first <= 0x20 {
      position += 1
      return
    }
    if first == 0x2D, byte(1) == 0x2D { return skipLine() }
    if first == 0x23, dialect.isMySQLFamily { return skipLine() }
    if first == 0x2F, byte(1) == 0x2A {
      guard ServerComment.inside(bytes, position, end, dialect) != nil else { return comment() }
    }
    if start == nil {
      if first == 0x5C, dialect == .postgres { return skipLine() }
      if dialect.isMySQLFamily, readDelimiter() { return }
    }
    if first == delimiterStart, isDelimiter(), !(open > 0 && isPlain) {
      let isData = isCopy
      finish()
      position += delimiter.count
      if isData { skipData() }
      return
    }
    begin()
    switch first {
    case 0x27: string(0x27, escapes: dialect.isMySQLFamily || isEscapeString())
    case 0x22: string(0x22, escapes: dialect.isMySQLFamily)
    case 0x60: string(0x60, escapes: false)
    case 0x5B where dialect == .sqlite: string(0x5D, escapes: false)
    case 0x24 where dialect == .postgres: dollar()
    case _ where WordReader.isWordStart(first): word()
    case 0x30...0x39:
      while position < end, WordReader.isWordPart(bytes[position]) { position += 1 }
    case 0x28:
      if parentheses == 0 { parenthesis = position }
      parentheses += 1
      position += 1
    case 0x29:
      close()
      position += 1
    default: position += 1
    }
    lastByte = position
  }

  private mutating func close() {
    if parentheses > 0 {
      parentheses -= 1
    } else if fault == nil {
      fault = SyntaxFault(
        .parenthesis,
        position,
        "this parenthesis closes none; remove it or open one before it"
      )
    }
  }

  /// Notes that what opened at a place is open at the end of the file.
  private mutating func unclosed(_ from: Int, _ what: String, closing: String) {
    guard fault == nil else { return }
    fault = SyntaxFault(
      .unclosed,
      from,
      "this \(what) is not closed before the file ends; close it with \(closing)"
    )
  }

  private mutating func skipLine() {
    while position < end, bytes[position] != 0x0A { position += 1 }
  }

  private mutating func comment() {
    let from = position
    // SQLite's may be left open: https://sqlite.org/lang_comment.html.
    guard !skipComment(), dialect != .sqlite else { return }
    if start == nil { start = from }
    lastByte = end
    unclosed(from, "comment", closing: "*/")
  }

  /// Skips a comment; false where it is not closed.
  private mutating func skipComment() -> Bool {
    position += 2
    var depth = 1
    while position < end, depth > 0 {
      if bytes[position] == 0x2A, byte(1) == 0x2F {
        depth -= 1
        position += 2
      } else if dialect == .postgres, bytes[position] == 0x2F, byte(1) == 0x2A {
        depth += 1
        position += 2
      } else {
        position += 1
      }
    }
    return depth == 0
  }

  private func isDelimiter() -> Bool {
    guard position + delimiter.count <= end else { return false }
    for (offset, wanted) in delimiter.enumerated() where bytes[position + offset] != wanted {
      return false
    }
    return true
  }

  /// `DELIMITER //`; the delimiter may stand on the next line.
  private mutating func readDelimiter() -> Bool {
    let length = 9
    guard byte() | 0x20 == 0x64, position + length < end, byte(length) <= 0x20,
      WordKey(bytes[position..<(position + length)]) == "delimiter"
    else { return false }
    position += length
    while position < end, bytes[position] <= 0x20 { position += 1 }
    let from = position
    while position < end, bytes[position] > 0x20 { position += 1 }
    if from < position {
      delimiter = Array(bytes[from..<position])
      delimiterStart = bytes[from]
      isPlain = delimiter == [0x3B]
    }
    return true
  }

  /// `E'…'`: the letter before the quote stands alone.
  private func isEscapeString() -> Bool {
    dialect == .postgres && byte(-1) | 0x20 == 0x65 && !WordReader.isWordPart(byte(-2))
  }

  private mutating func string(_ quote: UInt8, escapes: Bool) {
    let from = position
    position += 1
    while position < end {
      let next = bytes[position]
      position += 1
      if next == 0x5C, escapes {
        position = min(end, position + 1)
      } else if next == quote {
        guard position < end, bytes[position] == quote else { return }
        position += 1
      }
    }
    let isText = quote == 0x27 || (quote == 0x22 && dialect.isMySQLFamily)
    unclosed(
      from,
      isText ? "string" : "quoted name",
      closing: String(decoding: [quote], as: UTF8.self)
    )
  }

  private mutating func dollar() {
    let from = position
    var tagEnd = position + 1
    while tagEnd < end, bytes[tagEnd] != 0x24, WordReader.isWordPart(bytes[tagEnd]) { tagEnd += 1 }
    guard tagEnd < end, bytes[tagEnd] == 0x24, !(0x30...0x39).contains(byte(1)),
      !WordReader.isWordPart(byte(-1))
    else {
      position += 1
      return
    }
    let tag = bytes[position...tagEnd]
    position = tagEnd + 1
    while position + tag.count <= end {
      if bytes[position] == 0x24, bytes[position..<(position + tag.count)].elementsEqual(tag) {
        position += tag.count
        return
      }
      position += 1
    }
    position = end
    unclosed(from, "dollar quote", closing: String(decoding: tag, as: UTF8.self))
  }

  private mutating func word() {
    let from = position
    while position < end, WordReader.isWordPart(bytes[position]), isPlain || !isGluedDelimiter() {
      position += 1
    }
    let mayDecide = looksAtWords
    wordCount += 1
    guard mayDecide else { return }
    switch WordKey(bytes[from..<position]) {
    case "create" where wordCount == 1: isCreate = true
    // What follows are the names of its columns.
    case "table", "index": isCreate = false
    case "copy" where wordCount == 1: isCopy = dialect == .postgres
    case "stdout" where isCopy, "program" where isCopy: isCopy = false
    case "trigger", "event", "procedure", "function", "package":
      if isCreate, dialect != .postgres { isCompound = true }
      if isCreate, dialect == .postgres { isRoutine = true }
    case "begin":
      if wordCount == 1, dialect.isMySQLFamily, next() == "not" { isCompound = true }
      if isRoutine, next() == "atomic" { isCompound = true }
      if isCompound { open += 1 }
    case "case" where isCompound: open += 1
    case "end" where isCompound:
      switch next() {
      case "if", "loop", "while", "repeat", "for": break
      default: open -= 1
      }
    default: break
    }
  }

  /// `END$$`: the delimiter sticks to the word.
  private func isGluedDelimiter() -> Bool {
    delimiterStart != 0x3B && bytes[position] == delimiterStart && isDelimiter()
  }

  /// The word behind this one.
  private func next() -> WordKey {
    var from = position
    while from < end, bytes[from] <= 0x20 { from += 1 }
    var to = from
    while to < end, WordReader.isWordPart(bytes[to]) { to += 1 }
    return WordKey(bytes[from..<to])
  }

  /// The rows behind `COPY … FROM stdin;`, up to the line `\.`.
  private mutating func skipData() {
    while position < end {
      skipLine()
      position = min(end, position + 1)
      if byte() == 0x5C, byte(1) == 0x2E { return skipLine() }
    }
  }
}
