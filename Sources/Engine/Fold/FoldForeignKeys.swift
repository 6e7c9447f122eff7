import Catalog
import SourceText

extension Draft {
  func addForeignKey(
    _ definition: ConstraintDefinition,
    columns: [String],
    _ clause: ReferenceClause,
    to table: inout Table
  ) throws(Refusal) {
    let columns = try spelled(columns, in: table)
    let target = try resolve(clause, columns: columns, from: table)
    var name = definition.name
    switch dialect {
    case .postgres:
      if let name {
        try requireFreeConstraint(name, in: table)
      } else {
        name = freeConstraintName(postgresNameAddition(columns), "fkey", in: table)
      }
    case .mysql, .mariadb:
      name = name ?? definition.indexName
      if let name {
        if table.foreignKeys.contains(where: { samePart($0.name, name) }) {
          throw duplicateConstraint(name, of: table)
        }
      } else {
        name = innoDBForeignKeyName(in: table)
      }
      serveForeignKey(
        named: name ?? "",
        indexName: definition.name ?? definition.indexName,
        columns: columns,
        in: &table
      )
    case .sqlite: break
    }
    // MariaDB's catalogue says RESTRICT where nothing was said, the others NO ACTION.
    let silent: ReferentialAction = dialect == .mariadb ? .restrict : .noAction
    table.foreignKeys.append(
      ForeignKey(
        name: name,
        columns: columns,
        target: target,
        onDelete: clause.onDelete ?? silent,
        onUpdate: clause.onUpdate ?? silent,
        source: place(definition.span)
      )
    )
  }

  /// Finds the parent; a child whose parent is missing is refused or dangles, by dialect.
  private func resolve(
    _ clause: ReferenceClause,
    columns: [String],
    from table: Table
  ) throws(Refusal) -> ForeignTarget {
    if dialect == .sqlite {
      // Resolved by name whenever it is used.
      return ForeignTarget(name: QualifiedName(clause.table.name), columns: clause.columns)
    }
    let isSelf =
      folded(clause.table.name) == folded(table.name.name)
      && (clause.table.schema == nil || clause.table.schema == table.name.schema)
    let parent: Table?
    if isSelf {
      parent = table
    } else if case .object(let id)? = self.target(.relation, clause.table) {
      parent = self.table(id, for: .keys, .name)
    } else {
      parent = nil
    }
    guard let parent else {
      if dialect == .postgres { throw undefinedTable(clause.table) }
      if session.foreignKeyChecks, isTry {
        throw Refusal(
          .undefinedTable,
          "Failed to open the referenced table '\(clause.table.name)'",
          object: clause.table.name
        )
      }
      return ForeignTarget(name: creationName(clause.table), columns: clause.columns)
    }
    let wanted = clause.columns.isEmpty ? (parent.primaryKey?.columns ?? []) : clause.columns
    for column in wanted { read(.facet(parent.id, .column(column))) }
    let target = try spelled(wanted, in: parent)
    if dialect == .postgres, parent.isComplete,
      target.isEmpty || !keysOf(parent).contains(where: { Set($0) == Set(target) })
    {
      throw Refusal(
        .invalidDefinition,
        "there is no unique constraint matching given keys for referenced table"
          + " \"\(parent.name.name)\"",
        object: parent.name.name
      )
    }
    return ForeignTarget(table: parent.id, name: parent.name, columns: target)
  }

  // MARK: InnoDB's own indexes

  /// InnoDB makes an index for a foreign key unless one begins with its columns already.
  private func serveForeignKey(
    named name: String,
    indexName: String?,
    columns: [String],
    in table: inout Table
  ) {
    let parts = columns.map { IndexPart($0) }
    guard !isServed(parts, by: table, except: nil) else { return }
    let index = Index(
      name: indexName ?? mySQLIndexName(parts, in: table),
      isUnique: false,
      servesForeignKey: name,
      parts: parts,
      source: source
    )
    table.indexes.append(index)
    dropServedIndexes(in: &table)
  }

  /// Whether the key or an index begins with these columns.
  func isServed(_ columns: [IndexPart], by table: Table, except index: Int?) -> Bool {
    if let key = table.primaryKey?.columns, key.count >= columns.count,
      columns.indices.allSatisfy({ isSameWithoutCase(columns[$0].text, key[$0]) })
    {
      return true
    }
    let indexes = table.indexes
    for slot in indexes.indices where slot != index && indexes[slot].isPlain {
      if begins(indexes[slot].parts, with: columns) { return true }
    }
    return false
  }

  private func begins(_ parts: [IndexPart], with columns: [IndexPart]) -> Bool {
    parts.count >= columns.count
      && columns.indices.allSatisfy { place in
        !parts[place].isExpression && parts[place].prefixLength == nil
          && isSameWithoutCase(parts[place].text, columns[place].text)
      }
  }

  /// Automatic indexes go when an index that the author wrote serves as well.
  func dropServedIndexes(in table: inout Table) {
    while let slot = servedIndex(in: table) { table.indexes.remove(at: slot) }
  }

  private func servedIndex(in table: Table) -> Int? {
    let indexes = table.indexes
    return indexes.indices.first { slot in
      indexes[slot].servesForeignKey != nil
        && isServed(indexes[slot].parts, by: table, except: slot)
    }
  }

  /// Foreign keys that waited for a table of this name now have it (MySQL with checks off).
  func resolveWaiting(for parent: Table) {
    guard dialect.isMySQLFamily else { return }
    for id in mentioners(of: .name(foldedReference(parent.name))) {
      guard id != parent.id, var child = table(id) else { continue }
      var isChanged = false
      for slot in child.foreignKeys.indices
      where child.foreignKeys[slot].target.table == nil
        && child.foreignKeys[slot].target.name == parent.name
      {
        let wanted = child.foreignKeys[slot].target.columns
        child.foreignKeys[slot].target.table = parent.id
        if wanted.isEmpty {
          child.foreignKeys[slot].target.columns = parent.primaryKey?.columns ?? []
        }
        isChanged = true
      }
      if isChanged { write(child) }
    }
  }
}
