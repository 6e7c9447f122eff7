import Catalog
import SourceText

extension Draft {
  func dropColumn(
    _ name: String,
    ifExists: Bool,
    cascade: Bool,
    from table: inout Table
  ) throws(Refusal) -> Bool {
    guard let slot = columnSlot(name, in: table) else {
      if ifExists { return false }
      throw undefinedColumn(name, in: table)
    }
    let column = table.columns[slot].name
    switch dialect {
    case .postgres: try releaseColumn(column, of: &table, cascade: cascade)
    case .mysql, .mariadb: try removeFromKeys(column, of: &table)
    case .sqlite:
      try refuseUsed(column, of: table)
      forgetDeclaredWith(column, of: &table)
    }
    guard let slot = columnSlot(column, in: table) else { return true }
    table.columns.remove(at: slot)
    return true
  }

  /// PostgreSQL: every index and constraint on the column goes; foreign keys of other tables and
  /// views only with CASCADE.
  private func releaseColumn(
    _ column: String,
    of table: inout Table,
    cascade: Bool
  ) throws(Refusal) {
    let tableID = table.id
    if isIndexed(column, in: table) {
      for id in sortedByName(mentioners(of: .object(tableID))) where id != tableID {
        guard var child = peekTable(id) else { continue }
        read(.facet(id, .foreignKeys))
        let resting = child.foreignKeys.filter {
          $0.target.table == tableID && $0.target.columns.contains(column)
        }
        guard !resting.isEmpty else { continue }
        guard cascade else { throw dependents("\(column) of table \(table.name.name)", "column") }
        child.foreignKeys.removeAll { resting.contains($0) }
        write(child)
      }
    }
    if cascade { try dropViews(using: column, of: table) }
    table.foreignKeys.removeAll {
      $0.columns.contains(column)
        || ($0.target.table == tableID && $0.target.columns.contains(column))
    }
    if table.primaryKey?.columns.contains(column) == true { table.primaryKey = nil }
    let shape = table
    table.indexes.removeAll { uses(column, $0, shape) }
    table.checks.removeAll { columns(of: $0.expression, in: shape).contains(column) }
    for sequence in ownedSequences(of: table, column: column) {
      delete(.sequence(sequence), from: .relation)
    }
    if cascade {
      table.columns.removeAll {
        $0.generation.map { columns(of: $0.expression, in: shape).contains(column) } ?? false
      }
    }
  }

  private func uses(_ column: String, _ index: Index, _ table: Table) -> Bool {
    if index.included.contains(column) { return true }
    if let predicate = index.predicate, columns(of: predicate, in: table).contains(column) {
      return true
    }
    return index.parts.contains { part in
      part.isExpression
        ? columns(of: SQLText(part.text), in: table).contains(column) : part.text == column
    }
  }

  private func dropViews(using column: String, of table: Table) throws(Refusal) {
    for id in sortedByName(mentioners(of: .object(table.id))) {
      guard case .view(let view)? = other(id), view.dependencies.contains(table.id) else {
        continue
      }
      let names = expressionNames(Array(view.query.text.utf8), dialect: dialect)
      guard names.contains(where: { $0.name == column }) else { continue }
      try dropView(view, cascade: true)
    }
  }

  /// MySQL: the column leaves its indexes, an index without columns goes.
  private func removeFromKeys(_ column: String, of table: inout Table) throws(Refusal) {
    if session.foreignKeyChecks || dialect == .mysql,
      let key = table.foreignKeys.first(where: {
        $0.columns.contains { sameColumn($0, column) }
      })
    {
      throw Refusal(
        .dependentObjects,
        "Cannot drop column '\(column)': needed in a foreign key constraint '\(key.name ?? "")'",
        object: column
      )
    }
    if dialect == .mariadb,
      table.indexes.contains(where: { index in
        index.isUnique && index.parts.count > 1
          && index.parts.contains { sameColumn($0.text, column) }
      })
    {
      throw Refusal(
        .undefinedColumn,
        "Key column '\(column)' doesn't exist in table",
        object: column
      )
    }
    if isIndexed(column, in: table) { removeFromIndexes(column, of: &table) }
    if !table.checks.isEmpty {
      let shape = table
      table.checks.removeAll { columns(of: $0.expression, in: shape) == [column] }
    }
    dropServedIndexes(in: &table)
  }

  private func removeFromIndexes(_ column: String, of table: inout Table) {
    if let key = table.primaryKey {
      let parts = key.parts.filter { !sameColumn($0.text, column) }
      table.primaryKey = parts.isEmpty ? nil : PrimaryKey(name: key.name, parts: parts)
    }
    for slot in table.indexes.indices {
      table.indexes[slot].parts.removeAll { !$0.isExpression && sameColumn($0.text, column) }
    }
    table.indexes.removeAll { $0.parts.isEmpty }
  }

  /// SQLite: what stands in a column's definition goes with the text of it.
  ///
  /// A check that the table declares would have been refused; where one stands is not kept, and
  /// migrations that were run are the likelier case.
  private func forgetDeclaredWith(_ column: String, of table: inout Table) {
    table.foreignKeys.removeAll { $0.columns.count == 1 && sameColumn($0.columns[0], column) }
    let shape = table
    table.checks.removeAll { check in
      columns(of: check.expression, in: shape).contains { sameColumn($0, column) }
    }
  }

  /// What SQLite refuses to drop: https://www.sqlite.org/lang_altertable.html#altertabdropcol.
  private func refuseUsed(_ column: String, of table: Table) throws(Refusal) {
    func refusal(_ reason: String) -> Refusal {
      Refusal(
        .dependentObjects,
        "cannot drop \(reason) column: \"\(column)\"",
        object: column
      )
    }
    if table.primaryKey?.columns.contains(where: { sameColumn($0, column) }) == true {
      throw refusal("PRIMARY KEY")
    }
    for index in table.indexes {
      if index.isConstraint, index.parts.contains(where: { sameColumn($0.text, column) }) {
        throw refusal("UNIQUE")
      }
      if uses(column, index, table) {
        throw Refusal(
          .dependentObjects,
          "error in index \(index.name) after drop column: no such column: \(column)",
          object: column
        )
      }
    }
    if table.foreignKeys.contains(where: { key in
      key.columns.count > 1 && key.columns.contains { sameColumn($0, column) }
    }) {
      throw Refusal(
        .dependentObjects,
        "error in table \(table.name.name) after drop column: unknown column \"\(column)\" in "
          + "foreign key definition",
        object: column
      )
    }
    if table.columns.count == 1 {
      throw Refusal(
        .dependentObjects,
        "cannot drop column \"\(column)\": no other columns exist",
        object: column
      )
    }
  }
}
