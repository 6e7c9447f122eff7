import Catalog

/// `pg_constraint`, `pg_index`, `pg_indexes`.
extension CatalogueView {
  static let pgConstraint = CatalogueView(
    columns: [
      "oid", "conname", "connamespace", "contype", "conrelid", "conindid", "confrelid",
      "confupdtype", "confdeltype", "conkey", "confkey", "condeferrable", "condeferred",
      "convalidated", "conbin", "consrc", "conislocal", "conparentid",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.constrainedTables() {
      for entry in ConstraintEntry.all(of: table, dialect: .postgres) {
        rows.append(reader.constraintRow(entry, table))
      }
    }
    let isNarrow = reader.pins.values["conrelid"] != nil || reader.pins.values["contype"] != nil
    // Domains have constraints here too, and PostgreSQL 18 shows NOT NULL.
    let isOpen =
      !isNarrow && reader.pins.values["conname"] == nil && reader.pins.values["confrelid"] == nil
    return CatalogueRows(rows, isOpen: isOpen && reader.pins.values["contypid"] != nil)
  }

  static let pgIndex = CatalogueView(
    columns: [
      "indexrelid", "indrelid", "indnatts", "indisunique", "indisprimary", "indisvalid",
      "indkey", "indexprs", "indpred",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    func append(_ table: Table, _ name: String, _ columns: [IndexPart], _ index: Index?) {
      rows.append([
        reader.index(name, of: table), reader.relation(table.name), .integer(columns.count),
        .boolean(index?.isUnique ?? true), .boolean(index == nil), .boolean(true),
        reader.numbers(columns.map { $0.isExpression ? "" : $0.text }, table),
        columns.contains(where: \.isExpression) ? .unknown : .null,
        index?.predicate.map { .text($0.text) } ?? .null,
      ])
    }
    for table in reader.indexedTables() {
      if let key = table.primaryKey {
        append(table, reader.keyName(key, table), key.columns.map { IndexPart($0) }, nil)
      }
      for index in table.indexes { append(table, index.name, index.parts, index) }
    }
    return CatalogueRows(rows)
  }

  static let pgIndexes = CatalogueView(
    columns: ["schemaname", "tablename", "indexname", "tablespace", "indexdef"]
  ) { reader in
    CatalogueRows(
      reader.indexes(name: "indexname", table: "tablename", schema: "schemaname").map {
        table,
        name in
        var definition = SQLValue.unknown
        if let index = table.indexes.first(where: { $0.name == name }) {
          definition = .text(index.definition(of: table))
        } else if let key = table.primaryKey {
          let index = Index(
            name: name,
            isUnique: true,
            parts: key.columns.map { IndexPart($0) }
          )
          definition = .text(index.definition(of: table))
        }
        return [
          reader.schema(table.name), .text(table.name.name), .text(name), .null, definition,
        ]
      }
    )
  }
}

extension CatalogueReader {
  fileprivate func constrainedTables() -> [Table] {
    if pins.values["conrelid"] == nil,
      let objects = pins.objects("confrelid", find: evaluator.relation(named:))
    {
      return unique(
        objects.compactMap { world.table($0.name) }.flatMap { table in
          table.referencedBy.compactMap { world.tableByID($0) }
        }
      )
    }
    return tables(name: "", object: "conrelid", constraint: "conname")
  }

  fileprivate func indexedTables() -> [Table] {
    if pins.values["indrelid"] == nil,
      let objects = pins.objects("indexrelid", find: evaluator.relation(named:))
    {
      return unique(objects.compactMap { world.tableOfIndex($0.name) })
    }
    return tables(name: "", object: "indrelid")
  }

  /// `conkey`, `indkey`: the positions of columns, 0 for an expression.
  func numbers(_ names: [String], _ table: Table) -> SQLValue {
    .array(
      names.map { name in
        .integer((table.columns.firstIndex { $0.name == name } ?? -1) + 1)
      }
    )
  }

  fileprivate func constraintRow(_ entry: ConstraintEntry, _ table: Table) -> [SQLValue] {
    let type: String
    switch entry.kind {
    case .primaryKey: type = "p"
    case .unique: type = "u"
    case .foreignKey: type = "f"
    case .check: type = "c"
    case .exclude: type = "x"
    }
    var target = SQLValue.integer(0)
    var targetColumns = SQLValue.null
    if let key = entry.foreignKey {
      target = relation(self.target(key))
      targetColumns = .unknown
      if let parent = key.target.table.flatMap({ world.tableByID($0) }) {
        targetColumns = numbers(key.target.columns, parent)
      }
    }
    let check = optional(entry.check?.expression.text)
    return [
      .object(
        CatalogObject(.constraint, QualifiedName(entry.name, schema: table.name.description))
      ),
      .text(entry.name), namespace(table.name), .text(type), relation(table.name),
      entry.hasIndex ? index(entry.name, of: table) : .integer(0), target,
      entry.foreignKey.map { .text(CatalogueReader.code($0.onUpdate)) } ?? .text(" "),
      entry.foreignKey.map { .text(CatalogueReader.code($0.onDelete)) } ?? .text(" "),
      entry.kind == .check ? .unknown : numbers(entry.columns, table), targetColumns, .unknown,
      .unknown, .boolean(true), check, check, .boolean(true), .integer(0),
    ]
  }

  private static func code(_ action: ReferentialAction) -> String {
    switch action {
    case .noAction: "a"
    case .restrict: "r"
    case .cascade: "c"
    case .setNull: "n"
    case .setDefault: "d"
    }
  }
}
