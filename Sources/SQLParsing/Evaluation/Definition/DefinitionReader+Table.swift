import Catalog
import SourceText

/// `CREATE TABLE`.
extension DefinitionReader {
  mutating func createTable(orReplace: Bool, isTemporary: Bool) {
    let isVirtual = reader.take("virtual")
    reader.take("table")
    let ifNotExists = ifNotExists()
    if Reserved.contains(reader.key(), dialect) { refuse("the name of a table") }
    guard let name = reader.qualifiedName() else {
      refuse("the name of a table")
      return
    }
    var table = TableDefinition(name: name)
    table.ifNotExists = ifNotExists
    table.orReplace = orReplace && dialect == .mariadb
    table.isTemporary = isTemporary
    if isVirtual {
      virtual(&table)
    } else if reader.take("partition", "of") {
      partition(&table)
    } else if reader.take("like") {
      like(&table)
    } else if reader.at("("), reader.at("like", 1), dialect.isMySQLFamily {
      reader.index += 2
      like(&table)
    } else if reader.take("of") {
      _ = reader.qualifiedName()
      misunderstood = "CREATE TABLE OF"
    } else {
      let hasElements = reader.at("(") && !reader.startsQuery
      if hasElements { elements(&table) }
      options(&table)
      if table.queryColumns == nil {
        if !hasElements, dialect != .mariadb { refuse("a list of columns in parentheses") }
        if let untyped, dialect != .sqlite { refuse(at: untyped, "a type") }
        if hasElements, table.elements.isEmpty, dialect != .postgres {
          refuse("at least one column before this")
        }
      }
    }
    operations = [.createTable(table)]
  }

  /// `CREATE TABLE a LIKE b`: everything.
  private mutating func like(_ table: inout TableDefinition) {
    guard let origin = reader.qualifiedName() else { return refuse("the name of a table") }
    table.elements = [
      .like(LikeClause(table: origin, including: Set(LikeClause.Part.allCases)))
    ]
  }

  /// SQLite's modules: the columns are arguments that look like them.
  private mutating func virtual(_ table: inout TableDefinition) {
    table.kind = .virtual
    let start = reader.index
    defer { table.storage = reader.text(from: start, to: reader.index) }
    reader.take("using")
    let module = reader.identifier()?.lowercased() ?? ""
    guard reader.take("(") else { return }
    while !reader.isAtEnd, !reader.at(")") {
      let start = reader.index
      if reader.at("=", 1) {
        skipToComma()
      } else if let name = reader.identifier() {
        var type = TypeName("")
        if module == "rtree" || module == "rtree_i32" {
          type.spelling = table.elements.isEmpty ? "INT" : module == "rtree" ? "REAL" : "INT"
        }
        table.elements.append(
          .column(ColumnDefinition(name: name, type: type, span: span(from: start)))
        )
        skipToComma()
      } else {
        skipToComma()
      }
      if !reader.take(",") { break }
    }
    reader.take(")")
  }

  private mutating func partition(_ table: inout TableDefinition) {
    table.partitionOf = reader.qualifiedName()
    table.kind = .partition
    if table.partitionOf == nil { refuse("the name of a table") }
    if reader.at("(") { elements(&table) }
    if !reader.at("for"), !reader.at("default") { refuse("FOR VALUES or DEFAULT") }
    let start = reader.index
    while !reader.isAtEnd, !reader.at(";") {
      if reader.at("partition"), reader.at("by", 1) {
        table.bounds = table.bounds ?? reader.text(from: start, to: reader.index)
        table.kind = .partitioned
        partitioning(&table)
        continue
      }
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    }
    table.bounds = table.bounds ?? reader.text(from: start, to: reader.index)
  }

  private mutating func elements(_ table: inout TableDefinition) {
    reader.take("(")
    // Columns are large: an array that grows by doubling would move most of them three times.
    table.elements.reserveCapacity(table.elements.count + 12)
    while !reader.isAtEnd, !reader.at(")") {
      let start = reader.index
      if reader.at("period"), reader.at("for", 1), dialect.isMySQLFamily {
        // MariaDB's periods: https://mariadb.com/kb/en/temporal-tables/.
        skipToComma()
      } else if dialect == .sqlite, isLoneLabel {
        reader.index += 2
      } else if addElement(to: &table) {
        if dialect == .sqlite { countUp(since: start, &table) }
      } else {
        refuse("a column or a constraint")
      }
      // SQLite takes table constraints without commas between them.
      if dialect == .sqlite, reader.index > start,
        reader.atAny(["constraint", "primary", "unique", "foreign", "check"])
      {
        continue
      }
      if !reader.at(","), !reader.at(")") {
        refuse("a comma or a closing parenthesis")
        skipToComma()
      }
      if reader.take(","), reader.isAtEnd || reader.at(")") || reader.at(",") {
        refuse("a column or a constraint")
      }
      if reader.index == start { reader.index += 1 }
    }
    if !reader.take(")") { refuse("a closing parenthesis") }
  }

  /// SQLite's grammar has `CONSTRAINT name` with nothing behind it.
  private var isLoneLabel: Bool {
    reader.at("constraint") && (reader.at(",", 2) || reader.at(")", 2))
  }

  /// SQLite: `PRIMARY KEY (id AUTOINCREMENT)` as a constraint of the table.
  private func countUp(since start: Int, _ table: inout TableDefinition) {
    guard case .constraint(let constraint)? = table.elements.last,
      case .primaryKey(let details) = constraint.kind, details.parts.count == 1,
      reader.words[start..<reader.index].contains(where: {
        $0.kind == .plain && $0.key == "autoincrement"
      })
    else { return }
    for (slot, element) in table.elements.enumerated() {
      guard case .column(var column) = element,
        column.name.lowercased() == details.parts[0].text.lowercased()
      else { continue }
      column.isAutoIncrement = true
      table.elements[slot] = .column(column)
    }
  }

  /// False where nothing of that kind stands here.
  private mutating func addElement(to table: inout TableDefinition) -> Bool {
    let start = reader.index
    if dialect == .postgres, reader.take("like") {
      guard let origin = reader.qualifiedName() else { return false }
      var including: Set<LikeClause.Part> = []
      while reader.at("including") || reader.at("excluding") {
        let isIncluding = reader.at("including")
        let parts: [LikeClause.Part]
        if reader.word(1).key == "all" {
          parts = LikeClause.Part.allCases
        } else {
          parts = LikeClause.Part(rawValue: reader.keyText(1)).map { [$0] } ?? []
        }
        if isIncluding { including.formUnion(parts) } else { including.subtract(parts) }
        reader.index += 2
      }
      table.elements.append(.like(LikeClause(table: origin, including: including)))
    } else if let constraint = constraint() {
      table.elements.append(.constraint(constraint))
    } else if let index = inlineIndex() {
      table.elements.append(.index(index))
    } else {
      reader.index = start
      guard let column = column() else { return false }
      // Where a query follows, names alone stand here.
      if untyped == nil, column.typeName == nil { untyped = reader.index }
      table.elements.append(.column(column))
    }
    return true
  }

  /// MySQL's `KEY name (…)` and its kin, in `CREATE TABLE` and behind `ADD`.
  mutating func inlineIndex() -> IndexDefinition? {
    guard reader.at("key") || reader.at("index") || reader.at("fulltext") || reader.at("spatial"),
      dialect.isMySQLFamily
    else { return nil }
    let start = reader.index
    var kind = Index.Kind.plain
    if reader.take("fulltext") {
      kind = .fulltext
    } else if reader.take("spatial") {
      kind = .spatial
    }
    let isKey = reader.take("index") || reader.take("key")
    guard isKey || kind != .plain else { return nil }
    let ifNotExists = ifNotExists()
    var name: String?
    if !reader.at("("), !reader.at("using") { name = reader.identifier() }
    var details = indexDetails()
    guard !details.parts.isEmpty else {
      reader.index = start
      return nil
    }
    tail(&details)
    return IndexDefinition(
      name: name,
      kind: kind,
      details: details,
      ifNotExists: ifNotExists,
      span: span(from: start)
    )
  }

  /// What stands behind the elements, and in front of the query.
  private mutating func options(_ table: inout TableDefinition) {
    while !reader.isAtEnd, !reader.at(";") {
      let start = reader.index
      if reader.take("inherits") {
        reader.take("(")
        table.inherits = names()
        reader.take(")")
      } else if reader.at("partition"), reader.at("by", 1) {
        if dialect == .postgres { table.kind = .partitioned }
        if dialect.isMySQLFamily {
          while !reader.isAtEnd { reader.index += 1 }
        } else {
          partitioning(&table)
        }
      } else if reader.at("as") || reader.startsQuery && !reader.at("with")
        || ((reader.at("ignore") || reader.at("replace")) && dialect.isMySQLFamily)
      {
        table.queryColumns = []
        while !reader.isAtEnd { reader.index += 1 }
      } else if reader.at("with"), reader.at("(", 1) {
        reader.index += 2
        reader.skipParentheses()
      } else if reader.take("strict") {
        table.options.isStrict = true
        add("STRICT", to: &table)
      } else if reader.take("without", "rowid") {
        table.options.isWithoutRowID = true
        add("WITHOUT ROWID", to: &table)
      } else if !tableOption(&table.options) && !plainTail() {
        refuse("an option of the table or the end of the statement")
        if reader.take("(") { reader.skipParentheses() }
      }
      if reader.index == start { reader.index += 1 }
    }
  }

  private func add(_ option: String, to table: inout TableDefinition) {
    table.storage = table.storage.map { $0 + ", " + option } ?? option
  }

  /// `PARTITION BY strategy (key, …)`.
  private mutating func partitioning(_ table: inout TableDefinition) {
    let start = reader.index
    reader.index += 3
    if reader.take("(") { reader.skipParentheses() }
    table.storage = reader.text(from: start, to: reader.index)
  }

  /// What may stand behind the elements and says nothing about the schema.
  private mutating func plainTail() -> Bool {
    switch dialect {
    case .postgres:
      if reader.take("without", "oids") || reader.take("with", "oids") { return true }
      if reader.take("using") || reader.take("tablespace") { return reader.identifier() != nil }
      if reader.take("on", "commit") {
        return reader.take("drop") || reader.take("preserve", "rows")
          || reader.take("delete", "rows")
      }
      return false
    case .sqlite: return reader.take(",")
    case .mysql, .mariadb:
      if reader.take(",") || reader.take("start", "transaction") { return true }
      if reader.take("with", "system", "versioning") { return true }
      return false
    }
  }

  /// MySQL's options, as in `CREATE TABLE` so in `ALTER TABLE`; false where none stands here.
  mutating func tableOption(_ options: inout TableOptions) -> Bool {
    guard dialect.isMySQLFamily else { return false }
    let start = reader.index
    reader.take("default")
    if reader.take("engine") {
      options.engine = setting()
    } else if reader.take("charset") || reader.take("character", "set") {
      options.characterSet = setting()?.lowercased()
    } else if reader.take("collate") {
      options.collation = setting()?.lowercased()
    } else if reader.take("comment") {
      options.comment = text()
    } else if Self.plainOptions.contains(reader.word().key) {
      reader.index += 1
      if reader.take("directory") {}
      reader.take("=")
      if reader.take("(") { reader.skipParentheses() } else { reader.index += 1 }
    } else if reader.take("storage", "disk") || reader.take("storage", "memory") {
      return true
    } else if reader.word().kind == .plain || reader.word().kind == .quoted, reader.at("=", 1) {
      // Engines have options of their own.
      reader.index += 3
    } else {
      reader.index = start
      return false
    }
    return true
  }

  private static let plainOptions: WordSet = [
    "auto_increment", "row_format", "key_block_size", "avg_row_length", "checksum", "max_rows",
    "min_rows", "pack_keys", "stats_persistent", "stats_auto_recalc", "stats_sample_pages",
    "compression", "encryption", "tablespace", "insert_method", "delay_key_write", "connection",
    "password", "data", "index", "union", "page_checksum", "transactional", "autoextend_size",
  ]
}
