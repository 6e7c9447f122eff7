import Catalog
import SourceText

/// A column: its name, its type, and what is said about it.
extension DefinitionReader {
  private static let endings: Set<WordKey> = [
    "constraint", "not", "null", "default", "primary", "unique", "references", "check",
    "generated", "as", "collate", "auto_increment", "autoincrement", "comment", "on", "key",
    "deferrable", "initially", "first", "after", "using", ",", ")", ";", "storage", "compression",
    "visible", "invisible", "virtual", "stored", "persistent", "serial_default", "column_format",
  ]

  mutating func column() -> ColumnDefinition? {
    let start = reader.index
    guard let name = reader.identifier() else { return nil }
    var column = ColumnDefinition(name: name)
    column.type = columnType()
    attributes(&column)
    column.span = span(from: start)
    return column
  }

  /// The definition of a column whose name stands elsewhere (`CHANGE old new …`).
  mutating func columnType() -> TypeName? {
    let word = reader.word()
    if word.kind == .end || word.kind == .symbol { return nil }
    if word.kind == .plain, Self.endings.contains(word.key), !reader.at(".", 1) { return nil }
    return dialect == .sqlite ? declaredType() : reader.typeName()
  }

  /// SQLite's: any words, then perhaps numbers in parentheses; kept as written.
  private mutating func declaredType() -> TypeName {
    let start = reader.index
    var words: [String] = []
    var type = TypeName("")
    while reader.word().kind == .plain || reader.word().kind == .quoted
      || reader.word().kind == .string
    {
      let word = reader.word()
      if word.kind == .plain, Self.endings.contains(word.key) { break }
      words.append(reader.text(of: word).lowercased())
      reader.index += 1
    }
    type.name = words.joined(separator: " ")
    if reader.take("(") {
      while !reader.isAtEnd, !reader.at(")") {
        if reader.word().kind != .symbol { type.arguments.append(reader.text()) }
        reader.index += 1
      }
      reader.take(")")
    }
    type.spelling =
      words.count == 1 && type.arguments.isEmpty && reader.words[start].kind != .plain
      ? reader.text(of: reader.words[start]) : reader.text(from: start, to: reader.index)
    return type
  }

  /// Everything behind the type, in any order.
  mutating func attributes(_ column: inout ColumnDefinition) {
    var label: String?
    while !reader.isAtEnd, !reader.at(","), !reader.at(")"), !reader.at(";") {
      let start = reader.index
      if reader.take("constraint") {
        label = reader.identifier()
        continue
      }
      if !constraintAttribute(&column, label) && !valueAttribute(&column)
        && !otherAttribute(&column)
      {
        if misunderstood == nil { misunderstood = reader.text() }
        if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
      }
      label = nil
      if reader.index == start { reader.index += 1 }
    }
  }

  private mutating func constraintAttribute(
    _ column: inout ColumnDefinition,
    _ label: String?
  ) -> Bool {
    let start = reader.index
    func add(_ kind: ConstraintDefinition.Kind, _ reader: DefinitionReader) {
      column.constraints.append(
        ConstraintDefinition(name: label, kind, span: reader.span(from: start))
      )
    }
    if reader.take("not", "null") {
      column.isNullable = false
      conflict()
    } else if reader.take("null") {
      column.isNullable = true
    } else if reader.take("primary", "key") || (dialect.isMySQLFamily && reader.take("key")) {
      _ = reader.take("asc") || reader.take("desc")
      conflict()
      if reader.take("autoincrement") { column.isAutoIncrement = true }
      var details = IndexDetails(parts: [])
      if dialect == .postgres { tail(&details) }
      add(.primaryKey(details), self)
    } else if reader.take("unique") {
      if dialect.isMySQLFamily { reader.take("key") }
      conflict()
      var details = IndexDetails(parts: [])
      if dialect == .postgres { tail(&details) }
      add(.unique(details), self)
    } else if reader.take("references") {
      guard let clause = reference() else { return true }
      add(.foreignKey(columns: [], clause), self)
    } else if reader.take("check") {
      let text = parenthesized()
      checkTail()
      add(.check(text), self)
    } else {
      return false
    }
    return true
  }

  /// SQLite's `ON CONFLICT action`.
  mutating func conflict() {
    if dialect == .sqlite, reader.take("on", "conflict") { reader.index += 1 }
  }

  /// What may follow a check.
  mutating func checkTail() {
    while true {
      if reader.take("not", "enforced") || reader.take("no", "inherit") || reader.take("enforced")
        || reader.take("not", "valid")
      {
        continue
      }
      return
    }
  }

  private mutating func valueAttribute(_ column: inout ColumnDefinition) -> Bool {
    if reader.take("default") {
      column.defaultValue = defaultValue()
    } else if reader.take("generated") {
      _ = reader.take("always")
      let isByDefault = reader.take("by", "default")
      if isByDefault { reader.take("on", "null") }
      reader.take("as")
      if reader.take("identity") {
        column.identity = isByDefault ? .byDefault : .always
        if reader.take("(") { reader.skipParentheses() }
      } else {
        generation(&column)
      }
    } else if reader.take("as") {
      generation(&column)
    } else if reader.take("auto_increment") || reader.take("autoincrement") {
      column.isAutoIncrement = true
    } else if reader.take("on", "update"), dialect.isMySQLFamily {
      column.updatesTimestamp = true
      reader.index += 1
      if reader.take("(") { reader.skipParentheses() }
    } else if reader.take("serial", "default", "value") {
      column.isNullable = false
      column.isAutoIncrement = true
      column.constraints.append(ConstraintDefinition(.unique(IndexDetails(parts: []))))
    } else {
      return false
    }
    return true
  }

  private mutating func generation(_ column: inout ColumnDefinition) {
    column.generation = parenthesized()
    if reader.take("stored") || reader.take("persistent") {
      column.generationKind = .stored
    } else if reader.take("virtual") {
      column.generationKind = .virtual
    }
  }

  mutating func defaultValue() -> SQLText {
    let start = reader.index
    if dialect == .postgres {
      if let count = plainDefaultCount {
        reader.index += count
      } else {
        _ = reader.defaultExpression()
      }
      if reader.index == start { reader.advance() }
      return SQLText(reader.text(from: start, to: reader.index))
    }
    if reader.at("(") {
      reader.index += 1
      reader.skipParentheses()
      return SQLText(reader.text(from: start, to: reader.index))
    }
    _ = reader.take("-") || reader.take("+")
    reader.advance()
    // `_utf8mb4 'x'`, `TIMESTAMP '…'`, `now()`, `'a' 'b'`.
    while reader.word().kind == .string, reader.word(-1).kind != .number { reader.advance() }
    if reader.at("("), reader.word(-1).kind == .plain {
      reader.index += 1
      reader.skipParentheses()
    }
    return SQLText(reader.text(from: start, to: reader.index))
  }

  /// The number of words where the default is one literal or a call without arguments and ends
  /// there, as most do; its tree is not wanted, only where it ends.
  private var plainDefaultCount: Int? {
    let count: Int
    switch reader.word().kind {
    case .string, .number: count = 1
    case .plain:
      switch reader.word().key {
      case "true", "false", "null", "current_timestamp", "current_date": count = 1
      case "now", "gen_random_uuid", "uuid_generate_v4":
        guard reader.at("(", 1), reader.at(")", 2) else { return nil }
        count = 3
      default: return nil
      }
    default: return nil
    }
    switch reader.word(count).key {
    case ",", ")", ";", "not", "null", "primary", "unique", "references", "check", "constraint":
      return count
    default: return reader.word(count).kind == .end ? count : nil
    }
  }

  private mutating func otherAttribute(_ column: inout ColumnDefinition) -> Bool {
    if reader.take("collate") {
      column.type?.collation = reader.qualifiedName()?.name
    } else if reader.take("character", "set") || reader.take("charset") {
      column.type?.characterSet = reader.identifier()?.lowercased()
    } else if reader.take("comment") {
      column.comment = text()
    } else if reader.take("first"), dialect.isMySQLFamily {
      column.position = .first
    } else if reader.take("after"), dialect.isMySQLFamily {
      column.position = .after(reader.identifier() ?? "")
    } else if reader.take("storage") || reader.take("compression") || reader.take("srid")
      || reader.take("column_format") || reader.take("engine_attribute")
    {
      reader.advance()
    } else if reader.take("visible") || reader.take("invisible") || reader.take("deferrable")
      || reader.take("not", "deferrable") || reader.take("enforced")
      || reader.take("not", "enforced") || reader.take("unsigned") || reader.take("zerofill")
      || reader.take("virtual") || reader.take("stored")
    {
      if reader.word(-1).key == "unsigned" { column.type?.isUnsigned = true }
      if reader.word(-1).key == "zerofill" { column.type?.isZerofill = true }
      if reader.word(-1).key == "virtual" { column.generationKind = .virtual }
      if reader.word(-1).key == "stored" { column.generationKind = .stored }
    } else if reader.take("initially") {
      reader.advance()
    } else if reader.take("options"), reader.take("(") {
      reader.skipParentheses()
    } else {
      return false
    }
    return true
  }
}
