import Catalog
import SourceText

extension Draft {
  /// `LIKE other`: columns and NOT NULL always, the rest as far as the statement includes it.
  func copy(_ clause: LikeClause, into table: inout Table) throws(Refusal) {
    let origin = try requireTable(clause.table)
    for var column in origin.columns {
      if columnSlot(column.name, in: table) != nil { throw duplicateColumn(column.name, in: table) }
      if dialect == .postgres {
        if !clause.including.contains(.defaults) { column.defaultValue = nil }
        if !clause.including.contains(.generated) { column.generation = nil }
        if !clause.including.contains(.comments) { column.comment = nil }
        if !clause.including.contains(.identity), !clause.including.contains(.defaults) {
          column.isAutoIncrement = false
        }
      }
      column.history = [ColumnChange(.added, at: source)]
      table.columns.append(column)
    }
    if dialect == .postgres {
      if clause.including.contains(.constraints) {
        for var check in origin.checks {
          check.isInherited = false
          table.checks.append(check)
        }
      }
      if clause.including.contains(.indexes) { try copyIndexes(of: origin, into: &table) }
      return
    }
    table.primaryKey = origin.primaryKey
    table.indexes = origin.indexes.map { index in
      var copy = index
      copy.servesForeignKey = nil
      return copy
    }
    table.checks = origin.checks
    table.engine = origin.engine
    table.characterSet = origin.characterSet
    table.collation = origin.collation
    table.comment = origin.comment
  }

  /// Copies keys and indexes under names derived anew.
  private func copyIndexes(of origin: Table, into table: inout Table) throws(Refusal) {
    if let key = origin.primaryKey, table.primaryKey == nil {
      try addPrimaryKey(
        IndexDetails(parts: key.columns.map { IndexPart($0) }),
        name: nil,
        to: &table
      )
    }
    for index in origin.indexes { try copyIndex(index, into: &table) }
  }

  private func copyIndex(_ index: Index, into table: inout Table) throws(Refusal) {
    let details = IndexDetails(
      parts: index.parts,
      included: index.included,
      predicate: index.predicate,
      method: index.method,
      nullsNotDistinct: index.nullsNotDistinct
    )
    if index.isConstraint {
      let kind: ConstraintDefinition.Kind = index.isUnique ? .unique(details) : .exclude(details)
      try addConstraint(ConstraintDefinition(kind), to: &table)
    } else {
      _ = try addIndex(
        IndexDefinition(name: nil, isUnique: index.isUnique, kind: index.kind, details: details),
        to: &table
      )
    }
  }

  /// `PARTITION OF parent`: all of the parent's columns, keys and foreign keys.
  func becomePartition(of name: QualifiedName, _ table: inout Table) throws(Refusal) {
    let parent = try requireTable(name)
    if table.kind == .table { table.kind = .partition }
    table.parents = [parent.id]
    for var column in parent.columns {
      column.history = [ColumnChange(.added, at: source)]
      column.comment = nil
      table.columns.append(column)
    }
    inheritChecks(of: parent, into: &table)
    try copyIndexes(of: parent, into: &table)
    for key in parent.foreignKeys {
      var copy = key
      copy.source = source
      table.foreignKeys.append(copy)
    }
  }

  /// `INHERITS (parent)`: columns of the same name become one; keys are not inherited.
  func inherit(from name: QualifiedName, into table: inout Table) throws(Refusal) {
    let parent = try requireTable(name)
    table.parents.append(parent.id)
    for var column in parent.columns {
      let isKept = parent.notNulls.contains { $0.column == column.name && $0.isNoInherit }
      if isKept { column.isNullable = true }
      if let slot = columnSlot(column.name, in: table) {
        if !column.isNullable { table.columns[slot].isNullable = false }
        continue
      }
      column.history = [ColumnChange(.added, at: source)]
      column.comment = nil
      table.columns.append(column)
    }
    inheritChecks(of: parent, into: &table)
  }

  private func inheritChecks(of parent: Table, into table: inout Table) {
    for var check in parent.checks
    where !check.isNoInherit && !table.checks.contains(where: { $0.name == check.name }) {
      check.isInherited = true
      table.checks.append(check)
    }
  }

  // MARK: Attaching

  func attachPartition(
    _ name: QualifiedName,
    _ bounds: String,
    to parent: inout Table
  ) throws(Refusal) {
    var child = try requireTable(name)
    child.bounds = bounds
    child.kind = child.kind == .partitioned ? .partitioned : .partition
    child.parents = [parent.id]
    for slot in child.checks.indices
    where parent.checks.contains(where: { $0.name == child.checks[slot].name }) {
      child.checks[slot].isInherited = true
    }
    if child.primaryKey == nil, let key = parent.primaryKey {
      try addPrimaryKey(
        IndexDetails(parts: key.columns.map { IndexPart($0) }),
        name: nil,
        to: &child
      )
    }
    for index in parent.indexes
    where !child.indexes.contains(where: {
      $0.parts == index.parts && $0.isUnique == index.isUnique && $0.predicate == index.predicate
    }) {
      try copyIndex(index, into: &child)
    }
    for key in parent.foreignKeys
    where !child.foreignKeys.contains(where: {
      $0.columns == key.columns && $0.target == key.target
    }) {
      child.foreignKeys.append(key)
    }
    write(child)
  }

  func detachPartition(_ name: QualifiedName, from parent: Table) throws(Refusal) {
    var child = try requireTable(name)
    if child.kind == .partition { child.kind = .table }
    child.bounds = nil
    child.parents.removeAll { $0 == parent.id }
    keepInherited(parent.checks, in: &child)
    write(child)
  }

  /// Tables that inherit from this one or are its partitions.
  func children(of table: Table) -> [Table] {
    var found: [Table] = []
    for id in mentioners(of: .childOf(table.id)) where id != table.id {
      guard let child = peekTable(id), child.parents.contains(table.id) else { continue }
      read(.object(id))
      found.append(child)
    }
    return found.sorted { $0.name < $1.name }
  }
}
