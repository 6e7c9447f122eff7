import Catalog
import SourceText

extension Draft {
  /// Adds a constraint to a table; `column` is set where it was written at a column.
  func addConstraint(
    _ definition: ConstraintDefinition,
    to table: inout Table,
    column: String? = nil
  ) throws(Refusal) {
    switch definition.kind {
    case .primaryKey(let details):
      try addPrimaryKey(parts(details, column), name: definition.name, to: &table)
    case .unique(let details):
      try addUnique(definition, details: parts(details, column), to: &table)
    case .foreignKey(let columns, let clause):
      try addForeignKey(
        definition,
        columns: columns.isEmpty ? [column].compactMap { $0 } : columns,
        clause,
        to: &table
      )
    case .check(let expression):
      try addCheck(expression, definition, column: column, to: &table)
    case .exclude(let details):
      try addExclusion(definition, details: parts(details, column), to: &table)
    case .usingIndex(let index, let isPrimaryKey):
      try useIndex(index, name: definition.name, isPrimaryKey: isPrimaryKey, in: &table)
    case .notNull(let name):
      try addNotNull(definition, on: name.isEmpty ? (column ?? "") : name, to: &table)
    }
  }

  private func parts(_ details: IndexDetails, _ column: String?) -> IndexDetails {
    guard details.parts.isEmpty, let column else { return details }
    var details = details
    details.parts = [IndexPart(column)]
    return details
  }

  /// PostgreSQL: any other constraint of that name stands in the way, whatever its kind.
  ///
  /// Names that are cut after 63 bytes meet this way.
  func requireFreeConstraint(_ name: String, in table: Table) throws(Refusal) {
    let names = constraintNames(of: table) + table.notNulls.map(\.name)
    if names.contains(name) {
      throw duplicateConstraint(name, of: table)
    }
  }

  func duplicateConstraint(_ name: String, of table: Table) -> Refusal {
    let message =
      switch dialect {
      case .postgres:
        "constraint \"\(name)\" for relation \"\(table.name.name)\" already exists"
      case .sqlite: "duplicate constraint: \(name)"
      case .mysql: "Duplicate foreign key constraint name '\(name)'"
      case .mariadb: "Duplicate key name '\(name)'"
      }
    return Refusal(.duplicateObject, message, object: name)
  }

  // MARK: Primary key

  func addPrimaryKey(
    _ details: IndexDetails,
    name: String?,
    to table: inout Table
  ) throws(Refusal) {
    guard table.primaryKey == nil else {
      let message =
        switch dialect {
        case .postgres: "multiple primary keys for table \"\(table.name.name)\" are not allowed"
        case .sqlite: "table \"\(table.name.name)\" has more than one primary key"
        case .mysql, .mariadb: "Multiple primary key defined"
        }
      throw Refusal(.invalidDefinition, message, object: table.name.name)
    }
    let columns = try spelled(details.parts.map(\.text), in: table)
    var key = PrimaryKey(name: nil, columns: columns)
    if dialect.isMySQLFamily, details.parts.contains(where: { $0.prefixLength != nil }) {
      key = PrimaryKey(name: nil, parts: try checkedParts(details.parts, in: table))
    }
    if dialect == .postgres {
      if let name {
        guard !isRelationNameTaken(name, schema: table.name.schema ?? "", in: table) else {
          throw Refusal(
            .duplicateTable,
            "relation \"\(name)\" already exists",
            object: name
          )
        }
        key.name = name
      } else {
        key.name = freeRelationName(
          table.name.name,
          nil,
          "pkey",
          schema: table.name.schema ?? "",
          isConstraint: true,
          in: table
        )
      }
    } else if dialect == .sqlite {
      key.name = name
    }
    if dialect != .sqlite {
      for column in columns {
        guard let slot = columnSlot(column, in: table), table.columns[slot].isNullable else {
          continue
        }
        table.columns[slot].isNullable = false
        // A default of NULL goes with the right to be NULL.
      }
    }
    table.primaryKey = key
    if dialect.isMySQLFamily { dropServedIndexes(in: &table) }
  }

  // MARK: Unique

  private func addUnique(
    _ definition: ConstraintDefinition,
    details: IndexDetails,
    to table: inout Table
  ) throws(Refusal) {
    let parts = try checkedParts(details.parts, in: table)
    let schema = table.name.schema ?? ""
    var name = definition.name ?? definition.indexName
    switch dialect {
    case .postgres:
      if let name {
        guard !isRelationNameTaken(name, schema: schema, in: table) else {
          throw Refusal(.duplicateTable, "relation \"\(name)\" already exists", object: name)
        }
      } else {
        name = freeRelationName(
          table.name.name,
          postgresNameAddition(postgresIndexColumnNames(details)),
          "key",
          schema: schema,
          isConstraint: true,
          in: table
        )
      }
    case .sqlite:
      if isCoveredUnique(parts, in: table) { return }
      name = sqliteAutomaticName(in: table)
    case .mysql, .mariadb:
      name = definition.indexName ?? definition.name ?? mySQLIndexName(parts, in: table)
      try requireFreeIndexName(name ?? "", in: table)
    }
    table.indexes.append(
      Index(
        name: name ?? "",
        isUnique: true,
        isConstraint: !dialect.isMySQLFamily,
        parts: parts,
        included: details.included,
        method: details.method,
        nullsNotDistinct: details.nullsNotDistinct,
        source: place(definition.span)
      )
    )
    if dialect.isMySQLFamily { dropServedIndexes(in: &table) }
  }

  /// SQLite makes no second index for the same columns.
  private func isCoveredUnique(_ parts: [IndexPart], in table: Table) -> Bool {
    let columns = parts.map { $0.text.lowercased() }
    if let key = table.primaryKey, key.columns.map({ $0.lowercased() }) == columns,
      !isRowIDKey(key, of: table)
    {
      return true
    }
    return table.indexes.contains {
      $0.isConstraint && $0.parts.map { $0.text.lowercased() } == columns
    }
  }

  func isRowIDKey(_ key: PrimaryKey, of table: Table) -> Bool {
    guard key.columns.count == 1, let column = table.column(key.columns[0]) else { return false }
    return sqliteIsRowIDType(column.type.text)
  }

  private func sqliteAutomaticName(in table: Table) -> String {
    var number = 1
    if let key = table.primaryKey, !isRowIDKey(key, of: table) { number += 1 }
    number += table.indexes.filter(\.isConstraint).count
    return "sqlite_autoindex_" + table.name.name + "_" + String(number)
  }

  private func addExclusion(
    _ definition: ConstraintDefinition,
    details: IndexDetails,
    to table: inout Table
  ) throws(Refusal) {
    let parts = try checkedParts(details.parts, in: table)
    let name =
      definition.name
      ?? freeRelationName(
        table.name.name,
        postgresNameAddition(postgresIndexColumnNames(details)),
        "excl",
        schema: table.name.schema ?? "",
        isConstraint: true,
        in: table
      )
    guard !isRelationNameTaken(name, schema: table.name.schema ?? "", in: table) else {
      throw Refusal(.duplicateTable, "relation \"\(name)\" already exists", object: name)
    }
    table.indexes.append(
      Index(
        name: name,
        isUnique: false,
        isConstraint: true,
        parts: parts,
        included: details.included,
        predicate: details.predicate,
        method: details.method ?? "gist",
        source: place(definition.span)
      )
    )
  }

  private func useIndex(
    _ index: String,
    name: String?,
    isPrimaryKey: Bool,
    in table: inout Table
  ) throws(Refusal) {
    guard let slot = table.indexes.firstIndex(where: { $0.name == index }) else {
      throw Refusal(.undefinedObject, "index \"\(index)\" does not exist", object: index)
    }
    if !isPrimaryKey {
      table.indexes[slot].isConstraint = true
      if let name { table.indexes[slot].name = name }
      return
    }
    guard table.primaryKey == nil else {
      throw Refusal(
        .invalidDefinition,
        "multiple primary keys for table \"\(table.name.name)\" are not allowed",
        object: table.name.name
      )
    }
    let columns = table.indexes[slot].parts.map(\.text)
    table.indexes.remove(at: slot)
    table.primaryKey = PrimaryKey(name: name ?? index, columns: columns)
    for column in columns {
      if let slot = columnSlot(column, in: table) { table.columns[slot].isNullable = false }
    }
  }

  // MARK: Check

  func addCheck(
    _ expression: SQLText,
    _ definition: ConstraintDefinition,
    column: String?,
    to table: inout Table
  ) throws(Refusal) {
    var name = definition.name
    if definition.isNoInherit { try refuseNoInherit(in: table) }
    switch dialect {
    case .postgres:
      if let name {
        if becomesOwn(name, expression, definition, in: &table) { return }
        try requireFreeConstraint(name, in: table)
      } else {
        let used = columns(of: expression, in: table)
        name = freeConstraintName(used.count == 1 ? used[0] : nil, "check", in: table)
      }
    case .mysql:
      name = name ?? mySQLCheckName(in: table)
    case .mariadb:
      // One at a column belongs to it and bears its name.
      name = name ?? column ?? mySQLCheckName(in: table)
    case .sqlite: break
    }
    table.checks.append(
      CheckConstraint(
        name: name,
        expression: expression,
        isNoInherit: definition.isNoInherit,
        source: place(definition.span)
      )
    )
  }

  // MARK: Dropping by name

  /// Drops the constraint of that name; false where there is none.
  func dropConstraint(
    _ name: String,
    from table: inout Table,
    cascade: Bool
  ) throws(Refusal) -> Bool {
    if let slot = table.foreignKeys.firstIndex(where: { samePart($0.name, name) }) {
      table.foreignKeys.remove(at: slot)
      return true
    }
    if let slot = table.checks.firstIndex(where: { samePart($0.name, name) }) {
      table.checks.remove(at: slot)
      return true
    }
    if let slot = table.indexes.firstIndex(where: {
      samePart($0.name, name) && ($0.isConstraint || (dialect.isMySQLFamily && $0.isUnique))
    }) {
      let columns = table.indexes[slot].plainColumns ?? []
      try releaseReferences(to: columns, of: &table, cascade: cascade, constraint: name)
      table.indexes.remove(at: slot)
      return true
    }
    if let constraint = notNull(name, of: table),
      let slot = columnSlot(constraint.column, in: table)
    {
      if table.primaryKey?.columns.contains(constraint.column) == true {
        throw Refusal(
          .invalidDefinition,
          "column \"\(constraint.column)\" is in a primary key",
          object: name
        )
      }
      table.columns[slot].isNullable = true
      table.notNulls.removeAll { $0.name == name }
      return true
    }
    if let key = table.primaryKey,
      samePart(key.name, name) || (dialect.isMySQLFamily && name.lowercased() == "primary")
    {
      try releaseReferences(to: key.columns, of: &table, cascade: cascade, constraint: name)
      table.primaryKey = nil
      return true
    }
    return false
  }

  /// PostgreSQL 18: a NOT NULL constraint by its name, which is `table_column_not_null` where none
  /// was given: https://www.postgresql.org/docs/18/ddl-constraints.html.
  func notNull(_ name: String, of table: Table) -> NotNullConstraint? {
    guard dialect == .postgres else { return nil }
    if let named = table.notNulls.first(where: { $0.name == name }) { return named }
    guard name.hasSuffix("_not_null") else { return nil }
    let column = table.columns.first { column in
      !column.isNullable && name.hasSuffix("_" + column.name + "_not_null")
        && !table.notNulls.contains { $0.column == column.name }
    }
    return column.map { NotNullConstraint(name: name, column: $0.name) }
  }

  func samePart(_ left: String?, _ right: String) -> Bool {
    guard let left else { return false }
    return left == right || (dialect != .postgres && isSameWithoutCase(left, right))
  }

  /// PostgreSQL lets a key go only with the foreign keys that rest on it.
  func releaseReferences(
    to columns: [String],
    of table: inout Table,
    cascade: Bool,
    constraint: String
  ) throws(Refusal) {
    guard dialect == .postgres else { return }
    let stillServed = keysOf(table).filter { Set($0) == Set(columns) }.count > 1
    if stillServed { return }
    for id in mentioners(of: .object(table.id)) {
      let isSelf = id == table.id
      guard var child = isSelf ? table : peekTable(id) else { continue }
      read(.facet(id, .foreignKeys))
      let resting = child.foreignKeys.filter {
        $0.target.table == table.id && Set($0.target.columns) == Set(columns)
      }
      guard !resting.isEmpty else { continue }
      guard cascade else {
        throw Refusal(
          .dependentObjects,
          "cannot drop constraint \(constraint) on table \(table.name.name) because other"
            + " objects depend on it",
          object: constraint
        )
      }
      child.foreignKeys.removeAll { resting.contains($0) }
      if isSelf { table = child } else { write(child) }
    }
  }

  /// The column lists that foreign keys can point at.
  func keysOf(_ table: Table) -> [[String]] {
    var keys: [[String]] = []
    if let key = table.primaryKey { keys.append(key.columns) }
    for index in table.indexes where index.isUnique && index.predicate == nil {
      if let columns = index.plainColumns { keys.append(columns) }
    }
    return keys
  }
}
