import Catalog
import SourceText

extension Draft {
  /// `RENAME TABLE a TO b, c TO d`, one after the other.
  func renameTables(_ renamings: [Renaming]) throws(Refusal) -> OperationOutcome {
    for renaming in renamings {
      if let view = findView(renaming.from) {
        _ = try renameObject(
          .view,
          renaming.from,
          to: renaming.to.name,
          ifExists: false
        )
        _ = view
        continue
      }
      var table = try requireTable(renaming.from)
      try renameTable(&table, to: renaming.to)
      write(table)
    }
    return .applied
  }

  func renameTable(_ table: inout Table, to name: QualifiedName) throws(Refusal) {
    let old = table.name
    let new = QualifiedName(name.name, schema: name.schema ?? old.schema)
    if new == old, dialect.isMySQLFamily { return }
    let isRecased = dialect == .sqlite && new != old
    if let existing = lookUp(key(.relation, new)), existing != .object(table.id) || !isRecased {
      throw duplicateTable(new)
    }
    if table.isTemporary {
      temporary[folded(old.name)] = nil
      temporary[folded(new.name)] = table.id
    }
    table.name = new
    switch dialect {
    case .postgres: break
    case .mysql, .mariadb:
      renameGeneratedKeys(of: &table, from: old.name)
    case .sqlite:
      renameAutomaticIndexes(of: &table, from: old.name)
      rewriteReferences(from: old, to: new, in: &table)
      rewriteViews(of: table, from: old, to: new)
    }
    write(table)
    resolveWaiting(for: table)
    if dialect.isMySQLFamily, let fresh = peekTable(table.id) { table = fresh }
  }

  /// InnoDB renames the foreign keys that it named after the table.
  private func renameGeneratedKeys(of table: inout Table, from old: String) {
    let prefix = old + "_ibfk_"
    for slot in table.foreignKeys.indices {
      guard let name = table.foreignKeys[slot].name, name.hasPrefix(prefix) else { continue }
      let renamed = table.name.name + "_ibfk_" + name.dropFirst(prefix.count)
      for index in table.indexes.indices where table.indexes[index].servesForeignKey == name {
        table.indexes[index].servesForeignKey = renamed
      }
      table.foreignKeys[slot].name = renamed
    }
    let checks = old + "_chk_"
    guard dialect == .mysql else { return }
    for slot in table.checks.indices {
      guard let name = table.checks[slot].name, name.hasPrefix(checks) else { continue }
      table.checks[slot].name = table.name.name + "_chk_" + name.dropFirst(checks.count)
    }
  }

  private func renameAutomaticIndexes(of table: inout Table, from old: String) {
    let prefix = "sqlite_autoindex_" + old + "_"
    for slot in table.indexes.indices where table.indexes[slot].name.hasPrefix(prefix) {
      table.indexes[slot].name =
        "sqlite_autoindex_" + table.name.name + "_"
        + table.indexes[slot].name.dropFirst(prefix.count)
    }
  }

  /// SQLite rewrites the REFERENCES of all tables, the renamed one included.
  ///
  /// Since 3.26 always, unless `PRAGMA legacy_alter_table=ON` with foreign keys off:
  /// https://www.sqlite.org/lang_altertable.html#altertabrename
  private func rewriteReferences(
    from old: QualifiedName,
    to new: QualifiedName,
    in table: inout Table
  ) {
    func rewrite(_ keys: inout [ForeignKey]) -> Bool {
      var isChanged = false
      for slot in keys.indices where folded(keys[slot].target.name.name) == folded(old.name) {
        keys[slot].target.name = QualifiedName(new.name)
        isChanged = true
      }
      return isChanged
    }
    if session.legacyAlterTable { return }
    _ = rewrite(&table.foreignKeys)
    for id in mentioners(of: .name(foldedReference(old))) where id != table.id {
      guard var child = peekTable(id) else { continue }
      read(.facet(id, .foreignKeys))
      if rewrite(&child.foreignKeys) { write(child) }
    }
  }

  // MARK: Other objects

  /// `ALTER … RENAME TO` of anything that is not addressed as a table.
  func renameObject(
    _ kind: ObjectKind,
    _ name: QualifiedName,
    to new: String,
    ifExists: Bool
  ) throws(Refusal) -> OperationOutcome {
    let space = nameSpace(of: kind)
    if space == .relation, case .index? = target(.relation, name) {
      return try renameIndex(name, to: new, ifExists: ifExists)
    }
    guard let object = findObject(space, name) else {
      if ifExists { return .skipped }
      throw undefined(kind, name)
    }
    if case .table(var table) = object {
      try renameTable(&table, to: QualifiedName(new))
      write(table)
      return .applied
    }
    let renamed = QualifiedName(new, schema: object.name.schema)
    if lookUp(NameKey(space, schema: renamed.schema ?? "", name: folded(new))) != nil {
      throw Refusal(
        space == .relation ? .duplicateTable : .duplicateObject,
        "\"\(new)\" already exists",
        object: new
      )
    }
    rename(object, to: renamed, in: space)
    return .applied
  }

  func nameSpace(of kind: ObjectKind) -> NameKey.Space {
    switch kind {
    case .table, .view, .materializedView, .index, .sequence, .relation: .relation
    case .type, .domain: .type
    case .function, .procedure: .routine
    case .schema: .schema
    }
  }

  private func undefined(_ kind: ObjectKind, _ name: QualifiedName) -> Refusal {
    switch kind {
    case .type, .domain:
      Refusal(.undefinedObject, "type \"\(name)\" does not exist", object: name.name)
    case .function, .procedure:
      Refusal(.undefinedFunction, "function \(name) does not exist", object: name.name)
    case .schema:
      Refusal(.undefinedSchema, "schema \"\(name)\" does not exist", object: name.name)
    default: undefinedTable(name)
    }
  }

  func setSchema(
    _ kind: ObjectKind,
    _ name: QualifiedName,
    to schema: String,
    ifExists: Bool
  ) throws(Refusal) -> OperationOutcome {
    guard let object = findObject(nameSpace(of: kind), name) else {
      if ifExists { return .skipped }
      throw undefined(kind, name)
    }
    guard hasSchema(schema) else {
      throw Refusal(.undefinedSchema, "schema \"\(schema)\" does not exist", object: schema)
    }
    if case .table(var table) = object {
      try move(&table, to: schema)
      write(table)
      return .applied
    }
    rename(
      object,
      to: QualifiedName(object.name.name, schema: schema),
      in: nameSpace(of: kind)
    )
    return .applied
  }

  /// `SET SCHEMA`: the table with its indexes and owned sequences.
  func move(_ table: inout Table, to schema: String) throws(Refusal) {
    guard hasSchema(schema) else {
      throw Refusal(.undefinedSchema, "schema \"\(schema)\" does not exist", object: schema)
    }
    let new = QualifiedName(table.name.name, schema: schema)
    if new == table.name { return }
    if lookUp(key(.relation, new)) != nil { throw duplicateTable(new) }
    let sequences = ownedSequences(of: table, column: nil)
    table.name = new
    write(table)
    for sequence in sequences {
      rename(
        .sequence(sequence),
        to: QualifiedName(sequence.name.name, schema: schema),
        in: .relation
      )
    }
  }

  /// `ALTER TABLE` on a view: PostgreSQL takes RENAME, SET SCHEMA and column renames there.
  func alterView(_ statement: AlterTable) throws(Refusal) -> OperationOutcome? {
    guard let object = findObject(.relation, statement.name) else {
      guard case .index? = target(.relation, statement.name) else { return nil }
      for case .rename(let new) in statement.actions {
        return try renameIndex(statement.name, to: new.name, ifExists: false)
      }
      return .skipped
    }
    var outcome = OperationOutcome.skipped
    for action in statement.actions {
      switch action {
      case .rename(let new):
        outcome = try renameObject(.relation, statement.name, to: new.name, ifExists: false)
      case .setSchema(let schema):
        outcome = try setSchema(.relation, statement.name, to: schema, ifExists: false)
      case .renameColumn(let old, let new, _):
        guard case .view(var view) = object,
          let slot = view.columns.firstIndex(where: { $0.name == old })
        else { continue }
        view.columns[slot].name = new
        write(.view(view))
        outcome = .applied
      default: continue
      }
    }
    return outcome
  }

  func renameSchema(_ name: String, to new: String) throws(Refusal) -> OperationOutcome {
    guard hasSchema(name) else {
      throw Refusal(.undefinedSchema, "schema \"\(name)\" does not exist", object: name)
    }
    if hasSchema(new) {
      throw Refusal(.duplicateSchema, "schema \"\(new)\" already exists", object: new)
    }
    setSchemaPresence(new, true)
    for var table in allTables() where table.name.schema == name {
      table.name.schema = new
      write(table)
    }
    for object in allViews().map(SchemaObject.view) + allSequencesAndRoutines()
    where object.name.schema == name {
      let space: NameKey.Space = if case .routine = object { .routine } else { .relation }
      rename(object, to: QualifiedName(object.name.name, schema: new), in: space)
    }
    for object in allTypes() where object.name.schema == name {
      rename(object, to: QualifiedName(object.name.name, schema: new), in: .type)
    }
    setSchemaPresence(name, false)
    return .applied
  }
}
