import Catalog

/// Cuts a text into words, by the rules of a dialect.
///
/// Total: unclosed quotes and comments end with the text, bytes without meaning become symbols.
struct WordReader {
  private let bytes: [UInt8]
  private let dialect: Dialect
  private var position: Int
  private let end: Int
  private var words: [Word] = []

  /// The words of a range, at most `limit` of them: the first few tell what a statement is, and
  /// data that is inserted can be megabytes long.
  static func words(
    _ bytes: [UInt8],
    in range: Range<Int>? = nil,
    dialect: Dialect,
    limit: Int = Int.max
  ) -> [Word] {
    let range = range ?? 0..<bytes.count
    var reader = WordReader(
      bytes,
      min(range.lowerBound, bytes.count),
      min(range.upperBound, bytes.count),
      dialect
    )
    reader.read(limit)
    return reader.words
  }

  private init(_ bytes: [UInt8], _ start: Int, _ end: Int, _ dialect: Dialect) {
    self.bytes = bytes
    self.dialect = dialect
    position = start
    self.end = end
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < end ? bytes[index] : 0
  }

  private mutating func read(_ limit: Int) {
    while position < end, words.count < limit {
      let start = position
      one()
      if position <= start { position = start + 1 }
    }
    words.append(
      Word(kind: .end, key: "", text: "", start: end, end: end, contentStart: end)
    )
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<max(start, min(end, self.end))], as: UTF8.self)
  }

  private mutating func append(_ kind: Word.Kind, key: String = "", _ text: String, from start: Int)
  {
    words.append(
      Word(kind: kind, key: key, text: text, start: start, end: position, contentStart: start)
    )
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  static func isWordStart(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x5F || byte >= 0x80
  }

  static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || (0x30...0x39).contains(byte) || byte == 0x24
  }

  private mutating func one() {
    let start = position
    let first = byte()
    switch first {
    case _ where Self.isSpace(first): position += 1
    case 0x2D where byte(1) == 0x2D: skipLine()
    case 0x23 where dialect.isMySQLFamily: skipLine()
    case 0x2F where byte(1) == 0x2A: blockComment()
    case 0x2A where byte(1) == 0x2F && dialect.isMySQLFamily: position += 2
    case 0x27: string(quote: 0x27, start: start, escapes: dialect.isMySQLFamily)
    case 0x22 where dialect.isMySQLFamily:
      string(quote: 0x22, start: start, escapes: true)
    case 0x22, 0x60: quoted(first, close: first)
    case 0x5B where dialect == .sqlite: quoted(first, close: 0x5D)
    case 0x24 where dialect == .postgres: dollar()
    case 0x3F where dialect != .postgres:
      position += 1
      append(.parameter, "0", from: start)
    case 0x40 where dialect.isMySQLFamily: variable()
    case 0x30...0x39: number()
    case 0x2E where (0x30...0x39).contains(byte(1)): number()
    case _ where Self.isWordStart(first): word()
    default: symbol()
    }
  }

  private mutating func skipLine() {
    while position < end, bytes[position] != 0x0A { position += 1 }
  }

  private mutating func blockComment() {
    if let inside = ServerComment.inside(bytes, position, end, dialect) {
      position = inside
      return
    }
    position += 2
    var depth = 1
    while position < end, depth > 0 {
      if byte() == 0x2A, byte(1) == 0x2F {
        depth -= 1
        position += 2
      } else if dialect == .postgres, byte() == 0x2F, byte(1) == 0x2A {
        depth += 1
        position += 2
      } else {
        position += 1
      }
    }
  }

  private mutating func word() {
    let start = position
    while position < end, Self.isWordPart(bytes[position]) { position += 1 }
    let text = text(start, position)
    if byte() == 0x27 {
      switch text.lowercased() {
      case "e" where dialect == .postgres: return string(quote: 0x27, start: start, escapes: true)
      case "n", "b", "x", "u":
        return string(quote: 0x27, start: start, escapes: dialect.isMySQLFamily)
      case let name where dialect.isMySQLFamily && name.hasPrefix("_"):
        return string(quote: 0x27, start: start, escapes: true)
      default: break
      }
    }
    append(.plain, key: text.lowercased(), text, from: start)
  }

  private mutating func number() {
    let start = position
    var hasPoint = false
    while position < end {
      let next = bytes[position]
      if (0x30...0x39).contains(next) {
        position += 1
      } else if next == 0x2E, !hasPoint, byte(1) != 0x2E {
        hasPoint = true
        position += 1
      } else if next == 0x65 || next == 0x45,
        (0x30...0x39).contains(byte(1))
          || ((byte(1) == 0x2B || byte(1) == 0x2D) && (0x30...0x39).contains(byte(2)))
      {
        position += 2
      } else {
        break
      }
    }
    if position < end, Self.isWordStart(bytes[position]), dialect.isMySQLFamily || byte(-1) == 0x30
    {
      // MySQL's identifiers may begin with digits; 0x1F is a number of either kind.
      while position < end, Self.isWordPart(bytes[position]) { position += 1 }
      let all = text(start, position)
      return append(
        all.lowercased().hasPrefix("0x") ? .number : .plain,
        key: all.lowercased(),
        all,
        from: start
      )
    }
    append(.number, text(start, position), from: start)
  }

  private mutating func quoted(_ open: UInt8, close: UInt8) {
    let start = position
    position += 1
    var content: [UInt8] = []
    while position < end {
      let next = bytes[position]
      position += 1
      if next == close {
        guard position < end, bytes[position] == close, open == close else {
          break
        }
        position += 1
      }
      content.append(next)
    }
    append(.quoted, String(decoding: content, as: UTF8.self), from: start)
  }

  private mutating func string(quote: UInt8, start: Int, escapes: Bool) {
    position += 1
    let contentStart = position
    var content: [UInt8] = []
    var isVerbatim = true
    while position < end {
      let next = bytes[position]
      position += 1
      if next == quote {
        guard position < end, bytes[position] == quote else { break }
        position += 1
        isVerbatim = false
      } else if next == 0x5C, escapes, position < end {
        isVerbatim = false
        content.append(contentsOf: escape())
        continue
      }
      content.append(next)
    }
    words.append(
      Word(
        kind: .string,
        key: "",
        text: String(decoding: content, as: UTF8.self),
        start: start,
        end: position,
        contentStart: contentStart,
        isVerbatim: isVerbatim
      )
    )
  }

  /// The bytes an escape stands for; the backslash is read already.
  private mutating func escape() -> [UInt8] {
    let next = bytes[position]
    position += 1
    switch next {
    case 0x6E: return [0x0A]
    case 0x74: return [0x09]
    case 0x72: return [0x0D]
    case 0x62: return [0x08]
    case 0x30 where dialect.isMySQLFamily: return [0]
    case 0x25, 0x5F:
      return dialect.isMySQLFamily ? [0x5C, next] : [next]
    default: return [next]
    }
  }

  /// `$tag$ … $tag$`, `$1`, or a lone dollar.
  private mutating func dollar() {
    let start = position
    if (0x30...0x39).contains(byte(1)) {
      position += 1
      while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
      return append(.parameter, text(start + 1, position), from: start)
    }
    var tagEnd = position + 1
    while tagEnd < end, bytes[tagEnd] != 0x24, Self.isWordPart(bytes[tagEnd]) { tagEnd += 1 }
    guard tagEnd < end, bytes[tagEnd] == 0x24 else { return symbol() }
    let tag = bytes[start...tagEnd]
    let contentStart = tagEnd + 1
    var close = contentStart
    var contentEnd = end
    while close + tag.count <= end {
      if bytes[close] == 0x24, bytes[close..<(close + tag.count)].elementsEqual(tag) {
        contentEnd = close
        break
      }
      close += 1
    }
    position = min(end, contentEnd + tag.count)
    words.append(
      Word(
        kind: .string,
        key: "",
        text: text(contentStart, contentEnd),
        start: start,
        end: position,
        contentStart: contentStart,
        isVerbatim: true
      )
    )
  }

  private mutating func variable() {
    let start = position
    position += 1
    let isSystem = byte() == 0x40
    if isSystem { position += 1 }
    if byte() == 0x60 || byte() == 0x27 || byte() == 0x22 {
      let quote = byte()
      let nameStart = position + 1
      position = nameStart
      while position < end, bytes[position] != quote { position += 1 }
      let name = text(nameStart, position)
      position = min(end, position + 1)
      return append(.userVariable, name.lowercased(), from: start)
    }
    let nameStart = position
    while position < end, Self.isWordPart(bytes[position]) || bytes[position] == 0x2E {
      position += 1
    }
    var name = text(nameStart, position).lowercased()
    if isSystem {
      for scope in ["global.", "session.", "local."] where name.hasPrefix(scope) {
        name.removeFirst(scope.count)
      }
    }
    append(isSystem ? .systemVariable : .userVariable, name, from: start)
  }

  private static let symbols: [String] = [
    "!~~*", "->>", "#>>", "!~*", "!~~", "~~*", "<=>", "::", ":=", "=>", "->", "#>", "||", "<=",
    ">=", "<>", "!=", "!~", "~*", "~~", "@>", "<@", "&&", "..", "<<", ">>", "==", "?|", "?&",
    "@@", "<|", "|>",
  ]
  private static let symbolBytes: [(String, [UInt8])] = symbols.map { ($0, Array($0.utf8)) }

  private mutating func symbol() {
    let start = position
    for (symbol, form) in Self.symbolBytes
    where bytes[position] == form[0] && position + form.count <= end
      && bytes[position..<(position + form.count)].elementsEqual(form)
    {
      position += form.count
      return append(.symbol, key: symbol, symbol, from: start)
    }
    position += 1
    let text = text(start, position)
    append(.symbol, key: text, text, from: start)
  }
}
