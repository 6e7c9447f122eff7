import Catalog
import SourceText

extension Draft {
  func drop(_ statement: DropStatement) throws(Refusal) -> OperationOutcome {
    // Tables of one statement may point at each other: they go together.
    goingTogether = []
    if statement.kind == .table, statement.names.count > 1 {
      for name in statement.names {
        if let table = findTable(name) { goingTogether.insert(table.id) }
      }
    }
    defer { goingTogether = [] }
    var outcome = OperationOutcome.skipped
    for name in statement.names where try drop(name, statement) == .applied {
      outcome = .applied
    }
    return outcome
  }

  private func drop(
    _ name: QualifiedName,
    _ statement: DropStatement
  ) throws(Refusal) -> OperationOutcome {
    switch statement.kind {
    case .table:
      guard let table = findTable(name) else {
        if statement.ifExists { return .skipped }
        throw undefinedTable(name)
      }
      try dropTable(table, cascade: statement.cascade)
    case .relation, .view, .materializedView:
      guard let view = findView(name) else {
        if statement.kind == .relation, let table = findTable(name) {
          try dropTable(table, cascade: statement.cascade)
          return .applied
        }
        if statement.ifExists { return .skipped }
        throw Refusal(.undefinedTable, "view \"\(name)\" does not exist", object: name.name)
      }
      try dropView(view, cascade: statement.cascade)
    case .index:
      return try dropIndex(
        name,
        of: statement.table,
        ifExists: statement.ifExists,
        cascade: statement.cascade
      )
    case .type, .domain:
      guard let type = findObject(.type, name) else {
        if statement.ifExists { return .skipped }
        throw Refusal(.undefinedObject, "type \"\(name)\" does not exist", object: name.name)
      }
      try dropType(type, cascade: statement.cascade)
    case .sequence:
      guard let sequence = findSequence(name) else {
        if statement.ifExists { return .skipped }
        throw Refusal(.undefinedTable, "sequence \"\(name)\" does not exist", object: name.name)
      }
      try dropSequence(sequence, cascade: statement.cascade)
    case .schema: return try dropSchema(name, statement)
    case .function, .procedure:
      guard let routine = findObject(.routine, name) else {
        if statement.ifExists { return .skipped }
        throw Refusal(
          .undefinedFunction,
          "function \(name) does not exist",
          object: name.name
        )
      }
      delete(routine, from: .routine)
    }
    return .applied
  }

  // MARK: Tables

  func dropTable(_ table: Table, cascade: Bool) throws(Refusal) {
    switch dialect {
    case .postgres: try dropDependents(of: table, cascade: cascade)
    case .mysql, .mariadb: try releaseMySQLChildren(of: table)
    case .sqlite: break
    }
    if table.isTemporary { temporary[folded(table.name.name)] = nil }
    remove(table)
  }

  /// PostgreSQL: views, foreign keys of others, partitions, owned sequences.
  private func dropDependents(of table: Table, cascade: Bool) throws(Refusal) {
    for id in sortedByName(mentioners(of: .object(table.id))) where id != table.id {
      if var child = peekTable(id) {
        if child.parents.contains(table.id) {
          read(.object(id))
          // Partitions go along; what inherits needs CASCADE.
          if !cascade, child.kind == .table { throw dependents(table.name.name, "table") }
          try dropTable(child, cascade: cascade)
          continue
        }
        read(.facet(id, .foreignKeys))
        guard child.foreignKeys.contains(where: { $0.target.table == table.id }) else { continue }
        guard cascade || goingTogether.contains(id) else {
          throw dependents(table.name.name, "table")
        }
        child.foreignKeys.removeAll { $0.target.table == table.id }
        write(child)
        continue
      }
      guard let object = other(id) else { continue }
      switch object {
      case .view(let view) where view.dependencies.contains(table.id):
        guard cascade else { throw dependents(table.name.name, "table") }
        try dropView(view, cascade: true)
      case .sequence(let sequence) where sequence.owner == table.id:
        delete(object, from: .relation)
      default: break
      }
    }
  }

  func dependents(_ name: String, _ kind: String) -> Refusal {
    Refusal(
      .dependentObjects,
      "cannot drop \(kind) \(name) because other objects depend on it",
      object: name
    )
  }

  /// MySQL: with checks on, a table that others point at stays; with checks off they dangle.
  private func releaseMySQLChildren(of table: Table) throws(Refusal) {
    for id in sortedByName(mentioners(of: .object(table.id))) where id != table.id {
      guard var child = peekTable(id) else { continue }
      read(.facet(id, .foreignKeys))
      guard child.foreignKeys.contains(where: { $0.target.table == table.id }) else { continue }
      if session.foreignKeyChecks, !goingTogether.contains(id) {
        throw Refusal(
          .dependentObjects,
          "Cannot drop table '\(table.name.name)' referenced by a foreign key constraint of table"
            + " '\(child.name.name)'",
          object: table.name.name
        )
      }
      for slot in child.foreignKeys.indices
      where child.foreignKeys[slot].target.table == table.id {
        child.foreignKeys[slot].target.table = nil
        child.foreignKeys[slot].target.name = table.name
      }
      write(child)
    }
  }

  /// Identities in an order that does not depend on how they were numbered.
  func sortedByName(_ ids: Set<ObjectID>) -> [ObjectID] {
    if ids.count < 2 { return Array(ids) }
    return ids.compactMap { id -> (QualifiedName, ObjectID)? in
      if let table = peekTable(id) { return (table.name, id) }
      return peekOther(id).map { ($0.name, id) }
    }.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }

  // MARK: Views, types, sequences, schemas

  func dropView(_ view: View, cascade: Bool) throws(Refusal) {
    for id in sortedByName(mentioners(of: .object(view.id))) {
      guard case .view(let other)? = other(id), other.dependencies.contains(view.id) else {
        continue
      }
      guard dialect == .postgres else { continue }
      guard cascade else { throw dependents(view.name.name, "view") }
      try dropView(other, cascade: true)
    }
    for index in view.indexes {
      write(
        NameKey(.relation, schema: view.name.schema ?? "", name: folded(index.name)),
        nil
      )
    }
    delete(.view(view), from: .relation)
  }

  private func dropType(_ type: SchemaObject, cascade: Bool) throws(Refusal) {
    let typeID = type.id
    for id in sortedByName(mentioners(of: .object(typeID))) {
      if var table = peekTable(id) {
        for column in table.columns where column.type.object == typeID {
          read(.facet(id, .column(column.name)))
          guard cascade else { throw dependents(type.name.name, "type") }
          _ = try dropColumn(column.name, ifExists: false, cascade: true, from: &table)
        }
        if table != peekTable(id) { write(table) }
        read(.object(id))
        continue
      }
      guard let user = other(id) else { continue }
      if case .domain(let domain) = user, domain.type.object == typeID {
        guard cascade else { throw dependents(type.name.name, "type") }
        try dropType(user, cascade: true)
      }
    }
    delete(type, from: .type)
  }

  private func dropSequence(_ sequence: Sequence, cascade: Bool) throws(Refusal) {
    if let owner = sequence.owner, let column = sequence.ownerColumn, var table = table(owner),
      let slot = columnSlot(column, in: table), table.columns[slot].isAutoIncrement
    {
      guard cascade else { throw dependents(sequence.name.name, "sequence") }
      table.columns[slot].isAutoIncrement = false
      write(table)
    }
    delete(.sequence(sequence), from: .relation)
  }

  private func dropSchema(
    _ name: QualifiedName,
    _ statement: DropStatement
  ) throws(Refusal) -> OperationOutcome {
    let schema = name.name
    guard dialect != .postgres || hasSchema(schema) else {
      if statement.ifExists { return .skipped }
      throw Refusal(.undefinedSchema, "schema \"\(schema)\" does not exist", object: schema)
    }
    let inside = objectsInSchema(schema)
    if dialect == .postgres, !inside.isEmpty, !statement.cascade {
      throw dependents(schema, "schema")
    }
    for object in inside {
      let id = object.id
      switch object {
      case .table:
        if let table = peekTable(id) { try dropTable(table, cascade: true) }
      case .view:
        if case .view(let view)? = other(id) { try dropView(view, cascade: true) }
      case .sequence: if other(id) != nil { delete(object, from: .relation) }
      case .enumType, .domain, .opaqueType:
        if other(id) != nil { try dropType(object, cascade: true) }
      case .routine: if other(id) != nil { delete(object, from: .routine) }
      }
    }
    setSchemaPresence(schema, false)
    return .applied
  }

  func setSchemaPresence(_ schema: String, _ isPresent: Bool) {
    if schema == "public", dialect == .postgres {
      write(NameKey(.schema, schema: "", name: "-public"), isPresent ? nil : .schema)
    } else {
      write(NameKey(.schema, schema: "", name: schema), isPresent ? .schema : nil)
    }
  }

  private func objectsInSchema(_ schema: String) -> [SchemaObject] {
    let all =
      allTables().map(SchemaObject.table) + allViews().map(SchemaObject.view) + allTypes()
      + allSequencesAndRoutines()
    return all.filter { ($0.name.schema ?? "") == schema }
  }
}
