import Catalog
import SourceText

extension Draft {
  func createTable(_ definition: TableDefinition) throws(Refusal) -> OperationOutcome {
    let name = creationName(definition.name)
    // SQLite's own tables, which dumps name and SQLite makes itself.
    if dialect == .sqlite, name.name.lowercased().hasPrefix("sqlite_") { return .skipped }
    if let outcome = try makeRoom(for: definition, named: name) { return outcome }
    var table = Table(id: newID(name), name: name, kind: definition.kind, source: source)
    table.isTemporary =
      definition.isTemporary || isTemporarySchema(definition.name.schema)
    table.comment = nonEmpty(definition.options.comment)
    table.engine = definition.options.engine
    (table.storage, table.bounds) = (definition.storage, definition.bounds)
    applyCharacterSet(definition.options, to: &table)
    if let parent = definition.partitionOf { try becomePartition(of: parent, &table) }
    for parent in definition.inherits { try inherit(from: parent, into: &table) }
    let sequences = try addColumns(definition, to: &table)
    addQueryColumns(definition.queryColumns, to: &table)
    if dialect == .sqlite, definition.kind != .virtual || definition.elements.isEmpty == false {
      try addConstraintsInOrder(definition, to: &table)
      requireKeyColumns(of: &table, definition.options)
    } else if dialect == .postgres {
      try addConstraintsByKind(definition, to: &table)
    } else {
      try addKeysInOrder(definition, to: &table)
    }
    if table.isTemporary { temporary[folded(name.name)] = table.id }
    write(table)
    for column in sequences { createOwnedSequence(for: column, of: table) }
    resolveWaiting(for: table)
    return .applied
  }

  /// Refuses, skips or, with OR REPLACE, drops what has the name already.
  private func makeRoom(
    for definition: TableDefinition,
    named name: QualifiedName
  ) throws(Refusal) -> OperationOutcome? {
    if let schema = name.schema, dialect == .postgres, !hasSchema(schema),
      !definition.isTemporary, !isTemporarySchema(schema)
    {
      try assume(schema: schema)
    }
    if definition.isTemporary {
      guard temporary[folded(name.name)] != nil else { return nil }
      if definition.ifNotExists { return .skipped }
      throw duplicateTable(name)
    }
    guard let existing = lookUp(key(.relation, name)) else { return nil }
    if definition.ifNotExists { return .skipped }
    guard definition.orReplace, case .object(let id) = existing, let old = table(id) else {
      throw duplicateTable(name)
    }
    try dropTable(old, cascade: false)
    return nil
  }

  /// The columns as declared; returns those that own a sequence.
  private func addColumns(
    _ definition: TableDefinition,
    to table: inout Table
  ) throws(Refusal) -> [String] {
    var sequences: [String] = []
    var names = WordIndex(minimumCapacity: table.columns.count + definition.elements.count)
    for column in table.columns { _ = names.insert(foldedPart(column.name)) }
    for element in definition.elements {
      switch element {
      case .column(let declared):
        if definition.partitionOf != nil || !definition.inherits.isEmpty,
          let slot = columnSlot(declared.name, in: table)
        {
          try merge(declared, into: &table.columns[slot], of: table)
          continue
        }
        guard names.insert(foldedPart(declared.name)) else {
          throw duplicateColumn(declared.name, in: table)
        }
        var column = try makeColumn(declared, in: table)
        column.history = [ColumnChange(.added, at: place(declared.span))]
        table.columns.append(column)
        if ownsSequence(declared) { sequences.append(column.name) }
      case .like(let clause):
        try copy(clause, into: &table)
        for column in table.columns { _ = names.insert(foldedPart(column.name)) }
      case .constraint, .index: break
      }
    }
    return sequences
  }

  /// A column declared again on a partition or a child: it may say more, never less.
  private func merge(
    _ declared: ColumnDefinition,
    into column: inout Column,
    of table: Table
  ) throws(Refusal) {
    if declared.isNullable == false { column.isNullable = false }
    if let value = declared.defaultValue {
      column.defaultValue = catalogueDefault(value, type: column.type)
    }
  }

  private func addQueryColumns(_ columns: [ViewColumn]?, to table: inout Table) {
    guard let columns else { return }
    for output in columns where columnSlot(output.name, in: table) == nil {
      var column = Column(
        name: output.name,
        type: output.type ?? ColumnType(dialect == .postgres ? "text" : "")
      )
      column.history = [ColumnChange(.added, at: source)]
      if dialect.isMySQLFamily {
        column.isNullable = output.isNullable
        column.defaultValue = output.defaultValue
        column.comment = output.comment
      }
      table.columns.append(column)
      if output.type == nil, dialect != .sqlite { table.isComplete = false }
    }
  }

  // MARK: Constraints in the order of each database

  /// PostgreSQL: checks, then the primary key, then unique keys (the same twice is one), then
  /// foreign keys; derived names depend on it.
  private func addConstraintsByKind(
    _ definition: TableDefinition,
    to table: inout Table
  ) throws(Refusal) {
    let all = declaredConstraints(definition)
    for (constraint, column) in all {
      switch constraint.kind {
      case .check, .notNull: try addConstraint(constraint, to: &table, column: column)
      default: break
      }
    }
    let merged = withoutRepeats(all)
    for (constraint, column) in merged {
      if case .primaryKey = constraint.kind {
        try addConstraint(constraint, to: &table, column: column)
      }
    }
    for (constraint, column) in merged {
      switch constraint.kind {
      case .unique, .exclude: try addConstraint(constraint, to: &table, column: column)
      default: break
      }
    }
    for (constraint, column) in all {
      if case .foreignKey = constraint.kind {
        try addConstraint(constraint, to: &table, column: column)
      }
    }
  }

  private typealias Declared = (ConstraintDefinition, String?)

  private func declaredConstraints(_ definition: TableDefinition) -> [Declared] {
    var all: [Declared] = []
    for element in definition.elements {
      switch element {
      case .column(let column):
        for constraint in column.constraints { all.append((constraint, column.name)) }
      case .constraint(let constraint): all.append((constraint, nil))
      case .index, .like: break
      }
    }
    return all
  }

  /// `transformIndexConstraints`: the primary key comes first, and an index that repeats an
  /// earlier one only lends it its name.
  private func withoutRepeats(_ all: [Declared]) -> [Declared] {
    var kept: [Declared] = []
    var places: [[String]: Int] = [:]
    func columns(_ details: IndexDetails, _ column: String?) -> [String] {
      details.parts.isEmpty ? [column ?? ""] : details.parts.map(\.text)
    }
    // `create table a (id int primary key, constraint foo unique (id))` has one key, called foo.
    for (constraint, column) in all {
      guard case .primaryKey(let details) = constraint.kind else { continue }
      places[columns(details, column)] = kept.count
      kept.append((constraint, column))
    }
    for (constraint, column) in all {
      switch constraint.kind {
      case .primaryKey: continue
      case .unique(let details):
        let names = columns(details, column)
        if let place = places[names] {
          if kept[place].0.name == nil { kept[place].0.name = constraint.name }
        } else {
          places[names] = kept.count
          kept.append((constraint, column))
        }
      default: kept.append((constraint, column))
      }
    }
    return kept
  }

  private func addConstraintsInOrder(
    _ definition: TableDefinition,
    to table: inout Table
  ) throws(Refusal) {
    for element in definition.elements {
      switch element {
      case .column(let column):
        for constraint in column.constraints {
          try addConstraint(constraint, to: &table, column: column.name)
        }
      case .constraint(let constraint): try addConstraint(constraint, to: &table)
      case .index(let index): _ = try addIndex(index, to: &table)
      case .like: break
      }
    }
    forgetRepeatedUniques(in: &table)
  }

  /// SQLite: UNIQUE over the columns of the key, written before it, is the key's index.
  private func forgetRepeatedUniques(in table: inout Table) {
    guard let key = table.primaryKey, !isRowIDKey(key, of: table) else { return }
    let columns = key.columns.map { $0.lowercased() }
    table.indexes.removeAll {
      $0.isConstraint && $0.parts.map { $0.text.lowercased() } == columns
    }
  }

  /// MySQL: keys get their names in order, then foreign keys look for an index that serves them.
  private func addKeysInOrder(
    _ definition: TableDefinition,
    to table: inout Table
  ) throws(Refusal) {
    var foreign: [Declared] = []
    for element in definition.elements {
      switch element {
      case .column(let column):
        if isSerial(column), !isKeyAlone(column) {
          try addConstraint(
            ConstraintDefinition(.unique(IndexDetails(parts: [IndexPart(column.name)]))),
            to: &table
          )
        }
        for constraint in constraints(at: column) {
          if case .foreignKey = constraint.kind {
            foreign.append((constraint, column.name))
          } else if !(isUnique(constraint) && isKeyAlone(column)) {
            try addConstraint(constraint, to: &table, column: column.name)
          }
        }
      case .constraint(let constraint):
        if case .foreignKey = constraint.kind {
          foreign.append((constraint, nil))
        } else {
          try addConstraint(constraint, to: &table)
        }
      case .index(let index): _ = try addIndex(index, to: &table)
      case .like: break
      }
    }
    for (constraint, column) in foreign {
      try addConstraint(constraint, to: &table, column: column)
    }
  }

  /// MariaDB: PRIMARY KEY and UNIQUE written at one column are the primary key alone.
  func isKeyAlone(_ column: ColumnDefinition) -> Bool {
    guard dialect == .mariadb else { return false }
    return column.constraints.contains {
      if case .primaryKey = $0.kind { true } else { false }
    }
  }

  func isUnique(_ constraint: ConstraintDefinition) -> Bool {
    if case .unique = constraint.kind { true } else { false }
  }

  /// SQLite: the key of a STRICT table is NOT NULL unless it is the row id, that of a table
  /// WITHOUT ROWID always, and no row id counts there.
  private func requireKeyColumns(of table: inout Table, _ options: TableOptions) {
    guard let key = table.primaryKey,
      options.isWithoutRowID || options.isStrict && !isRowIDKey(key, of: table)
    else { return }
    for name in key.columns {
      guard let slot = columnSlot(name, in: table) else { continue }
      table.columns[slot].isNullable = false
      if options.isWithoutRowID { table.columns[slot].isAutoIncrement = false }
    }
  }

  func applyCharacterSet(_ options: TableOptions, to table: inout Table) {
    guard dialect.isMySQLFamily else { return }
    if let collation = options.collation {
      table.collation = collation
      table.characterSet = options.characterSet ?? characterSet(ofCollation: collation)
    } else if let set = options.characterSet {
      table.characterSet = set
      table.collation = nil
    }
  }
}
