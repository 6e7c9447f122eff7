import Catalog
import SourceText

/// Reads one statement that defines something into the operations it stands for.
///
/// Total: a statement that changes no schema gives none; one that the database would not read has a
/// `fault` and only marks the tables it names; one that may change the schema and is not understood
/// has words in `misunderstood`.
struct DefinitionReader {
  var reader: QueryReader
  let code: CodeText
  let dialect: Dialect
  var operations: [SchemaOperation] = []
  /// The words that were not understood, where they may change the schema.
  var misunderstood: String?
  /// Where the database would stop reading; the first place counts.
  var fault: SyntaxFault?
  /// The word behind the first column that has no type.
  var untyped: Int?
  /// MySQL family: `IF NOT EXISTS` inside a constraint.
  var constraintIfNotExists = false

  private init(_ code: CodeText, _ reader: QueryReader) {
    self.code = code
    self.reader = reader
    dialect = reader.dialect
  }

  static func operations(
    _ code: CodeText,
    _ range: Range<Int>,
    _ dialect: Dialect
  ) -> DefinitionReader {
    operations(code, QueryReader(code.bytes, in: range, dialect: dialect))
  }

  /// Reads the statement whose words a reader holds.
  static func operations(_ code: CodeText, _ reader: QueryReader) -> DefinitionReader {
    var reader = DefinitionReader(code, reader)
    reader.read()
    return reader
  }

  private mutating func read() {
    switch reader.word().key {
    case "create":
      reader.index += 1
      create()
    case "alter":
      reader.index += 1
      alter()
    case "drop":
      reader.index += 1
      drop()
    case "rename":
      reader.index += 1
      rename()
    case "comment":
      reader.index += 1
      comment()
    default: break
    }
    settleFault()
  }

  /// What was read, as it is kept.
  var definition: SQLScript.Definition {
    SQLScript.Definition(operations: operations, misunderstood: misunderstood, fault: fault)
  }

  /// Nothing of a statement is applied that the database would not read.
  private mutating func settleFault() {
    guard let found = fault else { return }
    if reader.hasPlaceholder {
      fault = nil
      misunderstood = misunderstood ?? reader.text(of: word(at: found.offset))
      return
    }
    misunderstood = nil
    operations = [.markIncomplete(tables: reader.definedNames())]
  }

  private func word(at offset: Int) -> Word {
    reader.words.first { $0.start >= offset } ?? reader.word()
  }

  /// Notes that the word which stands here is not one the database takes.
  mutating func refuse(_ expected: String) {
    guard fault == nil else { return }
    let word = reader.word()
    if word.kind == .string, dialect.isMySQLFamily, reader.bytes[word.start] == 0x22 {
      // With ANSI_QUOTES in force, which only the server knows, this is a name.
      misunderstood = misunderstood ?? reader.text(from: reader.index, to: reader.index + 1)
      return
    }
    if word.kind == .end {
      let last = reader.word(-1)
      fault = SyntaxFault(
        .unexpected,
        max(last.start, 0),
        "expected \(expected), the statement ends here; complete it"
      )
      return
    }
    let found = reader.text(from: reader.index, to: reader.index + 1).prefix(60)
    fault = SyntaxFault(
      .unexpected,
      word.start,
      "expected \(expected), found `\(found)`; correct the statement"
    )
  }

  /// The same for a word that stands elsewhere.
  mutating func refuse(at index: Int, _ expected: String) {
    let here = reader.index
    reader.index = index
    refuse(expected)
    reader.index = here
  }

  /// The place of a word in the file, for history; nothing where the text was put together.
  func span(from start: Int) -> ByteSpan {
    guard let offset = code.fileOffset, start < reader.words.count else { return .empty }
    return ByteSpan(reader.words[start].start + offset, reader.word(-1).end + offset)
  }

  mutating func ifExists() -> Bool { reader.take("if", "exists") }

  mutating func ifNotExists() -> Bool { reader.take("if", "not", "exists") }

  /// `CASCADE` or `RESTRICT` at the end of a drop.
  mutating func cascade() -> Bool {
    if reader.take("cascade") {
      // SQLite and MySQL read the word and do nothing; Oracle's spelling has one more.
      reader.take("constraints")
      return dialect == .postgres
    }
    reader.take("restrict")
    return false
  }

  mutating func names() -> [QualifiedName] {
    var names: [QualifiedName] = []
    repeat {
      guard let name = reader.qualifiedName() else { break }
      names.append(name)
      if reader.take("(") { reader.skipParentheses() }
    } while reader.take(",") && !reader.isAtEnd
    return names
  }

  /// A string where one stands, through `=` where one is written.
  mutating func text() -> String? {
    reader.take("=")
    guard reader.word().kind == .string else { return nil }
    var text = reader.text()
    reader.index += 1
    while reader.word().kind == .string {
      text += reader.text()
      reader.index += 1
    }
    return text
  }

  /// A name or string behind an optional `=`.
  mutating func setting() -> String? {
    reader.take("=")
    let word = reader.word()
    guard word.kind != .symbol, word.kind != .end else { return nil }
    reader.index += 1
    return reader.text(of: word)
  }

  /// What stands in the parentheses that begin here, without them.
  mutating func parenthesized() -> SQLText {
    guard reader.take("(") else { return SQLText("") }
    let start = reader.index
    reader.skipParentheses()
    return SQLText(reader.text(from: start, to: reader.index - 1))
  }

  /// The text of an expression from here on.
  mutating func expressionText() -> SQLText {
    let start = reader.index
    _ = reader.expression()
    if reader.index == start { reader.advance() }
    return SQLText(reader.text(from: start, to: reader.index))
  }

  /// Everything up to the end of the statement.
  mutating func rest() -> SQLText {
    let start = reader.index
    while !reader.isAtEnd, !reader.at(";") { reader.index += 1 }
    return SQLText(reader.text(from: start, to: reader.index))
  }

  /// Moves to the next comma or closing parenthesis of this nesting.
  mutating func skipToComma() {
    while !reader.isAtEnd, !reader.at(","), !reader.at(")"), !reader.at(";") {
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    }
  }
}
