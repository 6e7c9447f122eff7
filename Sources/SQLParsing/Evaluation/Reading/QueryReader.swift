import Catalog

/// Reads queries and expressions from words; total, and bounded in depth.
///
/// The reader stops in front of what it does not know. Its callers bound statements themselves,
/// so that a part that is not understood costs this statement only.
struct QueryReader {
  let words: [Word]
  let bytes: [UInt8]
  let dialect: Dialect
  var index = 0
  var depth = 0
  /// False at the outer level of a column's default, where `COLLATE` belongs to the column.
  var takesCollation = true
  static let deepest = 160

  init(_ words: [Word], bytes: [UInt8], dialect: Dialect) {
    self.words = words
    self.bytes = bytes
    self.dialect = dialect
  }

  init(_ bytes: [UInt8], in range: Range<Int>? = nil, dialect: Dialect, limit: Int = Int.max) {
    self.init(
      WordReader.words(bytes, in: range, dialect: dialect, limit: limit),
      bytes: bytes,
      dialect: dialect
    )
  }

  static let nothing = Word(
    kind: .end,
    key: .none,
    start: 0,
    end: 0,
    contentStart: 0,
    contentEnd: 0
  )

  func word(_ offset: Int = 0) -> Word {
    let position = index + offset
    return position >= 0 && position < words.count ? words[position] : words.last ?? Self.nothing
  }

  /// The kind of a word, without the rest of it.
  @inline(__always)
  func kind(_ offset: Int = 0) -> Word.Kind {
    let position = index + offset
    return position >= 0 && position < words.count ? words[position].kind : .end
  }

  /// The key of a word, without the rest of it.
  @inline(__always)
  func key(_ offset: Int = 0) -> WordKey {
    let position = index + offset
    return position >= 0 && position < words.count ? words[position].key : .none
  }

  var isAtEnd: Bool { index >= words.count || kind() == .end }

  /// What a word says: a name, the content of a string, a symbol.
  func text(_ offset: Int = 0) -> String { word(offset).text(in: bytes, dialect) }

  func text(of word: Word) -> String { word.text(in: bytes, dialect) }

  /// A keyword or symbol in lower case; empty for all other kinds.
  func keyText(_ offset: Int = 0) -> String {
    let word = word(offset)
    return word.kind == .plain || word.kind == .symbol ? word.folded(in: bytes) : ""
  }

  @inline(__always)
  func at(_ key: WordKey, _ offset: Int = 0) -> Bool {
    let position = index + offset
    return position >= 0 && position < words.count && words[position].key == key
  }

  func atAny(_ keys: WordSet) -> Bool {
    let key = word().key
    return key != .none && keys.contains(key)
  }

  @discardableResult
  mutating func take(_ key: WordKey) -> Bool {
    guard at(key, 0) else { return false }
    index += 1
    return true
  }

  @discardableResult
  mutating func take(_ first: WordKey, _ second: WordKey, _ third: WordKey? = nil) -> Bool {
    guard at(first), at(second, 1) else { return false }
    if let third, !at(third, 2) { return false }
    index += third == nil ? 2 : 3
    return true
  }

  mutating func advance() { if index < words.count { index += 1 } }

  /// An identifier, folded as the dialect stores it; nil where none stands here.
  mutating func identifier() -> String? {
    let word = word()
    switch word.kind {
    case .plain:
      index += 1
      return dialect == .postgres ? Self.shortened(word.folded(in: bytes)) : text(of: word)
    case .quoted:
      index += 1
      return dialect == .postgres ? Self.shortened(text(of: word)) : text(of: word)
    case .string where dialect == .sqlite:
      index += 1
      return text(of: word)
    default: return nil
    }
  }

  /// PostgreSQL cuts identifiers to 63 bytes, at the boundary of a character.
  private static func shortened(_ name: String) -> String {
    guard name.utf8.count > 63 else { return name }
    var end = name.utf8.index(name.utf8.startIndex, offsetBy: 63)
    while end > name.startIndex, end.samePosition(in: name.unicodeScalars) == nil {
      end = name.utf8.index(before: end)
    }
    return String(name[..<end])
  }

  /// `a`, `a.b`, `a.b.c`; the last two parts count.
  mutating func qualifiedName() -> QualifiedName? {
    guard var last = identifier() else { return nil }
    var schema: String?
    while at("."), word(1).kind == .plain || word(1).kind == .quoted {
      index += 1
      guard let next = identifier() else { break }
      schema = last
      last = next
    }
    return QualifiedName(last, schema: schema)
  }

  /// Skips to the parenthesis that closes the one just taken, and over it.
  mutating func skipParentheses() {
    var open = 1
    while open > 0, !isAtEnd {
      if at("(") { open += 1 }
      if at(")") { open -= 1 }
      index += 1
    }
  }

  mutating func identifierList() -> [String] {
    var names: [String] = []
    guard take("(") else { return names }
    while !isAtEnd, !at(")") {
      guard let name = identifier() else { break }
      names.append(name)
      // SQLite's and PostgreSQL's column definition lists carry types.
      while !isAtEnd, !at(","), !at(")") {
        if take("(") { skipParentheses() } else { index += 1 }
      }
      if !take(",") { break }
    }
    take(")")
    return names
  }

  /// The text of words from one index up to, not including, another.
  func text(from start: Int, to end: Int) -> String {
    guard start < end, start < words.count, end > 0 else { return "" }
    let from = words[start].start
    let to = words[min(end, words.count) - 1].end
    guard from < to, to <= bytes.count else { return "" }
    return String(bytes, from..<to)
  }
}
