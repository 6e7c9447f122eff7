import Catalog
import SourceText

extension Draft {
  /// `ALTER TABLE`: every action in order, all of them or none.
  func alterTable(_ statement: AlterTable) throws(Refusal) -> OperationOutcome {
    guard var table = findTable(statement.name) else {
      if let outcome = try alterView(statement) { return outcome }
      if statement.ifExists { return .skipped }
      if statement.actions.allSatisfy({ if case .ignored = $0 { true } else { false } }) {
        return .skipped
      }
      throw undefinedTable(statement.name)
    }
    let before = table
    var outcome = OperationOutcome.skipped
    let isParent = dialect == .postgres && !children(of: table).isEmpty
    var inherited: [InheritedAction] = []
    for (slot, action) in inExecutionOrder(statement.actions, statement.spans) {
      let span = slot < statement.spans.count ? statement.spans[slot] : .empty
      if isParent, statement.isOnly { try refuseAlone(action, on: table) }
      let old = isParent ? table : nil
      guard try apply(action, to: &table, at: place(span), span: span) else { continue }
      outcome = .applied
      guard let old, !statement.isOnly else { continue }
      inherited += consequences(of: action, before: old, after: table)
    }
    // Some actions write the table themselves, because others must see it.
    if outcome == .applied, table != before || peekTable(table.id) != table {
      if peekTable(table.id) != nil { write(table) }
      try recurse(inherited, from: table)
    }
    return outcome
  }

  /// MySQL drops before it adds, so that a name may be used again in one statement; PostgreSQL
  /// works in passes: drops, types, columns, constraints.
  private func inExecutionOrder(
    _ actions: [TableAction],
    _ spans: [ByteSpan]
  ) -> [(Int, TableAction)] {
    if actions.count == 1 { return [(0, actions[0])] }
    let numbered = Array(actions.enumerated()).map { ($0.offset, $0.element) }
    guard dialect != .sqlite else { return numbered }
    let ranked = numbered.map { (rank($0.1), $0.0, $0.1) }
    return ranked.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map { ($0.1, $0.2) }
  }

  /// https://github.com/postgres/postgres/blob/master/src/backend/commands/tablecmds.c: AT_PASS_*.
  private func rank(_ action: TableAction) -> Int {
    if dialect.isMySQLFamily {
      switch action {
      case .dropForeignKey, .dropPrimaryKey, .dropIndex, .dropConstraint, .dropCheck: return 0
      case .dropColumn: return 1
      case .addIndex, .addConstraint: return 3
      case .rename: return 4
      default: return 2
      }
    }
    switch action {
    case .dropColumn, .dropConstraint: return 0
    case .setType: return 1
    case .addColumn: return 2
    case .addConstraint: return 4
    default: return 3
    }
  }

  /// Applies one action to the working copy; false where `IF [NOT] EXISTS` made it nothing.
  func apply(
    _ action: TableAction,
    to table: inout Table,
    at place: SourceReference,
    span: ByteSpan
  ) throws(Refusal) -> Bool {
    switch action {
    case .addColumn(let definition, let ifNotExists):
      return try addColumn(definition, ifNotExists: ifNotExists, to: &table, at: place)
    case .dropColumn(let name, let ifExists, let cascade):
      return try dropColumn(name, ifExists: ifExists, cascade: cascade, from: &table)
    case .renameColumn(let name, let new, let ifExists):
      if ifExists, columnSlot(name, in: table) == nil { return false }
      try renameColumn(name, to: new, in: &table, at: place)
    case .modifyColumn(let definition, let ifExists):
      if ifExists, columnSlot(definition.name, in: table) == nil { return false }
      try redeclare(definition.name, as: definition, in: &table, at: place)
    case .changeColumn(let name, let definition, let ifExists):
      if ifExists, columnSlot(name, in: table) == nil { return false }
      try redeclare(name, as: definition, in: &table, at: place)
    case .setType(let column, let type, _, let collation):
      try retype(column, type, collation: collation, in: &table, at: place)
    case .setDefault, .dropDefault, .setNotNull, .dropNotNull, .setGenerated, .dropExpression,
      .addIdentity, .dropIdentity:
      return try adjustColumn(action, in: &table, at: place)
    case .addConstraint(let definition):
      return try addConstraintIfAbsent(definition, to: &table)
    case .dropConstraint(let name, let ifExists, let cascade):
      try requireOwn(name, of: table, "drop")
      if try dropConstraint(name, from: &table, cascade: cascade) { return true }
      if ifExists { return false }
      throw undefinedConstraint(name, of: table)
    case .dropPrimaryKey:
      guard table.primaryKey != nil else {
        throw Refusal(
          .undefinedObject,
          "Can't DROP 'PRIMARY'; check that column/key exists",
          object: "PRIMARY"
        )
      }
      table.primaryKey = nil
    case .dropForeignKey(let name, let ifExists):
      guard let slot = table.foreignKeys.firstIndex(where: { samePart($0.name, name) }) else {
        if ifExists { return false }
        throw undefinedConstraint(name, of: table)
      }
      table.foreignKeys.remove(at: slot)
    // The index stays, and stays a generated one: it gives way when a declared one comes.
    case .dropCheck(let name, let ifExists):
      guard let slot = table.checks.firstIndex(where: { samePart($0.name, name) }) else {
        if ifExists { return false }
        throw undefinedConstraint(name, of: table)
      }
      table.checks.remove(at: slot)
    case .setInheritance(let name, let isNoInherit):
      try setInheritance(name, isNoInherit: isNoInherit, of: &table)
    case .renameConstraint(let name, let new):
      try requireOwn(name, of: table, "rename")
      try renameConstraint(name, to: new, in: &table)
    case .addIndex(let definition):
      return try addIndex(definition, to: &table) == .applied
    case .dropIndex(let name, let ifExists):
      return try dropIndex(name, ifExists: ifExists, from: &table) == .applied
    case .renameIndex(let name, let new):
      guard let slot = indexSlot(name, in: table) else {
        throw Refusal(
          .undefinedObject,
          "Key '\(name)' doesn't exist in table '\(table.name.name)'",
          object: name
        )
      }
      if !samePart(name, new) { try requireFreeIndexName(new, in: table) }
      table.indexes[slot].name = new
      table.indexes[slot].servesForeignKey = nil
    case .rename(let new): try renameTable(&table, to: new)
    case .setSchema(let schema): try move(&table, to: schema)
    case .setOptions(let options): setOptions(options, of: &table)
    case .convert(let set, let collation):
      convert(&table, characterSet: set, collation: collation, at: place)
    case .attachPartition(let child, let bounds):
      try attachPartition(child, bounds, to: &table)
    case .detachPartition(let child): try detachPartition(child, from: table)
    case .inherit(let parent): table.parents.append(try requireTable(parent).id)
    case .noInherit(let parent):
      let parent = try requireTable(parent)
      table.parents.removeAll { $0 == parent.id }
      keepInherited(parent.checks, in: &table)
    case .ignored: return true
    case .unknown: table.isComplete = false
    }
    return true
  }

  private func undefinedConstraint(_ name: String, of table: Table) -> Refusal {
    let message =
      dialect == .postgres
      ? "constraint \"\(name)\" of relation \"\(table.name.name)\" does not exist"
      : "Can't DROP '\(name)'; check that column/key exists"
    return Refusal(.undefinedObject, message, object: name)
  }

  private func addConstraintIfAbsent(
    _ definition: ConstraintDefinition,
    to table: inout Table
  ) throws(Refusal) -> Bool {
    if definition.ifNotExists, let name = definition.name ?? definition.indexName,
      table.foreignKeys.contains(where: { samePart($0.name, name) })
        || table.checks.contains(where: { samePart($0.name, name) })
        || indexSlot(name, in: table) != nil
    {
      return false
    }
    let hadKey = table.primaryKey != nil
    if case .primaryKey(let details) = definition.kind, !hadKey {
      try addConstraint(definition, to: &table)
      for part in details.parts { noteKey(part.text, in: &table, at: place(definition.span)) }
      return true
    }
    try addConstraint(definition, to: &table)
    return true
  }

  private func noteKey(_ name: String, in table: inout Table, at place: SourceReference) {
    guard let slot = columnSlot(name, in: table) else { return }
    table.columns[slot].history.append(ColumnChange(.key, at: place))
  }

  private func renameConstraint(
    _ name: String,
    to new: String,
    in table: inout Table
  ) throws(Refusal) {
    if name != new, constraintNames(of: table).contains(new) {
      throw duplicateConstraint(new, of: table)
    }
    if let slot = table.foreignKeys.firstIndex(where: { $0.name == name }) {
      table.foreignKeys[slot].name = new
    } else if let slot = table.checks.firstIndex(where: { $0.name == name }) {
      table.checks[slot].name = new
    } else if table.primaryKey?.name == name {
      table.primaryKey?.name = new
    } else if let slot = table.indexes.firstIndex(where: { $0.name == name && $0.isConstraint }) {
      table.indexes[slot].name = new
    } else if let constraint = notNull(name, of: table) {
      table.notNulls.removeAll { $0.name == name }
      table.notNulls.append(
        NotNullConstraint(
          name: new,
          column: constraint.column,
          isNoInherit: constraint.isNoInherit
        )
      )
    } else {
      throw undefinedConstraint(name, of: table)
    }
  }

  private func setOptions(_ options: TableOptions, of table: inout Table) {
    if let comment = options.comment { table.comment = nonEmpty(comment) }
    if let engine = options.engine { table.engine = engine }
    applyCharacterSet(options, to: &table)
  }

  private func convert(
    _ table: inout Table,
    characterSet: String?,
    collation: String?,
    at place: SourceReference
  ) {
    let set =
      characterSet ?? collation.map { self.characterSet(ofCollation: $0) } ?? "utf8mb4"
    let newBytes = mySQLMaxBytes(characterSet: set)
    for slot in table.columns.indices where mySQLIsText(table.columns[slot].type.text) {
      let old = table.columns[slot]
      let oldBytes = mySQLMaxBytes(characterSet: old.characterSet ?? table.characterSet)
      let text = mySQLWidenedText(old.type.text, from: oldBytes, to: newBytes)
      table.columns[slot].characterSet = set
      table.columns[slot].collation = collation
      guard text != old.type.text else { continue }
      table.columns[slot].type.text = text
      table.columns[slot].history.append(
        ColumnChange(.retyped, at: place, before: old.type.text)
      )
    }
    table.characterSet = set
    table.collation = collation
  }
}
