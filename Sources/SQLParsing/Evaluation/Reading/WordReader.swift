import Catalog

/// Cuts a text into words, by the rules of a dialect.
///
/// Total: unclosed quotes and comments end with the text, bytes without meaning become symbols.
struct WordReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let smallParts: UnsafeBufferPointer<UInt8>
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
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<min(bytes.count, Word.farthest))
    return smallParts.withUnsafeBufferPointer { smallParts in
      bytes.withUnsafeBufferPointer { bytes in
        var reader = WordReader(bytes, smallParts, range, dialect)
        reader.read(limit)
        return reader.words
      }
    }
  }

  /// Each byte that may be a part of a word in lower case, 0 for all others.
  private static let smallParts = (UInt8.min...UInt8.max).map { byte in
    !isWordPart(byte) ? 0 : isLetter(byte) ? byte | 0x20 : byte
  }

  private init(
    _ bytes: UnsafeBufferPointer<UInt8>,
    _ smallParts: UnsafeBufferPointer<UInt8>,
    _ range: Range<Int>,
    _ dialect: Dialect
  ) {
    self.bytes = bytes
    self.smallParts = smallParts
    self.dialect = dialect
    position = range.lowerBound
    end = range.upperBound
  }

  private func byte(_ offset: Int = 0) -> UInt8 {
    let index = position + offset
    return index < end ? bytes[index] : 0
  }

  private mutating func read(_ limit: Int) {
    words.reserveCapacity(min(limit, (end - position) / 6) + 8)
    while position < end, words.count < limit {
      let start = position
      let first = bytes[start]
      if Self.isSpace(first) {
        position = start + 1
      } else {
        one(first)
        if position <= start { position = start + 1 }
      }
    }
    words.append(
      Word(kind: .end, key: .none, start: end, end: end, contentStart: end, contentEnd: end)
    )
  }

  /// Adds the word that ends here; its content is all of it unless something else is said.
  private mutating func append(
    _ kind: Word.Kind,
    key: WordKey = .none,
    from start: Int,
    content: Range<Int>? = nil,
    isVerbatim: Bool = true,
    hasEscapes: Bool = false
  ) {
    words.append(
      Word(
        kind: kind,
        key: key,
        start: start,
        end: position,
        contentStart: content?.lowerBound ?? start,
        contentEnd: content?.upperBound ?? position,
        isVerbatim: isVerbatim,
        hasEscapes: hasEscapes
      )
    )
  }

  private func key(_ start: Int, _ end: Int) -> WordKey { WordKey(bytes[start..<end]) }

  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 }

  static func isWordStart(_ byte: UInt8) -> Bool {
    isLetter(byte) || byte == 0x5F || byte >= 0x80
  }

  static func isWordPart(_ byte: UInt8) -> Bool {
    isWordStart(byte) || byte &- 0x30 < 10 || byte == 0x24
  }

  private mutating func one(_ first: UInt8) {
    let start = position
    switch first {
    case _ where Self.isLetter(first): word()
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
      append(.parameter, from: start, content: start..<start)
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
    var key = WordKey()
    let hasCapitals = takeLetters(&key)
    let next = byte()
    if next != 0x26 && next != 0x27 {
      return append(.plain, key: key, from: start, isVerbatim: !hasCapitals)
    }
    if next == 0x26, dialect == .postgres, key == "u", byte(1) == 0x27 || byte(1) == 0x22 {
      // `U&'…'` and `U&"…"`.
      position += 1
      return byte() == 0x27
        ? string(quote: 0x27, start: start, escapes: true) : quoted(0x22, close: 0x22, start: start)
    }
    if next == 0x27 {
      switch key {
      case "e" where dialect == .postgres: return string(quote: 0x27, start: start, escapes: true)
      case "n", "b", "x", "u":
        return string(quote: 0x27, start: start, escapes: dialect.isMySQLFamily)
      case _ where dialect.isMySQLFamily && bytes[start] == 0x5F:
        return string(quote: 0x27, start: start, escapes: true)
      default: break
      }
    }
    append(.plain, key: key, from: start, isVerbatim: !hasCapitals)
  }

  /// Moves behind the word that stands here; whether it has capital letters.
  private mutating func takeLetters(_ key: inout WordKey) -> Bool {
    var found = WordKey()
    var place: UInt64 = 0
    var changed: UInt8 = 0
    var slot = position
    while slot < end {
      let byte = bytes[slot]
      let small = smallParts[Int(byte)]
      if small == 0 { break }
      changed |= small ^ byte
      found.append(small, at: &place)
      slot &+= 1
    }
    position = slot
    key = found
    return changed != 0
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
      let isHexadecimal = bytes[start] == 0x30 && start + 1 < end && bytes[start + 1] | 0x20 == 0x78
      return isHexadecimal
        ? append(.number, from: start)
        : append(.plain, key: key(start, position), from: start, isVerbatim: false)
    }
    append(.number, from: start)
  }

  /// - Parameter start: where the word begins that has the quote behind `U&`.
  private mutating func quoted(_ open: UInt8, close: UInt8, start wordStart: Int? = nil) {
    let start = wordStart ?? position
    position += 1
    let contentStart = position
    var contentEnd = end
    var isVerbatim = true
    while position < end {
      let next = bytes[position]
      position += 1
      if next == close {
        guard position < end, bytes[position] == close, open == close else {
          contentEnd = position - 1
          break
        }
        position += 1
        isVerbatim = false
      }
    }
    let isUnicode = wordStart != nil
    append(
      .quoted,
      from: start,
      content: contentStart..<max(contentStart, contentEnd),
      isVerbatim: isVerbatim && !isUnicode,
      hasEscapes: isUnicode
    )
  }

  private mutating func string(quote: UInt8, start: Int, escapes: Bool) {
    position += 1
    let contentStart = position
    var contentEnd = end
    var isVerbatim = true
    while position < end {
      let next = bytes[position]
      position += 1
      if next == quote {
        guard position < end, bytes[position] == quote else {
          contentEnd = position - 1
          break
        }
        position += 1
        isVerbatim = false
      } else if next == 0x5C, escapes, position < end {
        isVerbatim = false
        position += 1
      }
    }
    append(
      .string,
      from: start,
      content: contentStart..<max(contentStart, contentEnd),
      isVerbatim: isVerbatim,
      hasEscapes: escapes
    )
  }

  /// `$tag$ … $tag$`, `$1`, or a lone dollar.
  private mutating func dollar() {
    let start = position
    if (0x30...0x39).contains(byte(1)) {
      position += 1
      while position < end, (0x30...0x39).contains(bytes[position]) { position += 1 }
      return append(.parameter, from: start, content: (start + 1)..<position)
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
    append(.string, from: start, content: contentStart..<max(contentStart, contentEnd))
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
      let nameEnd = position
      position = min(end, position + 1)
      return append(.userVariable, from: start, content: nameStart..<nameEnd)
    }
    let nameStart = position
    while position < end, Self.isWordPart(bytes[position]) || bytes[position] == 0x2E {
      position += 1
    }
    append(
      isSystem ? .systemVariable : .userVariable,
      from: start,
      content: nameStart..<position
    )
  }

  private static let symbols: [String] = [
    "!~~*", "->>", "#>>", "!~*", "!~~", "~~*", "<=>", "::", ":=", "=>", "->", "#>", "||", "<=",
    ">=", "<>", "!=", "!~", "~*", "~~", "@>", "<@", "&&", "..", "<<", ">>", "==", "?|", "?&",
    "@@", "<|", "|>",
  ]
  private static let symbolBytes: [[UInt8]] = symbols.map { Array($0.utf8) }

  private mutating func symbol() {
    let start = position
    switch bytes[position] {
    // Longer symbols begin with none of these.
    case 0x28, 0x29, 0x2C, 0x3B, 0x5B, 0x5D, 0x2B, 0x2A, 0x2F, 0x25, 0x5E: position += 1
    case _ where Self.isSpace(byte(1)) || Self.isWordPart(byte(1)): position += 1
    default:
      let longer = Self.symbolBytes.first { form in
        bytes[position] == form[0] && position + form.count <= end
          && bytes[position..<(position + form.count)].elementsEqual(form)
      }
      position += longer?.count ?? 1
    }
    append(.symbol, key: key(start, position), from: start)
  }
}
