import Catalog
import SourceText

/// `CREATE …`.
extension DefinitionReader {
  mutating func create() {
    let orReplace = reader.take("or", "replace")
    while true {
      if reader.take("global") || reader.take("local") || reader.take("unlogged")
        || reader.take("force") || reader.take("constraint") || reader.take("editionable")
        || reader.take("default")
      {
        continue
      }
      if reader.at("definer") || reader.at("algorithm") {
        skipViewOption()
        continue
      }
      if reader.take("sql") {
        reader.take("security")
        reader.index += 1
        continue
      }
      break
    }
    let isTemporary = reader.take("temp") || reader.take("temporary")
    reader.take("unlogged")
    switch reader.word().key {
    case "table", "virtual": createTable(orReplace: orReplace, isTemporary: isTemporary)
    case "unique", "index", "fulltext", "spatial", "clustered", "nonclustered": createIndex()
    case "view", "materialized", "recursive":
      createView(orReplace: orReplace, isTemporary: isTemporary)
    case "type": createType()
    case "domain": createDomain()
    case "sequence": createSequence()
    case "schema", "database": createSchema()
    case "function", "procedure", "aggregate": createRoutine(orReplace: orReplace)
    default: break
    }
  }

  /// `DEFINER = user@host`, `ALGORITHM = MERGE`.
  private mutating func skipViewOption() {
    reader.index += 1
    reader.take("=")
    reader.index += 1
    if reader.word().kind == .userVariable { reader.index += 1 }
    if reader.take("(") { reader.skipParentheses() }
  }

  private mutating func createIndex() {
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
    reader.take("on")
    reader.take("only")
    guard var table = reader.qualifiedName() else {
      misunderstood = "CREATE INDEX"
      return
    }
    if dialect == .sqlite, table.schema == nil { table.schema = name?.schema }
    var details = indexDetails(method: method)
    tail(&details)
    let index = IndexDefinition(
      name: name?.name,
      isUnique: isUnique,
      kind: kind,
      details: details,
      ifNotExists: ifNotExists,
      span: span(from: start)
    )
    operations = [.createIndex(CreateIndex(table: table, index: index))]
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
      } else if reader.at("visible") || reader.at("invisible") {
        reader.index += 1
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
      parts.append(indexPart())
      if reader.take(",") { continue }
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
        part.prefixLength = Int(reader.word(1).text)
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
      } else if reader.take("with"), dialect == .postgres {
        // The operator of an exclusion constraint.
        while !reader.isAtEnd, !reader.at(","), !reader.at(")") { reader.index += 1 }
      } else if reader.take("(") {
        reader.skipParentheses()
      } else {
        reader.index += 1
      }
    }
    return part
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

  private mutating func createSchema() {
    reader.index += 1
    let ifNotExists = ifNotExists()
    if dialect.isMySQLFamily { return }
    var name = reader.at("authorization") ? nil : reader.identifier()
    if reader.take("authorization") {
      let role = reader.identifier()
      name = name ?? role
    }
    guard let name else { return }
    operations = [.createSchema(name, ifNotExists: ifNotExists)]
    // `CREATE SCHEMA a CREATE TABLE …` is read by nobody else.
    if reader.at("create") { misunderstood = "CREATE SCHEMA with elements" }
  }

  private mutating func createSequence() {
    reader.index += 1
    let ifNotExists = ifNotExists()
    guard let name = reader.qualifiedName() else { return }
    let owner = sequenceOwner()
    operations = [
      .createSequence(
        name,
        ifNotExists: ifNotExists,
        ownedBy: owner?.table,
        column: owner?.column
      )
    ]
  }

  /// `OWNED BY table.column` anywhere ahead; `NONE` gives no table.
  mutating func sequenceOwner() -> (table: QualifiedName?, column: String?)? {
    while !reader.isAtEnd, !reader.at(";") {
      guard reader.take("owned", "by") else {
        reader.index += 1
        continue
      }
      if reader.take("none") { return (nil, nil) }
      var parts: [String] = []
      repeat { if let part = reader.identifier() { parts.append(part) } } while reader.take(".")
      guard parts.count > 1 else { return nil }
      return (
        QualifiedName(
          parts[parts.count - 2],
          schema: parts.count > 2 ? parts[parts.count - 3] : nil
        ),
        parts[parts.count - 1]
      )
    }
    return nil
  }

  private mutating func createType() {
    reader.index += 1
    guard let name = reader.qualifiedName() else { return }
    guard reader.take("as") else {
      operations = [.createType(name, .base, attributes: [])]
      return
    }
    if reader.take("enum") {
      var labels: [String] = []
      reader.take("(")
      while !reader.isAtEnd, !reader.at(")") {
        if reader.word().kind == .string { labels.append(reader.word().text) }
        reader.index += 1
      }
      operations = [.createEnum(name, labels: labels)]
    } else if reader.take("range") {
      operations = [.createType(name, .range, attributes: [])]
    } else {
      var attributes: [ColumnDefinition] = []
      reader.take("(")
      while !reader.isAtEnd, !reader.at(")") {
        let start = reader.index
        if let attribute = reader.identifier() {
          attributes.append(
            ColumnDefinition(name: attribute, type: reader.typeName(), span: span(from: start))
          )
        }
        skipToComma()
        if !reader.take(",") { break }
      }
      operations = [.createType(name, .composite, attributes: attributes)]
    }
  }

  private mutating func createDomain() {
    reader.index += 1
    guard let name = reader.qualifiedName() else { return }
    reader.take("as")
    var domain = DomainDefinition(name: name, type: reader.typeName())
    while !reader.isAtEnd, !reader.at(";") {
      let start = reader.index
      var label: String?
      if reader.take("constraint") { label = reader.identifier() }
      if reader.take("not", "null") {
        domain.isNullable = false
      } else if reader.take("null") {
        domain.isNullable = true
      } else if reader.take("default") {
        domain.defaultValue = expressionText()
      } else if reader.take("check") {
        domain.checks.append(
          ConstraintDefinition(name: label, .check(parenthesized()), span: span(from: start))
        )
      } else if reader.take("collate") {
        domain.type.collation = reader.qualifiedName()?.name
      }
      if reader.index == start { reader.index += 1 }
    }
    operations = [.createDomain(domain)]
  }

  private mutating func createView(orReplace: Bool, isTemporary: Bool) {
    let isMaterialized = reader.take("materialized")
    reader.take("recursive")
    reader.take("view")
    let ifNotExists = ifNotExists()
    guard let name = reader.qualifiedName() else {
      misunderstood = "CREATE VIEW"
      return
    }
    var columns: [ViewColumn]?
    if reader.at("(") { columns = reader.identifierList().map { ViewColumn($0) } }
    while !reader.isAtEnd, !reader.at("as") {
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    }
    reader.take("as")
    var view = ViewDefinition(name: name, query: viewQuery())
    view.isMaterialized = isMaterialized
    view.orReplace = orReplace
    view.ifNotExists = ifNotExists
    view.isTemporary = isTemporary
    view.columns = columns
    operations = [.createView(view)]
  }

  /// The query without `WITH [NO] DATA` and `WITH CHECK OPTION`.
  private mutating func viewQuery() -> SQLText {
    let start = reader.index
    var end = reader.index
    var open = 0
    while !reader.isAtEnd, !(reader.at(";") && open == 0) {
      if open == 0, reader.at("with"),
        reader.at("data", 1) || reader.at("no", 1) || reader.at("check", 1)
          || reader.at("local", 1) || reader.at("cascaded", 1)
      {
        break
      }
      if reader.at("(") { open += 1 }
      if reader.at(")") { open -= 1 }
      reader.index += 1
      end = reader.index
    }
    return SQLText(reader.text(from: start, to: end))
  }
}
