import Catalog
import SourceText

extension Draft {
  func createIndex(_ statement: CreateIndex) throws(Refusal) -> OperationOutcome {
    if case .view(var view)? = findObject(.relation, statement.table) {
      return try addIndex(statement.index, to: &view)
    }
    var table = try requireTable(statement.table)
    let outcome = try addIndex(statement.index, to: &table)
    if outcome == .applied {
      write(table)
      if !statement.isOnly { try addIndex(statement.index, toPartitionsOf: table) }
    }
    return outcome
  }

  /// PostgreSQL: an index on a partitioned table is made on every partition, named after it.
  private func addIndex(
    _ definition: IndexDefinition,
    toPartitionsOf table: Table
  ) throws(Refusal) {
    guard dialect == .postgres, table.kind == .partitioned else { return }
    guard let index = table.indexes.last else { return }
    var own = definition
    own.name = nil
    for var child in children(of: table) {
      if child.indexes.contains(where: { isAlike($0, index) }) { continue }
      if try addIndex(own, to: &child) == .applied {
        write(child)
        try addIndex(definition, toPartitionsOf: child)
      }
    }
  }

  func addIndex(
    _ definition: IndexDefinition,
    to table: inout Table
  ) throws(Refusal) -> OperationOutcome {
    var parts = try checkedParts(definition.details.parts, in: table)
    if dialect == .mariadb, definition.kind == .spatial {
      // The bounding box is what is indexed: the catalogue shows its 32 bytes as a prefix.
      for slot in parts.indices { parts[slot].prefixLength = 32 }
    }
    let included = try spelled(definition.details.included, in: table)
    let schema = table.name.schema ?? ""
    let name: String
    switch dialect {
    case .postgres, .sqlite:
      if let given = definition.name {
        if isRelationNameTaken(given, schema: schema, in: table)
          || table.indexes.contains(where: { folded($0.name) == folded(given) })
        {
          if definition.ifNotExists { return .skipped }
          let message =
            dialect == .sqlite
            ? "index \(given) already exists" : "relation \"\(given)\" already exists"
          throw Refusal(
            dialect == .sqlite ? .duplicateObject : .duplicateTable,
            message,
            object: given
          )
        }
        name = given
      } else {
        name = freeRelationName(
          table.name.name,
          postgresNameAddition(postgresIndexColumnNames(definition.details)),
          "idx",
          schema: schema,
          isConstraint: false,
          in: table
        )
      }
    case .mysql, .mariadb:
      name = definition.name ?? mySQLIndexName(parts, in: table)
      if let slot = indexSlot(name, in: table) {
        if definition.ifNotExists { return .skipped }
        // The automatic index of a foreign key gives way to one of its own name.
        guard table.indexes[slot].servesForeignKey != nil else {
          throw duplicateIndex(name)
        }
        table.indexes.remove(at: slot)
      }
    }
    table.indexes.append(
      Index(
        name: name,
        isUnique: definition.isUnique,
        parts: parts,
        included: included,
        predicate: definition.details.predicate,
        method: definition.details.method,
        kind: definition.kind,
        nullsNotDistinct: definition.details.nullsNotDistinct,
        source: place(definition.span)
      )
    )
    if dialect.isMySQLFamily { dropServedIndexes(in: &table) }
    return .applied
  }

  private func addIndex(
    _ definition: IndexDefinition,
    to view: inout View
  ) throws(Refusal) -> OperationOutcome {
    let schema = view.name.schema ?? ""
    let name =
      definition.name
      ?? freeRelationName(
        view.name.name,
        postgresNameAddition(postgresIndexColumnNames(definition.details)),
        "idx",
        schema: schema,
        isConstraint: false,
        in: nil
      )
    if isRelationNameTaken(name, schema: schema, in: nil) {
      if definition.ifNotExists { return .skipped }
      throw Refusal(.duplicateTable, "relation \"\(name)\" already exists", object: name)
    }
    view.indexes.append(
      Index(
        name: name,
        isUnique: definition.isUnique,
        parts: definition.details.parts,
        predicate: definition.details.predicate,
        method: definition.details.method,
        source: place(definition.span)
      )
    )
    write(.view(view))
    write(NameKey(.relation, schema: schema, name: folded(name)), .index(view.id))
    return .applied
  }

  func duplicateIndex(_ name: String) -> Refusal {
    Refusal(.duplicateObject, "Duplicate key name '\(name)'", object: name)
  }

  func requireFreeIndexName(_ name: String, in table: Table) throws(Refusal) {
    if let slot = indexSlot(name, in: table), table.indexes[slot].servesForeignKey == nil {
      throw duplicateIndex(name)
    }
  }

  func indexSlot(_ name: String, in table: Table) -> Int? {
    table.indexes.firstIndex { samePart($0.name, name) }
  }

  /// The parts with columns as the table spells them; a missing column refuses the statement.
  func checkedParts(_ parts: [IndexPart], in table: Table) throws(Refusal) -> [IndexPart] {
    var checked: [IndexPart] = []
    for var part in parts {
      if !part.isExpression {
        if let slot = columnSlot(part.text, in: table) {
          part.text = table.columns[slot].name
          if let length = part.prefixLength, table.columns[slot].type.declaredLength == length {
            part.prefixLength = nil
          }
        } else if table.isComplete {
          throw undefinedColumn(part.text, in: table)
        }
      }
      if part.isExpression {
        part.text =
          dialect == .postgres
          ? catalogueExpression(part.text, in: table)
          : dialect == .mysql
            ? mySQLExpression(withoutOuterParentheses(part.text))
            : withoutOuterParentheses(part.text)
      }
      checked.append(part)
    }
    return checked
  }

  // MARK: Dropping and renaming

  func dropIndex(
    _ name: QualifiedName,
    of tableName: QualifiedName?,
    ifExists: Bool,
    cascade: Bool
  ) throws(Refusal) -> OperationOutcome {
    if let tableName {
      guard var table = findTable(tableName) else {
        if ifExists { return .skipped }
        throw undefinedTable(tableName)
      }
      let outcome = try dropIndex(name.name, ifExists: ifExists, from: &table)
      if outcome == .applied { write(table) }
      return outcome
    }
    guard case .index(let id)? = target(.relation, name) else {
      if ifExists { return .skipped }
      let message =
        dialect == .sqlite ? "no such index: \(name)" : "index \"\(name)\" does not exist"
      throw Refusal(.undefinedObject, message, object: name.name)
    }
    if var table = table(id) {
      guard let slot = indexSlot(name.name, in: table), !table.indexes[slot].isConstraint else {
        throw Refusal(
          .dependentObjects,
          dialect == .sqlite
            ? "index associated with UNIQUE or PRIMARY KEY constraint cannot be dropped"
            : "cannot drop index \(name.name) because constraint \(name.name) on table"
              + " \(table.name.name) requires it",
          object: name.name
        )
      }
      let index = table.indexes[slot]
      if index.isUnique, index.predicate == nil, let columns = index.plainColumns {
        try releaseReferences(to: columns, of: &table, cascade: cascade, constraint: name.name)
      }
      table.indexes.remove(at: slot)
      write(table)
      if table.kind == .partitioned { try recurse([.dropIndex(index)], from: table) }
      return .applied
    }
    if case .view(var view)? = other(id) {
      view.indexes.removeAll { $0.name == name.name }
      write(.view(view))
      write(NameKey(.relation, schema: view.name.schema ?? "", name: folded(name.name)), nil)
    }
    return .applied
  }

  /// MySQL: an index that a foreign key needs stays.
  func dropIndex(
    _ name: String,
    ifExists: Bool,
    from table: inout Table
  ) throws(Refusal) -> OperationOutcome {
    if name.lowercased() == "primary", table.primaryKey != nil {
      table.primaryKey = nil
      return .applied
    }
    guard let slot = indexSlot(name, in: table) else {
      if ifExists { return .skipped }
      throw Refusal(
        .undefinedObject,
        "Can't DROP '\(name)'; check that column/key exists",
        object: name
      )
    }
    let index = table.indexes.remove(at: slot)
    for key in table.foreignKeys
    where isServedBy(index, key.columns)
      && !isServed(key.columns.map { IndexPart($0) }, by: table, except: nil)
      && session.foreignKeyChecks
    {
      table.indexes.insert(index, at: slot)
      throw Refusal(
        .dependentObjects,
        "Cannot drop index '\(name)': needed in a foreign key constraint",
        object: name
      )
    }
    return .applied
  }

  private func isServedBy(_ index: Index, _ columns: [String]) -> Bool {
    guard let names = index.plainColumns, names.count >= columns.count else { return false }
    return zip(names, columns).allSatisfy { isSameWithoutCase($0, $1) }
  }

  func renameIndex(
    _ name: QualifiedName,
    to new: String,
    ifExists: Bool
  ) throws(Refusal) -> OperationOutcome {
    guard case .index(let id)? = target(.relation, name) else {
      // PostgreSQL renames any relation that way.
      if findObject(.relation, name) != nil {
        return try renameObject(.relation, name, to: new, ifExists: ifExists)
      }
      if ifExists { return .skipped }
      throw Refusal(.undefinedTable, "relation \"\(name)\" does not exist", object: name.name)
    }
    if var table = table(id) {
      guard !isRelationNameTaken(new, schema: table.name.schema ?? "", in: table) else {
        throw Refusal(.duplicateTable, "relation \"\(new)\" already exists", object: new)
      }
      if table.primaryKey?.name == name.name {
        table.primaryKey?.name = new
      } else if let slot = indexSlot(name.name, in: table) {
        table.indexes[slot].name = new
      }
      write(table)
    } else if case .view(var view)? = other(id) {
      for slot in view.indexes.indices where view.indexes[slot].name == name.name {
        view.indexes[slot].name = new
      }
      let schema = view.name.schema ?? ""
      write(.view(view))
      write(NameKey(.relation, schema: schema, name: folded(name.name)), nil)
      write(NameKey(.relation, schema: schema, name: folded(new)), .index(view.id))
    }
    return .applied
  }
}
