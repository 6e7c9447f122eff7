package import Catalog

/// The schema as statements that its database accepts on an empty database.
///
/// Types first, then tables, indexes, foreign keys and views, so that nothing names what is not
/// there yet; foreign keys stand in their tables on SQLite, which can add none later. Functions
/// that the migrations made stand before what calls them. Views whose query, kept as it was
/// written, would not give the same view today are a comment: `lost` and what reads them.
package func schemaSQL(_ schema: Schema, lost: Set<ObjectID> = []) -> [UInt8] {
  var document = SchemaSQL(schema, lost: lost)
  document.write()
  return document.writer.bytes
}

private struct SchemaSQL: ~Copyable {
  let schema: Schema
  let sql: SQLWriting
  var writer = ByteWriter(reserving: 1 << 15)

  private var lost: Set<ObjectID>
  private let called: CalledRoutines

  init(_ schema: Schema, lost: Set<ObjectID>) {
    self.schema = schema
    self.lost = lost
    sql = SQLWriting(schema.dialect)
    called = CalledRoutines(schema)
  }

  mutating func write() {
    if schema.dialect.isMySQLFamily { writer.line("SET FOREIGN_KEY_CHECKS = 0;") }
    writeNamespaces()
    if schema.dialect == .postgres, !called.isEmpty {
      // What their bodies name is not there yet.
      writer.line("SET check_function_bodies = off;")
    }
    for sequence in called.sequences {
      writer.line("CREATE SEQUENCE IF NOT EXISTS \(sql.name(sequence.name));")
    }
    writeTypes()
    for routine in called.forTables { write(routine) }
    let tables = schema.tables
    for table in tables {
      writeNotes(table)
      if table.kind == .virtual {
        if let module = table.storage {
          writer.line("CREATE VIRTUAL TABLE \(sql.name(table.name)) \(module);")
        }
        continue
      }
      let text = TableSQL(table, schema)
      writer.write(text.statement)
      writer.write(text.afterwards)
    }
    for routine in called.afterTables { write(routine) }
    for table in tables where table.kind != .virtual { writeIndexes(table) }
    for table in tables where table.kind != .virtual { writeForeignKeys(table) }
    // Their keys and indexes are there by now, and become parts of those of the whole.
    for table in tables { attach(table) }
    for view in orderedViews() { write(view) }
    if schema.dialect == .postgres { writeComments() }
    if schema.dialect.isMySQLFamily { writer.line("SET FOREIGN_KEY_CHECKS = 1;") }
  }

  private mutating func writeNamespaces() {
    let objects = schema.tables.map(\.name) + schema.views.map(\.name) + schema.enums.map(\.name)
    let routines = called.forDomains + called.forTables + called.afterTables
    let others = schema.domains.map(\.name) + called.sequences.map(\.name) + routines.map(\.name)
    let names = Set((objects + others).compactMap(\.schema))
    for name in names.sorted() where name != schema.dialect.defaultSchema {
      let word = schema.dialect.isMySQLFamily ? "DATABASE" : "SCHEMA"
      if schema.dialect != .sqlite {
        writer.line("CREATE \(word) IF NOT EXISTS \(sql.name(name));")
      }
    }
    for name in neededExtensions(of: schema, calling: called.names) {
      writer.line("CREATE EXTENSION IF NOT EXISTS \(sql.name(name));")
    }
  }

  // MARK: Types

  private mutating func writeTypes() {
    for type in schema.enums {
      let labels = type.labels.map { sql.literal($0) }.joined(separator: ", ")
      writer.line("CREATE TYPE \(sql.name(type.name)) AS ENUM (\(labels));")
    }
    for routine in called.forDomains { write(routine) }
    var waiting = schema.opaqueTypes.filter { $0.kind == .composite }.map(TypeStatement.composite)
    waiting += schema.domains.map(TypeStatement.domain)
    var missing = Set(waiting.map(\.id))
    // A type may be made of another: each round writes those whose parts are there.
    while !waiting.isEmpty {
      let ready = waiting.filter { missing.isDisjoint(with: $0.parts) }
      for type in ready.isEmpty ? waiting : ready {
        write(type)
        missing.remove(type.id)
      }
      waiting = ready.isEmpty ? [] : waiting.filter { missing.contains($0.id) }
    }
    for type in schema.opaqueTypes where type.kind != .composite {
      writer.line(
        "-- \(type.kind.rawValue) type \(sql.name(type.name)): its definition is not kept"
      )
    }
  }

  private mutating func write(_ type: TypeStatement) {
    switch type {
    case .composite(let type):
      let attributes = type.attributes.map { attribute in
        sql.name(attribute.name) + " " + (attribute.type.map(schema.typeName) ?? "text")
      }
      let list = attributes.joined(separator: ", ")
      writer.line("CREATE TYPE \(sql.name(type.name)) AS (\(list));")
    case .domain(let domain):
      var text = "CREATE DOMAIN \(sql.name(domain.name)) AS \(schema.typeName(of: domain.type))"
      if let value = domain.defaultValue { text += " DEFAULT " + value.text }
      if !domain.isNullable { text += " NOT NULL" }
      for check in domain.checks {
        if let name = check.name { text += " CONSTRAINT " + sql.name(name) }
        text += " CHECK (\(check.expression.text))"
      }
      writer.line(text + ";")
    }
  }

  // MARK: Tables

  private mutating func writeNotes(_ table: Table) {
    let name = sql.name(table.name)
    if !table.isComplete {
      writer.line("-- \(name) is incomplete: a statement about it was not understood")
    }
    switch table.kind {
    case .table: break
    case .partitioned:
      if table.storage == nil {
        writer.line("-- \(name) is partitioned: its PARTITION BY is not kept")
      }
    case .partition:
      if table.bounds == nil {
        writer.line("-- \(name) is a partition: its bounds are not kept")
      }
    case .virtual:
      if table.storage == nil {
        writer.line("-- \(name) is a virtual table: its module is not kept")
      }
    }
  }

  private mutating func attach(_ table: Table) {
    guard let bounds = table.bounds, let parent = table.parents.first.flatMap(schema.table) else {
      return
    }
    let names = (sql.name(parent.name), sql.name(table.name))
    writer.line("ALTER TABLE \(names.0) ATTACH PARTITION \(names.1) \(bounds);")
  }

  private mutating func writeIndexes(_ table: Table) {
    // MySQL's stand in the table, where an auto-increment column needs its key.
    if schema.dialect.isMySQLFamily { return }
    for index in table.indexes where !(index.isConstraint && index.isUnique) {
      if index.isConstraint, let clause = exclusion(index) {
        writer.line("ALTER TABLE \(sql.name(table.name)) ADD \(clause);")
        continue
      }
      if index.isConstraint {
        writer.line("-- an exclusion constraint: its operators are not kept")
      }
      writer.line(indexStatement(index, on: table.name))
    }
  }

  private func exclusion(_ index: Index) -> String? {
    let parts = index.parts.compactMap { part in
      part.exclusion.map { sql.part(part) + " WITH " + $0 }
    }
    guard parts.count == index.parts.count else { return nil }
    var text = "CONSTRAINT \(sql.name(index.name)) EXCLUDE USING \(index.method ?? "gist") ("
    text += parts.joined(separator: ", ") + ")"
    if !index.included.isEmpty { text += " INCLUDE " + sql.names(index.included) }
    if let predicate = index.predicate { text += " WHERE (" + predicate.text + ")" }
    return text
  }

  private func indexStatement(_ index: Index, on owner: QualifiedName) -> String {
    var text = index.isUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX "
    text += sql.name(index.name) + " ON " + sql.name(owner)
    let method = index.method?.lowercased()
    if schema.dialect == .postgres, let method, method != "btree" { text += " USING " + method }
    text += " " + sql.parts(index.parts)
    if !index.included.isEmpty { text += " INCLUDE " + sql.names(index.included) }
    if index.nullsNotDistinct { text += " NULLS NOT DISTINCT" }
    if let predicate = index.predicate { text += " WHERE " + predicate.text }
    return text + ";"
  }

  private mutating func writeForeignKeys(_ table: Table) {
    if schema.dialect == .sqlite { return }
    for key in table.foreignKeys {
      if schema.dialect == .postgres, schema.target(of: key) == nil {
        writer.line("-- \(sql.name(table.name)) refers to a missing table \(key.target.name)")
        continue
      }
      let clause = foreignKeyClause(key, schema)
      writer.line("ALTER TABLE \(sql.name(table.name)) ADD \(clause);")
    }
  }

  // MARK: Functions

  private mutating func write(_ routine: Routine) {
    for overload in routine.overloads where !overload.text.text.isEmpty {
      let text = "CREATE FUNCTION \(sql.name(routine.name))\(overload.text.text)"
      if schema.dialect.isMySQLFamily {
        writer.line("DELIMITER ;;")
        writer.line(text + ";;")
        writer.line("DELIMITER ;")
      } else {
        writer.line(text + ";")
      }
    }
  }

  // MARK: Views

  /// Views after those they read.
  private func orderedViews() -> [View] {
    var waiting = schema.views
    var ordered: [View] = []
    var missing = Set(waiting.map(\.id))
    while !waiting.isEmpty {
      let ready = waiting.filter { view in
        view.dependencies.allSatisfy { $0 == view.id || !missing.contains($0) }
      }
      ordered += ready.isEmpty ? waiting : ready
      for view in ready { missing.remove(view.id) }
      waiting = ready.isEmpty ? [] : waiting.filter { missing.contains($0.id) }
    }
    return ordered
  }

  private mutating func write(_ view: View) {
    let kind = view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW"
    guard isCurrent(view) else {
      lost.insert(view.id)
      writer.line("-- \(kind.lowercased()) \(sql.name(view.name)): its query is not known any more")
      return
    }
    let columns = view.columns.isEmpty ? "" : " " + sql.names(view.columns.map(\.name))
    writer.line(
      "CREATE \(isRecursive(view) ? "RECURSIVE " : "")\(kind) \(sql.name(view.name))\(columns) AS"
    )
    writer.line(view.query.text + ";")
    for index in view.indexes {
      writer.line(indexStatement(index, on: view.name))
    }
  }

  /// `CREATE RECURSIVE VIEW`: its query names the view itself, and nothing else of that name.
  private func isRecursive(_ view: View) -> Bool {
    guard schema.dialect == .postgres, !view.columns.isEmpty, !view.isMaterialized,
      words(of: view.query.text).contains(view.name.name.lowercased())
    else { return false }
    return !view.dependencies.contains { id in
      let name = schema.table(id)?.name ?? schema.views.first { $0.id == id }?.name
      return id != view.id && name?.name == view.name.name
    }
  }

  /// Whether the query still names what it reads.
  private func isCurrent(_ view: View) -> Bool {
    let text = view.query.text.lowercased()
    guard !text.isEmpty, !lost.contains(view.id), lost.isDisjoint(with: view.dependencies) else {
      return false
    }
    return view.dependencies.allSatisfy { id in
      let name = schema.table(id)?.name ?? schema.views.first { $0.id == id }?.name
      return name.map { text.contains($0.name.lowercased()) } ?? false
    }
  }

  // MARK: Comments

  private mutating func writeComments() {
    for table in schema.tables where table.kind != .virtual {
      comment("TABLE", sql.name(table.name), table.comment)
      for column in table.columns {
        comment("COLUMN", sql.name(table.name) + "." + sql.name(column.name), column.comment)
      }
    }
    for view in schema.views where isCurrent(view) {
      comment(view.isMaterialized ? "MATERIALIZED VIEW" : "VIEW", sql.name(view.name), view.comment)
    }
    for type in schema.enums { comment("TYPE", sql.name(type.name), type.comment) }
    for domain in schema.domains { comment("DOMAIN", sql.name(domain.name), domain.comment) }
  }

  private mutating func comment(_ kind: String, _ name: String, _ text: String?) {
    guard let text else { return }
    writer.line("COMMENT ON \(kind) \(name) IS \(sql.literal(text));")
  }
}

/// A type of the user's that may be made of other types.
private enum TypeStatement {
  case composite(OpaqueType)
  case domain(Domain)

  var id: ObjectID {
    switch self {
    case .composite(let type): type.id
    case .domain(let domain): domain.id
    }
  }

  var parts: [ObjectID] {
    switch self {
    case .composite(let type): type.attributes.compactMap(\.type?.object)
    case .domain(let domain): domain.type.object.map { [$0] } ?? []
    }
  }
}
