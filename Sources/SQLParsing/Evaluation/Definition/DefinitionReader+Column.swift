import Catalog
import SourceText

/// A column: its name, its type, and what is said about it.
extension DefinitionReader {
  private static let endings: WordSet = [
    "constraint", "not", "null", "default", "primary", "unique", "references", "check",
    "generated", "as", "collate", "auto_increment", "autoincrement", "comment", "on", "key",
    "deferrable", "initially", "first", "after", "using", ",", ")", ";", "storage", "compression",
    "visible", "invisible", "virtual", "stored", "persistent", "serial_default", "column_format",
  ]

  /// SQLite takes all other words for parts of the type, `TEXT AFTER name` too.
  private static let sqliteEndings: WordSet = [
    "constraint", "not", "null", "default", "primary", "unique", "references", "check",
    "generated", "as", "collate", "autoincrement", "on", "deferrable",
  ]

  /// Whether a word ends the type of a column, or stands where one is left out.
  private static func isEnding(_ word: WordKey, _ isSQLite: Bool) -> Bool {
    isSQLite ? sqliteEndings.contains(word) : endings.contains(word)
  }

  mutating func column() -> ColumnDefinition? {
    let start = reader.index
    if Reserved.contains(reader.key(), dialect) {
      refuse("a name, in quotes where it is a word that the database keeps for itself")
    }
    guard let name = reader.identifier() else { return nil }
    reader.take("with", "options")
    let type = columnType()
    if dialect.isMySQLFamily, let type, type.arguments.isEmpty,
      type.name == "varchar" || type.name == "varbinary"
    {
      refuse("a length in parentheses")
    }
    var column = ColumnDefinition(name: name, type: type)
    attributes(&column)
    column.span = span(from: start)
    return column
  }

  /// The definition of a column whose name stands elsewhere (`CHANGE old new …`).
  mutating func columnType() -> TypeName? {
    let kind = reader.kind()
    if kind == .end || kind == .symbol { return nil }
    let isSQLite = dialect == .sqlite
    if kind == .plain, Self.isEnding(reader.key(), isSQLite), !reader.at(".", 1) { return nil }
    return isSQLite ? declaredType() : reader.typeName()
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
      if word.kind == .plain, Self.sqliteEndings.contains(word.key) { break }
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
        // An operator here is a part of an expression that is not understood.
        if reader.word().kind == .symbol, !reader.at("(") {
          if misunderstood == nil { misunderstood = reader.text() }
        } else {
          refuse("something about the column, a comma or a closing parenthesis")
        }
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
    func add(
      _ kind: ConstraintDefinition.Kind,
      isNoInherit: Bool = false,
      _ reader: DefinitionReader
    ) {
      column.constraints.append(
        ConstraintDefinition(
          name: label,
          kind,
          isNoInherit: isNoInherit,
          span: reader.span(from: start)
        )
      )
    }
    if reader.take("not", "null") {
      column.isNullable = false
      conflict()
      if dialect == .postgres {
        let isNoInherit = checkTail()
        if label != nil || isNoInherit {
          add(.notNull(column: column.name), isNoInherit: isNoInherit, self)
        }
      }
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
      guard let clause = reference() else {
        refuse("the name of a table")
        return true
      }
      add(.foreignKey(columns: [], clause), self)
    } else if reader.take("check") {
      if !reader.at("(") { refuse("a condition in parentheses") }
      let text = parenthesized()
      let isNoInherit = checkTail()
      add(.check(text), isNoInherit: isNoInherit, self)
    } else {
      return false
    }
    return true
  }

  /// SQLite's `ON CONFLICT action`.
  mutating func conflict() {
    if dialect == .sqlite, reader.take("on", "conflict") { reader.index += 1 }
  }

  /// What may follow a check: whether children do without it.
  mutating func checkTail() -> Bool {
    var isNoInherit = false
    while true {
      if reader.take("no", "inherit") {
        isNoInherit = true
      } else if !(reader.take("not", "enforced") || reader.take("enforced")
        || reader.take("not", "valid"))
      {
        return isNoInherit
      }
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
    if dialect.isMySQLFamily, reader.take("row", "start") || reader.take("row", "end") { return }
    if !reader.at("(") { refuse("an expression in parentheses") }
    column.generation = parenthesized()
    if reader.take("stored") || reader.take("persistent") {
      column.generationKind = .stored
    } else if reader.take("virtual") {
      column.generationKind = .virtual
    }
  }

  mutating func defaultValue() -> SQLText {
    let start = reader.index
    if reader.at(",") || reader.at(")") || reader.isAtEnd { refuse("a value") }
    if dialect == .postgres {
      if let count = plainDefaultCount {
        reader.index += count
        if count == 1, reader.word(-1).kind == .string, !reader.word(-1).isVerbatim,
          reader.bytes[reader.word(-1).start] | 0x20 == 0x75
        {
          // `U&'…'` is kept as the text it stands for.
          let text = reader.text(-1).split(separator: "'", omittingEmptySubsequences: false)
          return SQLText("'" + text.joined(separator: "''") + "'")
        }
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
    if dialect == .mariadb,
      reader.at("case") || (reader.at(".", 1) && reader.word().kind != .number)
    {
      _ = reader.defaultExpression()
      return SQLText(reader.text(from: start, to: reader.index))
    }
    _ = reader.take("-") || reader.take("+")
    reader.advance()
    // `_latin1 0xFF`: a character set and bytes.
    if reader.word().kind == .number, reader.word(-1).kind == .plain { reader.advance() }
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
      let collation = reader.setName()
      column.type?.collation = collation
    } else if reader.take("character", "set") || reader.take("charset") {
      let characterSet = reader.setName()?.lowercased()
      column.type?.characterSet = characterSet
    } else if reader.take("comment") {
      column.comment = text()
      if column.comment == nil { refuse("a text") }
    } else if reader.take("first"), dialect.isMySQLFamily {
      column.position = .first
    } else if reader.take("after"), dialect.isMySQLFamily {
      if reader.word().kind == .symbol || reader.isAtEnd { refuse("the name of a column") }
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
      return dialect.isMySQLFamily && engineAttribute()
    }
    return true
  }

  /// What MariaDB has besides: compression, system versioning, attributes of engines (`name=value`).
  private mutating func engineAttribute() -> Bool {
    if reader.take("compressed") {
      if reader.take("=") { reader.advance() }
      return true
    }
    if reader.take("with", "system", "versioning") || reader.take("without", "system", "versioning")
      || reader.take("unicode") || reader.take("ascii") || reader.take("binary")
    {
      return true
    }
    guard reader.word().kind == .plain || reader.word().kind == .quoted, reader.at("=", 1) else {
      return false
    }
    reader.index += 3
    return true
  }
}
