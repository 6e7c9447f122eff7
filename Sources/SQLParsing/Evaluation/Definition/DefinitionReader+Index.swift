import Catalog
import SourceText

/// `CREATE INDEX`, and what indexes and keys are on.
extension DefinitionReader {
  mutating func createIndex() {
    let start = reader.index
    let isUnique = reader.take("unique")
    var kind = Index.Kind.plain
    if reader.take("fulltext") {
      kind = .fulltext
    } else if reader.take("spatial") {
      kind = .spatial
    }
    _ = reader.take("index") || reader.take("key")
    reader.take("concurrently")
    let ifNotExists = ifNotExists()
    var name: QualifiedName?
    var method: String?
    if !reader.at("on") {
      name = reader.qualifiedName()
      if reader.take("using") { method = reader.identifier()?.lowercased() }
    }
    if !reader.take("on") { refuse("ON and the name of a table") }
    let isOnly = reader.take("only")
    guard var table = reader.qualifiedName() else {
      refuse("ON and the name of a table")
      return
    }
    if dialect == .sqlite, table.schema == nil { table.schema = name?.schema }
    var details = indexDetails(method: method)
    if details.parts.isEmpty { refuse("a list of columns in parentheses") }
    tail(&details)
    if !reader.isAtEnd, !reader.at(";"), reader.word().kind != .symbol,
      details.predicate == nil, !(reader.at("wait") || reader.at("nowait"))
    {
      refuse("an option of the index or the end of the statement")
    }
    let index = IndexDefinition(
      name: name?.name,
      isUnique: isUnique,
      kind: kind,
      details: details,
      ifNotExists: ifNotExists,
      span: span(from: start)
    )
    operations = [.createIndex(CreateIndex(table: table, isOnly: isOnly, index: index))]
  }

  /// `[USING method] (parts)`, standing on either.
  mutating func indexDetails(method: String? = nil) -> IndexDetails {
    var details = IndexDetails(parts: [], method: method)
    if reader.take("using") { details.method = reader.identifier()?.lowercased() }
    details.parts = indexParts()
    return details
  }

  /// What may follow the parts of an index.
  mutating func tail(_ details: inout IndexDetails) {
    while !reader.isAtEnd {
      if reader.take("include") {
        details.included = reader.identifierList()
      } else if reader.take("nulls", "not", "distinct") {
        details.nullsNotDistinct = true
      } else if reader.take("nulls", "distinct") {
        continue
      } else if reader.take("with", "parser") {
        reader.advance()
      } else if reader.at("with"), reader.at("(", 1) {
        reader.index += 2
        reader.skipParentheses()
      } else if reader.take("using") {
        if reader.take("index") {
          reader.take("tablespace")
          reader.advance()
        } else {
          details.method = reader.identifier()?.lowercased()
        }
      } else if reader.take("tablespace") {
        reader.advance()
      } else if reader.take("where") {
        if reader.at("("), isParenthesizedToTheEnd() {
          details.predicate = parenthesized()
        } else {
          details.predicate = expressionText()
        }
      } else if reader.at("comment") || reader.at("key_block_size") || reader.at("algorithm")
        || reader.at("lock")
      {
        reader.index += 1
        _ = setting()
      } else if reader.take("visible") || reader.take("invisible") || reader.take("ignored")
        || reader.take("not", "ignored")
      {
        continue
      } else if dialect.isMySQLFamily, reader.word().kind == .plain, reader.at("=", 1) {
        reader.index += 3
      } else {
        return
      }
    }
  }

  /// Whether the parenthesis that opens here closes with the statement or the element.
  private func isParenthesizedToTheEnd() -> Bool {
    var copy = reader
    copy.index += 1
    copy.skipParentheses()
    return copy.isAtEnd || copy.at(";") || copy.at(",") || copy.at(")")
  }

  /// `(part, …)` of an index or a key.
  mutating func indexParts() -> [IndexPart] {
    var parts: [IndexPart] = []
    guard reader.take("(") else { return parts }
    while !reader.isAtEnd, !reader.at(")") {
      let start = reader.index
      if reader.at(",") { refuse("a column or an expression") }
      parts.append(indexPart())
      if reader.take(",") {
        if reader.at(")") { refuse("a column or an expression") }
        continue
      }
      if !reader.at(")") {
        reader.skipTo(")")
        break
      }
      if reader.index == start { break }
    }
    reader.take(")")
    return parts
  }

  private mutating func indexPart() -> IndexPart {
    var part = IndexPart("")
    if isPlainColumn() {
      part.text = reader.identifier() ?? ""
      if reader.at("("), dialect.isMySQLFamily {
        part.prefixLength = Int(reader.text(1))
        reader.index += 1
        reader.skipParentheses()
      }
    } else {
      part.isExpression = true
      expressionPart(&part)
    }
    while !reader.isAtEnd, !reader.at(","), !reader.at(")") {
      if reader.take("desc") {
        part.isDescending = true
      } else if reader.take("without", "overlaps") {
        continue
      } else if dialect == .postgres, reader.take("with") {
        part.exclusion = exclusionOperator()
      } else if dialect == .postgres, reader.take("collate") {
        _ = reader.qualifiedName()
      } else if dialect == .postgres, !reader.atAny(["asc", "nulls", "first", "last"]),
        reader.word().kind == .plain || reader.word().kind == .quoted
      {
        let start = reader.index
        _ = reader.qualifiedName()
        if reader.take("(") { reader.skipParentheses() }
        if reader.index == start { reader.index += 1 }
        part.operatorClass = reader.text(from: start, to: reader.index)
      } else if reader.take("(") {
        reader.skipParentheses()
      } else {
        reader.index += 1
      }
    }
    return part
  }

  /// `=`, `&&`, `OPERATOR(s.=)`.
  private mutating func exclusionOperator() -> String {
    let start = reader.index
    if reader.take("operator"), reader.take("(") {
      reader.skipParentheses()
    } else {
      while !reader.isAtEnd, !reader.at(","), !reader.at(")") { reader.index += 1 }
    }
    return reader.text(from: start, to: reader.index)
  }

  /// An expression, in parentheses or a call.
  ///
  /// PostgreSQL takes `(name COLLATE "C")` for the column and a collation, not for an expression.
  private mutating func expressionPart(_ part: inout IndexPart) {
    let start = reader.index
    if reader.at("(") {
      reader.index += 1
      if dialect == .postgres, reader.at("collate", 1) || reader.at(")", 1),
        let name = reader.identifier()
      {
        reader.skipTo(")")
        reader.take(")")
        if isPartEnd() {
          part = IndexPart(name)
          return
        }
      }
      reader.index = start
      let inner = parenthesized()
      // `(a) || b` goes on behind the parenthesis.
      if isPartEnd() {
        part.text = withoutCollation(inner.text)
        return
      }
      reader.index = start
    }
    let outer = reader.takesCollation
    reader.takesCollation = dialect != .postgres
    part.text =
      dialect == .postgres ? textOfOperators() : expressionText().text
    reader.takesCollation = outer
  }

  private mutating func textOfOperators() -> String {
    let start = reader.index
    _ = reader.defaultExpression()
    if reader.index == start { reader.advance() }
    return reader.text(from: start, to: reader.index)
  }

  /// `lower(name) COLLATE "C"` without the collation at its end.
  private func withoutCollation(_ text: String) -> String {
    guard dialect == .postgres else { return text }
    let words = WordReader.words(Array(text.utf8), dialect: dialect)
    guard words.count > 3 else { return text }
    let last = words.count - 2
    guard words[last - 1].key == "collate", words[last - 1].kind == .plain else { return text }
    return SQLValue.trimmed(
      String(decoding: Array(text.utf8)[..<words[last - 1].start], as: UTF8.self)
    )
  }

  private func isPartEnd(_ offset: Int = 0) -> Bool {
    let word = reader.word(offset)
    if word.kind == .end || word.kind == .quoted { return true }
    if word.kind == .plain {
      return !["and", "or", "is", "like", "in", "between", "not", "at"].contains(word.key)
    }
    return word.kind == .symbol && (word.key == "," || word.key == ")")
  }

  /// A name followed by nothing that makes it part of an expression.
  private func isPlainColumn() -> Bool {
    let word = reader.word()
    guard
      word.kind == .plain || word.kind == .quoted || (word.kind == .string && dialect == .sqlite)
    else { return false }
    if word.kind == .plain, word.key == "case" || word.key == "cast" { return false }
    if reader.at("(", 1), dialect.isMySQLFamily {
      return reader.word(2).kind == .number && reader.at(")", 3)
    }
    return isPartEnd(1)
  }
}
