import Catalog
import SourceText

extension Draft {
  func addColumn(
    _ definition: ColumnDefinition,
    ifNotExists: Bool,
    to table: inout Table,
    at place: SourceReference
  ) throws(Refusal) -> Bool {
    if columnSlot(definition.name, in: table) != nil {
      if ifNotExists { return false }
      throw duplicateColumn(definition.name, in: table)
    }
    var column = try makeColumn(definition, in: table)
    column.history = [ColumnChange(.added, at: place)]
    try insert(column, at: definition.position, into: &table)
    if dialect.isMySQLFamily, isSerial(definition), !isKeyAlone(definition) {
      try addConstraint(
        ConstraintDefinition(.unique(IndexDetails(parts: [IndexPart(definition.name)]))),
        to: &table
      )
    }
    if dialect == .postgres {
      if ownsSequence(definition) { createOwnedSequence(for: column.name, of: table) }
      for constraint in definition.constraints where !isForeignKey(constraint) {
        try addConstraint(constraint, to: &table, column: definition.name)
      }
      for constraint in definition.constraints where isForeignKey(constraint) {
        try addConstraint(constraint, to: &table, column: definition.name)
      }
      return true
    }
    for constraint in constraints(at: definition)
    where !(isUnique(constraint) && isKeyAlone(definition)) {
      try refuseInSQLite(constraint, table)
      try addConstraint(constraint, to: &table, column: definition.name)
    }
    return true
  }

  private func isForeignKey(_ constraint: ConstraintDefinition) -> Bool {
    if case .foreignKey = constraint.kind { true } else { false }
  }

  /// What SQLite refuses to add: https://www.sqlite.org/lang_altertable.html#altertabaddcol.
  private func refuseInSQLite(_ constraint: ConstraintDefinition, _ table: Table) throws(Refusal) {
    guard dialect == .sqlite else { return }
    switch constraint.kind {
    case .primaryKey:
      throw Refusal(
        .invalidDefinition,
        "Cannot add a PRIMARY KEY column",
        object: table.name.name
      )
    case .unique:
      throw Refusal(.invalidDefinition, "Cannot add a UNIQUE column", object: table.name.name)
    default: break
    }
  }

  // MARK: Renaming

  func renameColumn(
    _ name: String,
    to new: String,
    in table: inout Table,
    at place: SourceReference
  ) throws(Refusal) {
    let slot = try requireColumn(name, in: table)
    let old = table.columns[slot].name
    if let other = columnSlot(new, in: table), other != slot || dialect == .postgres {
      throw duplicateColumn(new, in: table)
    }
    if old == new { return }
    table.columns[slot].name = new
    table.columns[slot].history.append(ColumnChange(.renamed, at: place, before: old))
    replaceColumn(old, with: new, in: &table)
    renameTargets(of: &table, old, to: new)
    renameOwnedSequences(of: table, old, to: new)
    if dialect == .sqlite { rewriteViews(of: table, column: old, to: new) }
  }

  /// Puts the new name wherever the table itself speaks of the column.
  private func replaceColumn(_ old: String, with new: String, in table: inout Table) {
    func replaced(_ names: [String]) -> [String]? {
      guard names.contains(where: { sameColumn($0, old) }) else { return nil }
      return names.map { sameColumn($0, old) ? new : $0 }
    }
    if let key = table.primaryKey, let columns = replaced(key.columns) {
      table.primaryKey?.columns = columns
    }
    for slot in table.notNulls.indices where table.notNulls[slot].column == old {
      table.notNulls[slot].column = new
    }
    if table.kind == .partitioned, let storage = table.storage {
      table.storage = renaming(old, to: new, in: SQLText(storage)).text
    }
    let indexes = table.indexes
    for slot in indexes.indices {
      for part in indexes[slot].parts.indices {
        let text = indexes[slot].parts[part].text
        if indexes[slot].parts[part].isExpression {
          table.indexes[slot].parts[part].text = renaming(old, to: new, in: SQLText(text)).text
        } else if sameColumn(text, old) {
          table.indexes[slot].parts[part].text = new
        }
      }
      if let included = replaced(indexes[slot].included) {
        table.indexes[slot].included = included
      }
      if let predicate = indexes[slot].predicate {
        table.indexes[slot].predicate = renaming(old, to: new, in: predicate)
      }
    }
    let keys = table.foreignKeys
    for slot in keys.indices {
      if let columns = replaced(keys[slot].columns) { table.foreignKeys[slot].columns = columns }
    }
    for slot in table.checks.indices {
      table.checks[slot].expression = renaming(old, to: new, in: table.checks[slot].expression)
    }
    for slot in table.columns.indices {
      if let generation = table.columns[slot].generation {
        table.columns[slot].generation?.expression =
          renaming(old, to: new, in: generation.expression)
      }
    }
  }

  /// Foreign keys that point at the column, the table's own and those of others.
  private func renameTargets(of table: inout Table, _ old: String, to new: String) {
    let isSQLite = dialect == .sqlite
    func renamed(_ target: ForeignTarget) -> ForeignTarget {
      var target = target
      target.columns = target.columns.map { sameColumn($0, old) ? new : $0 }
      return target
    }
    for slot in table.foreignKeys.indices where points(table.foreignKeys[slot], at: table) {
      table.foreignKeys[slot].target = renamed(table.foreignKeys[slot].target)
    }
    guard isSQLite || isIndexed(old, in: table) || isIndexed(new, in: table) else { return }
    let mention: Mention = isSQLite ? .name(foldedReference(table.name)) : .object(table.id)
    for id in mentioners(of: mention) where id != table.id {
      guard var child = peekTable(id) else { continue }
      read(.facet(id, .foreignKeys))
      var isChanged = false
      for slot in child.foreignKeys.indices where points(child.foreignKeys[slot], at: table) {
        let target = renamed(child.foreignKeys[slot].target)
        if target != child.foreignKeys[slot].target {
          child.foreignKeys[slot].target = target
          isChanged = true
        }
      }
      if isChanged { write(child) }
    }
  }

  /// Only columns of a key or an index can be pointed at.
  func isIndexed(_ column: String, in table: Table) -> Bool {
    if table.primaryKey?.columns.contains(where: { sameColumn($0, column) }) == true { return true }
    let indexes = table.indexes
    return indexes.indices.contains { slot in
      indexes[slot].parts.contains { !$0.isExpression && sameColumn($0.text, column) }
    }
  }

  func points(_ key: ForeignKey, at table: Table) -> Bool {
    if let id = key.target.table { return id == table.id }
    return dialect == .sqlite && folded(key.target.name.name) == folded(table.name.name)
  }

  private func renameOwnedSequences(of table: Table, _ old: String, to new: String) {
    for sequence in ownedSequences(of: table, column: old) {
      var renamed = sequence
      renamed.ownerColumn = new
      write(.sequence(renamed))
    }
  }

  func ownedSequences(of table: Table, column: String?) -> [Sequence] {
    guard dialect == .postgres, table.columns.contains(where: \.isAutoIncrement) || column == nil
    else { return [] }
    var found: [Sequence] = []
    for id in mentioners(of: .object(table.id)) {
      guard case .sequence(let sequence)? = other(id), sequence.owner == table.id,
        column == nil || sequence.ownerColumn == column
      else { continue }
      found.append(sequence)
    }
    return found
  }

  // MARK: Redeclaring and retyping

  /// `MODIFY` and `CHANGE`: the definition replaces everything but the keys.
  func redeclare(
    _ name: String,
    as definition: ColumnDefinition,
    in table: inout Table,
    at place: SourceReference
  ) throws(Refusal) {
    let slot = try requireColumn(name, in: table)
    let old = table.columns[slot]
    if !sameColumn(old.name, definition.name), columnSlot(definition.name, in: table) != nil {
      throw duplicateColumn(definition.name, in: table)
    }
    var column = try makeColumn(definition, in: table)
    column.history = old.history
    if old.name != definition.name {
      column.history.append(ColumnChange(.renamed, at: place, before: old.name))
    }
    if old.type != column.type {
      column.history.append(ColumnChange(.retyped, at: place, before: old.type.text))
    } else if old.name == definition.name {
      column.history.append(ColumnChange(.redeclared, at: place))
    }
    if table.primaryKey?.columns.contains(where: { sameColumn($0, old.name) }) == true {
      column.isNullable = false
    }
    table.columns[slot] = column
    if old.name != column.name {
      replaceColumn(old.name, with: column.name, in: &table)
      renameTargets(of: &table, old.name, to: column.name)
    }
    if definition.position != .last {
      table.columns.remove(at: slot)
      try insert(column, at: definition.position, into: &table)
    }
    // A check at the column is a part of its definition, and named after it.
    if dialect == .mariadb { table.checks.removeAll { samePart($0.name, old.name) } }
    for constraint in constraints(at: definition) {
      try addConstraint(constraint, to: &table, column: column.name)
    }
  }

  /// The constraints written at a column, and the check that MariaDB's JSON brings along.
  ///
  /// https://mariadb.com/kb/en/json/
  func constraints(at definition: ColumnDefinition) -> [ConstraintDefinition] {
    guard dialect == .mariadb, let type = definition.typeName, isSameWithoutCase(type, "json"),
      !definition.constraints.contains(where: isCheck)
    else { return definition.constraints }
    let expression = SQLText("json_valid(`" + definition.name + "`)")
    return definition.constraints + [ConstraintDefinition(.check(expression))]
  }

  private func isCheck(_ constraint: ConstraintDefinition) -> Bool {
    if case .check = constraint.kind { true } else { false }
  }

  func retype(
    _ name: String,
    _ type: TypeName,
    collation: String?,
    in table: inout Table,
    at place: SourceReference
  ) throws(Refusal) {
    let slot = try requireColumn(name, in: table)
    let old = table.columns[slot]
    var column = old
    try setType(type, of: &column, in: table)
    column.isAutoIncrement = old.isAutoIncrement
    column.isNullable = old.isNullable
    // The default stays the constant it was, whatever casts stand between.
    column.defaultValue = old.defaultValue
    if let collation { column.collation = collation }
    column.history.append(ColumnChange(.retyped, at: place, before: old.type.text))
    table.columns[slot] = column
    reprintExpressions(of: &table, using: column.name)
  }

  /// Index expressions are read again with the new type: casts it makes needless go.
  private func reprintExpressions(of table: inout Table, using column: String) {
    guard dialect == .postgres else { return }
    for slot in table.indexes.indices {
      for part in table.indexes[slot].parts.indices
      where table.indexes[slot].parts[part].isExpression {
        let text = table.indexes[slot].parts[part].text
        guard columns(of: SQLText(text), in: table).contains(column) else { continue }
        table.indexes[slot].parts[part].text = catalogueExpression(text, in: table)
      }
    }
  }

  /// The actions of `ALTER COLUMN` that change one property.
  func adjustColumn(
    _ action: TableAction,
    in table: inout Table,
    at place: SourceReference
  ) throws(Refusal) -> Bool {
    func change(
      _ name: String,
      _ kind: ColumnChange.Kind,
      _ body: (inout Column) -> Void
    ) throws(Refusal) {
      let slot = try requireColumn(name, in: table)
      body(&table.columns[slot])
      table.columns[slot].history.append(ColumnChange(kind, at: place))
    }
    switch action {
    case .setDefault(let name, let value):
      try change(name, .defaultValue) { column in
        column.defaultValue =
          column.isAutoIncrement ? nil : catalogueDefault(value, type: column.type)
        if isSequenceCall(value), dialect == .postgres {
          column.isAutoIncrement = true
          column.defaultValue = nil
        }
      }
    case .dropDefault(let name):
      try change(name, .defaultValue) { column in
        column.defaultValue = nil
        if dialect == .postgres { column.isAutoIncrement = false }
      }
    case .setNotNull(let name): try change(name, .nullability) { $0.isNullable = false }
    case .dropNotNull(let name):
      let slot = try requireColumn(name, in: table)
      if table.primaryKey?.columns.contains(table.columns[slot].name) == true {
        throw Refusal(
          .invalidDefinition,
          "column \"\(name)\" is in a primary key",
          object: name
        )
      }
      try change(name, .nullability) { $0.isNullable = true }
      table.notNulls.removeAll { $0.column == name }
    case .setGenerated(let name, let expression):
      try change(name, .defaultValue) {
        $0.generation = Generation($0.generation?.kind ?? .stored, expression)
      }
    case .dropExpression(let name, let ifExists):
      let slot = try requireColumn(name, in: table)
      if ifExists, table.columns[slot].generation == nil { return false }
      try change(name, .defaultValue) { $0.generation = nil }
    case .addIdentity(let name, _):
      try change(name, .defaultValue) {
        $0.isAutoIncrement = true
        $0.isNullable = false
        $0.defaultValue = nil
      }
      createOwnedSequence(for: name, of: table)
    case .dropIdentity(let name, let ifExists):
      let slot = try requireColumn(name, in: table)
      if ifExists, !table.columns[slot].isAutoIncrement { return false }
      for sequence in ownedSequences(of: table, column: table.columns[slot].name) {
        delete(.sequence(sequence), from: .relation)
      }
      try change(name, .defaultValue) { $0.isAutoIncrement = false }
    default: return false
    }
    return true
  }

  func isSequenceCall(_ value: SQLText) -> Bool {
    let lower = withoutOuterParentheses(value.text).lowercased()
    return lower.hasPrefix("nextval(") || lower.hasPrefix("nextval (")
      || lower.hasPrefix("pg_catalog.nextval(")
  }
}
