import Catalog

extension Draft {
  /// The schema that an unqualified name is created in.
  var creationSchema: String {
    switch dialect {
    case .postgres:
      for schema in session.searchPath ?? ["public"] where hasSchema(schema) { return schema }
      return session.searchPath == nil ? "public" : (session.searchPath?.first ?? "public")
    case .sqlite: return "main"
    case .mysql, .mariadb: return currentDatabase
    }
  }

  /// MySQL's current database: a tool runs all migrations over one connection, so `USE` holds for
  /// the migrations that follow.
  var currentDatabase: String {
    if let chosen = session.database { return chosen }
    if let databaseBefore { return databaseBefore }
    var name = ""
    let number = store.reads.currentDatabase
    note(number)
    if case .database(let found)? = peek(number) { name = found }
    databaseBefore = name
    return name
  }

  func use(database: String) {
    session.database = database
    write(.currentDatabase, .database(database))
  }

  /// Takes a schema that no migration makes for given.
  ///
  /// A host system makes some before the first migration (`auth` of Supabase); a chain that could
  /// not have run without it has run. Where the migration catches failures it fails as it would.
  func assume(schema: String) throws(Refusal) {
    if isTry {
      throw Refusal(.undefinedSchema, "schema \"\(schema)\" does not exist", object: schema)
    }
    setSchemaPresence(schema, true)
  }

  func hasSchema(_ schema: String) -> Bool {
    switch dialect {
    case .postgres:
      if schema == "public" || schema == "pg_catalog" || schema == "information_schema" {
        return lookUp(NameKey(.schema, schema: "", name: "-" + schema)) == nil
      }
      return lookUp(NameKey(.schema, schema: "", name: schema)) != nil
    case .sqlite: return schema == "main" || schema == "temp"
    case .mysql, .mariadb: return true
    }
  }

  /// The schemas in which an unqualified name is looked for, in order.
  var lookupSchemas: [String] {
    switch dialect {
    case .postgres: session.searchPath ?? ["public"]
    case .sqlite: ["main"]
    case .mysql, .mariadb: [currentDatabase]
    }
  }

  /// Names as the dialect compares them: SQLite ignores case, the others of tables do not.
  func folded(_ name: String) -> String { dialect == .sqlite ? lowercasedName(name) : name }

  /// Names of columns, indexes and constraints: only PostgreSQL minds their case.
  func foldedPart(_ name: String) -> String { dialect == .postgres ? name : lowercasedName(name) }

  func sameColumn(_ left: String, _ right: String) -> Bool {
    left == right || dialect != .postgres && isSameWithoutCase(left, right)
  }

  func key(_ space: NameKey.Space, _ name: QualifiedName) -> NameKey {
    NameKey(space, schema: name.schema ?? creationSchema, name: folded(name.name))
  }

  /// The name with the schema that it is created in.
  func creationName(_ name: QualifiedName) -> QualifiedName {
    let schema = name.schema ?? creationSchema
    return QualifiedName(name.name, schema: schema.isEmpty ? nil : schema)
  }

  /// What an unqualified or qualified name leads to.
  func target(_ space: NameKey.Space, _ name: QualifiedName) -> NameTarget? {
    if space == .relation, name.schema == nil || isTemporarySchema(name.schema),
      let id = temporary[folded(name.name)]
    {
      return .object(id)
    }
    if let schema = name.schema {
      return lookUp(NameKey(space, schema: schema, name: folded(name.name)))
    }
    if dialect.isMySQLFamily {
      return lookUp(NameKey(space, schema: currentDatabase, name: folded(name.name)))
    }
    for schema in lookupSchemas {
      if let found = lookUp(NameKey(space, schema: schema, name: folded(name.name))) {
        return found
      }
    }
    return nil
  }

  func isTemporarySchema(_ schema: String?) -> Bool { schema == "pg_temp" || schema == "temp" }

  func findTable(_ name: QualifiedName) -> Table? {
    guard case .object(let id)? = target(.relation, name) else { return nil }
    return table(id)
  }

  func findObject(_ space: NameKey.Space, _ name: QualifiedName) -> SchemaObject? {
    guard case .object(let id)? = target(space, name) else { return nil }
    return object(id)
  }

  func findView(_ name: QualifiedName) -> View? {
    guard case .view(let view)? = findObject(.relation, name) else { return nil }
    return view
  }

  func findSequence(_ name: QualifiedName) -> Sequence? {
    guard case .sequence(let sequence)? = findObject(.relation, name) else { return nil }
    return sequence
  }

  /// The table, or the refusal that each database gives for a missing one.
  func requireTable(_ name: QualifiedName) throws(Refusal) -> Table {
    if let table = findTable(name) { return table }
    throw undefinedTable(name)
  }

  func undefinedTable(_ name: QualifiedName) -> Refusal {
    let message =
      switch dialect {
      case .postgres: "relation \"\(name)\" does not exist"
      case .sqlite: "no such table: \(name)"
      case .mysql, .mariadb: "Table '\(name)' doesn't exist"
      }
    return Refusal(.undefinedTable, message, object: name.name)
  }

  func duplicateTable(_ name: QualifiedName) -> Refusal {
    let message =
      switch dialect {
      case .postgres: "relation \"\(name.name)\" already exists"
      case .sqlite: "table \(name.name) already exists"
      case .mysql, .mariadb: "Table '\(name.name)' already exists"
      }
    return Refusal(.duplicateTable, message, object: name.name)
  }

  func undefinedColumn(_ column: String, in table: Table) -> Refusal {
    let message =
      switch dialect {
      case .postgres: "column \"\(column)\" of relation \"\(table.name.name)\" does not exist"
      case .sqlite: "no such column: \"\(column)\""
      case .mysql, .mariadb: "Unknown column '\(column)' in '\(table.name.name)'"
      }
    return Refusal(.undefinedColumn, message, object: column)
  }

  func duplicateColumn(_ column: String, in table: Table) -> Refusal {
    let message =
      switch dialect {
      case .postgres: "column \"\(column)\" of relation \"\(table.name.name)\" already exists"
      case .sqlite: "duplicate column name: \(column)"
      case .mysql, .mariadb: "Duplicate column name '\(column)'"
      }
    return Refusal(.duplicateColumn, message, object: column)
  }

  func columnSlot(_ name: String, in table: Table) -> Int? {
    if let exact = table.columns.firstIndex(named: name) { return exact }
    guard dialect != .postgres else { return nil }
    return table.columns.firstIndex(namedWithoutCase: name)
  }

  func requireColumn(_ name: String, in table: Table) throws(Refusal) -> Int {
    if let slot = columnSlot(name, in: table) { return slot }
    throw undefinedColumn(name, in: table)
  }

  /// The columns' names as the table spells them.
  func spelled(_ columns: [String], in table: Table) throws(Refusal) -> [String] {
    var found: [String] = []
    for column in columns {
      found.append(table.columns[try requireColumn(column, in: table)].name)
    }
    return found
  }

  // MARK: Names that belong to tables

  /// Keeps the spaces of index and constraint names in step with a table.
  ///
  /// One place instead of one line in every operation that adds, drops or renames something.
  func syncNames(old: Table?, new: Table?) {
    guard new?.isTemporary != true, old?.isTemporary != true else { return }
    if let old, let new, old.name == new.name, old.primaryKey == new.primaryKey,
      old.indexes == new.indexes, old.foreignKeys == new.foreignKeys, old.checks == new.checks
    {
      return
    }
    let before = old.map(ownedNames) ?? []
    let after = new.map(ownedNames) ?? []
    guard let id = new?.id ?? old?.id else { return }
    // A statement adds or drops few of many: what both begin with need not be looked up.
    var common = 0
    while common < min(before.count, after.count), before[common] == after[common] { common += 1 }
    let gone = before[common...]
    if !gone.isEmpty {
      let kept = Set(after)
      for name in gone where !kept.contains(name) { release(name, of: id) }
    }
    let known = gone.isEmpty ? [] : Set(before)
    for name in after[common...] where !known.contains(name) {
      claim(name, by: id, schema: new?.name.schema ?? "")
    }
  }

  private func ownedNames(_ table: Table) -> [NameKey] {
    let schema = table.name.schema ?? ""
    var names = [NameKey(.relation, schema: schema, name: folded(table.name.name))]
    names.reserveCapacity(1 + 2 * (table.indexes.count + table.foreignKeys.count))
    if dialect == .postgres || dialect == .sqlite {
      for index in table.indexes {
        names.append(NameKey(.relation, schema: schema, name: folded(index.name)))
      }
      if dialect == .postgres, let name = table.primaryKey?.name {
        names.append(NameKey(.relation, schema: schema, name: name))
      }
    }
    for name in constraintNames(of: table) {
      names.append(NameKey(.constraint, schema: "", name: foldedPart(name)))
    }
    return names
  }

  /// Names that `pg_constraint` and `information_schema.table_constraints` would list.
  func constraintNames(of table: Table) -> [String] {
    var names: [String] = []
    if let name = table.primaryKey?.name { names.append(name) }
    for index in table.indexes where index.isConstraint || (dialect.isMySQLFamily && index.isUnique)
    {
      names.append(index.name)
    }
    for key in table.foreignKeys { if let name = key.name { names.append(name) } }
    for check in table.checks { if let name = check.name { names.append(name) } }
    return names
  }

  private func claim(_ name: NameKey, by id: ObjectID, schema: String) {
    let number = note(name)
    if name.space == .constraint {
      var holders: [ConstraintHolder] = []
      if case .constraint(let known)? = peek(number) { holders = known }
      let holder = ConstraintHolder(table: id, schema: schema)
      if !holders.contains(holder) {
        let place = holders.firstIndex { holder.table < $0.table } ?? holders.count
        holders.insert(holder, at: place)
      }
      write(number, .constraint(holders))
    } else {
      let isTable = peekTable(id).map { folded($0.name.name) == name.name } ?? false
      write(number, isTable ? .object(id) : .index(id))
    }
  }

  private func release(_ name: NameKey, of id: ObjectID) {
    let number = note(name)
    if name.space == .constraint {
      guard case .constraint(let known)? = peek(number) else { return }
      let holders = known.filter { $0.table != id }
      write(number, holders.isEmpty ? nil : .constraint(holders))
      return
    }
    switch peek(number) {
    case .object(id), .index(id): write(number, nil)
    default: break
    }
  }
}
