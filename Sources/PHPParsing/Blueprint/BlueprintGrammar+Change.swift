import Catalog
import SourceText

extension BlueprintGrammar {
  /// `->change()`: from major 11 on the definition replaces all that was; up to 10 Doctrine
  /// keeps what the definition does not mention.
  func change(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    if usesDoctrine { return try changeByDoctrine(fluent) }
    switch dialect {
    case .mysql, .mariadb:
      var definition = try column(fluent)
      if !fluent.isTrue("primary") { definition.constraints = [] }
      if let renamed = fluent["renameTo"]?.text {
        definition.name = renamed
        return [alter([.changeColumn(fluent.name, definition, ifExists: false)], fluent)]
      }
      return [alter([.modifyColumn(definition, ifExists: false)], fluent)]
    case .postgres: return [alter(try postgresActions(fluent), fluent)]
    case .sqlite:
      let definition = try column(fluent)
      return try rebuild(fluent) { (table: inout Table) in
        redeclare(definition, in: &table)
      }
    }
  }

  private func redeclare(_ definition: ColumnDefinition, in table: inout Table) {
    let wanted = definition.name.lowercased()
    guard let slot = table.columns.firstIndex(where: { $0.name.lowercased() == wanted }) else {
      return
    }
    var column = table.columns[slot]
    column.type = ColumnType(sqliteDeclaredType(definition.type))
    column.isNullable = definition.isNullable ?? true
    column.defaultValue = definition.defaultValue
    column.isAutoIncrement = definition.isAutoIncrement
    if definition.isAutoIncrement { table.primaryKey = PrimaryKey(columns: [column.name]) }
    table.columns[slot] = column
  }

  private func postgresActions(_ fluent: FluentObject) throws(PHPThrow) -> [TableAction] {
    let name = fluent.name
    if fluent["type"]?.text == "enum" {
      throw evaluator.exception(
        "Illuminate\\Database\\QueryException",
        "syntax error at or near \"check\""
      )
    }
    var actions: [TableAction] = [
      .setType(
        column: name,
        try type(fluent),
        using: nil,
        collation: fluent["collation"]?.text
      ),
      fluent.isTrue("nullable") ? .dropNotNull(column: name) : .setNotNull(column: name),
    ]
    let isIncrementing = fluent.isTrue("autoIncrement")
    if !isIncrementing || fluent["generatedAs"] != nil {
      actions.append(
        defaultValue(fluent).map { .setDefault(column: name, $0) } ?? .dropDefault(column: name)
      )
    }
    if fluent.has("virtualAs") || fluent.has("storedAs") {
      actions.append(.dropExpression(column: name, ifExists: true))
    }
    if !isIncrementing || fluent["generatedAs"] != nil {
      actions.append(.dropIdentity(column: name, ifExists: true))
    }
    if fluent["generatedAs"] != nil {
      actions.append(
        .addIdentity(column: name, fluent.isTrue("always") ? .always : .byDefault)
      )
    }
    return actions
  }

  // MARK: SQLite

  /// A table made anew with a change in it, as the framework does what SQLite cannot alter: its
  /// checks are lost on the way.
  func rebuild(
    _ fluent: FluentObject,
    _ change: (inout Table) -> Void
  ) throws(PHPThrow) -> [LocatedOperation] {
    guard var table = evaluator.world.table(name) else {
      throw evaluator.exception(
        "Illuminate\\Database\\QueryException",
        "no such table: " + name.name
      )
    }
    change(&table)
    if usesDoctrine { arrangeAsDoctrine(&table) }
    let temporary = QualifiedName("__temp__" + name.name, schema: name.schema)
    var definition = TableDefinition(name: temporary)
    for column in table.columns {
      definition.elements.append(.column(rebuilt(column, in: table)))
    }
    for key in table.foreignKeys {
      let clause = ReferenceClause(
        table: key.target.name,
        columns: key.target.columns,
        onDelete: key.onDelete,
        onUpdate: key.onUpdate
      )
      definition.elements.append(
        .constraint(ConstraintDefinition(.foreignKey(columns: key.columns, clause)))
      )
    }
    if let key = table.primaryKey, !table.columns.contains(where: \.isAutoIncrement) {
      let details = IndexDetails(parts: key.columns.map { IndexPart($0) })
      definition.elements.append(.constraint(ConstraintDefinition(.primaryKey(details))))
    }
    var operations: [SchemaOperation] = [
      .createTable(definition), .drop(DropStatement(.table, [name])),
      .renameTables([Renaming(from: temporary, to: name)]),
    ]
    for index in table.indexes where !index.name.hasPrefix("sqlite_") {
      let definition = IndexDefinition(
        name: index.name,
        isUnique: index.isUnique,
        details: IndexDetails(parts: index.parts, predicate: index.predicate)
      )
      operations.append(.createIndex(CreateIndex(table: name, index: definition)))
    }
    // What was not known of the old table is not known of the new one; its rows are copied.
    if !table.isComplete { operations.append(.markIncomplete(tables: [name])) }
    if table.mayHaveRows { operations.append(.noteRows(name)) }
    return operations.map { LocatedOperation($0, at: fluent.source) }
  }

  /// Doctrine writes the columns of keys first, and an index for each foreign key that has none.
  private func arrangeAsDoctrine(_ table: inout Table) {
    let primary = table.primaryKey?.columns ?? []
    let foreign = table.foreignKeys.flatMap(\.columns)
    func rank(_ column: Column) -> Int {
      if let place = primary.firstIndex(of: column.name) { return place }
      if let place = foreign.firstIndex(of: column.name) { return 1_000 + place }
      return 10_000
    }
    let ranked = table.columns.enumerated().sorted {
      (rank($0.element), $0.offset) < (rank($1.element), $1.offset)
    }
    table.columns = ranked.map(\.element)
    for (number, key) in table.foreignKeys.enumerated() {
      let isServed =
        primary.starts(with: key.columns)
        || table.indexes.contains { $0.parts.map(\.text).starts(with: key.columns) }
      guard !isServed else { continue }
      table.indexes.append(
        Index(
          name: "IDX_" + table.name.name.uppercased() + String(number),
          isUnique: false,
          parts: key.columns.map { IndexPart($0) }
        )
      )
    }
  }

  private func rebuilt(_ column: Column, in table: Table) -> ColumnDefinition {
    var type = TypeName(column.type.text)
    type.spelling = usesDoctrine ? doctrineSQLiteType(column.type.text) : column.type.text
    var definition = ColumnDefinition(name: column.name, type: type)
    definition.isNullable = column.isNullable
    definition.defaultValue =
      usesDoctrine
      ? doctrineSQLiteDefault(column.defaultValue, type.spelling) : column.defaultValue
    if column.isAutoIncrement {
      definition.isAutoIncrement = true
      definition.constraints = [ConstraintDefinition(.primaryKey(IndexDetails(parts: [])))]
    }
    definition.generation = column.generation?.expression
    definition.generationKind = column.generation?.kind
    return definition
  }

  /// Doctrine writes the defaults of integers and booleans without quotes.
  private func doctrineSQLiteDefault(_ value: SQLText?, _ type: String) -> SQLText? {
    guard let text = value?.text, text.hasPrefix("'"), text.hasSuffix("'"), text.utf8.count > 2,
      type.contains("INT") || type == "BOOLEAN"
    else { return value }
    let inner = text.dropFirst().dropLast()
    let digits = inner.hasPrefix("-") ? inner.dropFirst() : inner
    return digits.allSatisfy { $0.isASCII && $0.isNumber } ? SQLText(String(inner)) : value
  }

  /// Doctrine reads each type into one of its own and writes it in its own spelling.
  private func doctrineSQLiteType(_ declared: String) -> String {
    let lower = declared.lowercased()
    let base = String(lower.prefix { $0 != "(" })
    switch base {
    case "varchar": return lower.contains("(") ? declared.uppercased() : "VARCHAR(255)"
    case "char": return lower.contains("(") ? declared.uppercased() : "CHAR(255)"
    case "tinyint" where lower == "tinyint(1)", "boolean": return "BOOLEAN"
    case "tinyint": return "BOOLEAN"
    case "text", "clob", "longtext", "mediumtext", "json": return "CLOB"
    case "float", "double", "double precision", "real": return "DOUBLE PRECISION"
    case "numeric", "decimal": return lower.contains("(") ? declared.uppercased() : "NUMERIC(10, 0)"
    case "timestamp": return "DATETIME"
    default: return declared.uppercased()
    }
  }
}
