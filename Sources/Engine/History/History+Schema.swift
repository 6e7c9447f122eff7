package import Catalog
import SQLParsing
package import SourceText

extension History {
  /// The schema at the end, with every diagnostic.
  package func schema() -> Schema { schema(before: UInt64.max) }

  /// The schema after one migration; nil where there is none of that label.
  package func schema(at id: String) -> Schema? {
    guard let slot = slot(of: id) else { return nil }
    return schema(before: store.orders[Int(slot)] + 1)
  }

  /// A table at the end of the history, with its referrers.
  package func table(_ id: ObjectID) -> Table? {
    guard var table = store.table(id, before: UInt64.max) else { return nil }
    fillReferrers(of: &table)
    return table
  }

  package func object(_ id: ObjectID) -> SchemaObject? {
    if let table = table(id) { return .table(table) }
    return store.other(id, before: UInt64.max)
  }

  /// The table of that name at the end of the history.
  package func table(named name: QualifiedName) -> Table? {
    let schema = name.schema ?? dialect.defaultSchema ?? ""
    let folded = dialect == .sqlite ? name.name.lowercased() : name.name
    guard
      case .object(let id)? = store.name(
        NameKey(.relation, schema: schema, name: folded),
        before: UInt64.max
      )
    else { return nil }
    return table(id)
  }

  /// Every diagnostic, in the order of the migrations.
  package func diagnostics() -> [Diagnostic] {
    slotsWithDiagnostics().flatMap { records[Int($0)]?.diagnostics ?? [] }
  }

  /// The labels of all migrations in order.
  package func order() -> [String] {
    var ids: [String] = []
    ids.reserveCapacity(count)
    var at = first
    while let slot = at, let record = records[Int(slot)] {
      ids.append(record.unit.id)
      at = record.next
    }
    return ids
  }

  func presentObject(_ id: ObjectID) -> SchemaObject? {
    if let table = store.table(id, before: UInt64.max) { return .table(table) }
    return store.other(id, before: UInt64.max)
  }

  /// False where nothing refers to the table.
  @discardableResult
  private func fillReferrers(of table: inout Table) -> Bool {
    let referrers = present.referrers(of: table)
    if !referrers.isEmpty { table.referencedBy = sortedByName(referrers) }
    return !referrers.isEmpty
  }

  private func sortedByName(_ ids: Set<ObjectID>) -> [ObjectID] {
    ids.compactMap { id in store.table(id, before: UInt64.max).map { ($0.name, id) } }
      .sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.1)
  }

  private func schema(before order: UInt64) -> Schema {
    var tables: [Table] = []
    for id in store.allTableIDs {
      if let table = store.table(id, before: order) { tables.append(table) }
    }
    fillReferrers(of: &tables)
    var views: [View] = []
    var enums: [EnumType] = []
    var domains: [Domain] = []
    var opaque: [OpaqueType] = []
    var sequences: [Sequence] = []
    var routines: [Routine] = []
    for id in store.allOtherIDs {
      switch store.other(id, before: order) {
      case .view(let view)?: views.append(view)
      case .enumType(let type)?: enums.append(type)
      case .domain(let domain)?: domains.append(domain)
      case .opaqueType(let type)?: opaque.append(type)
      case .sequence(let sequence)?: sequences.append(sequence)
      case .routine(let routine)?: routines.append(routine)
      case .table?, nil: break
      }
    }
    var found: [Diagnostic] = []
    for slot in slotsWithDiagnostics() where store.orders[Int(slot)] < order {
      found += records[Int(slot)]?.diagnostics ?? []
    }
    var schema = Schema(
      dialect: dialect,
      tables: tables,
      views: views,
      enums: enums,
      domains: domains,
      opaqueTypes: opaque,
      sequences: sequences,
      routines: routines,
      diagnostics: found
    )
    if dialect == .sqlite, !views.isEmpty {
      schema.views = settledViews(schema.views, among: ViewSurroundings(schema))
    }
    return schema
  }

  private func fillReferrers(of tables: inout [Table]) {
    // Tables are large: what is sorted is their names.
    let order = tables.enumerated().map { (name: $1.name, place: $0) }.sorted { $0.name < $1.name }
    tables = order.map { tables[$0.place] }
    var places: [ObjectID: Int] = [:]
    var names: [String: Int] = [:]
    let needsNames = tables.contains { $0.foreignKeys.contains { $0.target.table == nil } }
    for place in tables.indices {
      places[tables[place].id] = place
      if needsNames { names[foldedReference(tables[place].name)] = place }
      if !tables[place].referencedBy.isEmpty { tables[place].referencedBy = [] }
    }
    for table in tables where !table.foreignKeys.isEmpty {
      for key in table.foreignKeys {
        let place = key.target.table.map { places[$0] } ?? names[foldedReference(key.target.name)]
        // What a table points at twice has it as its last already.
        if let place, tables[place].referencedBy.last != table.id {
          tables[place].referencedBy.append(table.id)
        }
      }
    }
  }

  /// Works out what is different now, and whose referrers are.
  func finish(_ wave: Wave) -> UpdateReport {
    var report = wave.report
    var changed: [ObjectID: ObjectChange] = [:]
    var parents: Set<ObjectID> = []
    for (id, old) in wave.before {
      let new = presentObject(id)
      if old == new { continue }
      changed[id] = ObjectChange(id: id, old: old, new: new)
      var oldTable: Table?
      var newTable: Table?
      if case .table(let table)? = old { oldTable = table }
      if case .table(let table)? = new { newTable = table }
      let affected = present.replace(oldTable, by: newTable)
      parents.formUnion(affected.ids)
      for name in affected.names {
        let key = NameKey(.relation, schema: dialect.defaultSchema ?? "", name: name)
        if case .object(let parent)? = store.name(key, before: UInt64.max) {
          parents.insert(parent)
        }
      }
    }
    for id in parents where changed[id] == nil {
      guard let table = store.table(id, before: UInt64.max) else { continue }
      changed[id] = ObjectChange(id: id, old: .table(table), new: .table(table))
    }
    for id in Array(changed.keys) {
      guard case .table(var table)? = changed[id]?.new, fillReferrers(of: &table) else { continue }
      changed[id]?.new = .table(table)
    }
    let order = changed.map {
      (name: $1.new?.name ?? $1.old?.name ?? QualifiedName(""), id: $0)
    }
    report.changes = order.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
      .compactMap { changed[$0.id] }
    return report
  }
}

/// The schema that a list of migrations leads to, from nothing.
package func schema(
  of units: [MigrationUnit],
  dialect: Dialect,
  project: ProjectContext = ProjectContext(),
  evaluators: Evaluators
) -> Schema {
  let history = History(
    dialect: dialect,
    project: project,
    evaluators: evaluators,
    isUpdated: false
  )
  _ = history.setMigrations(units)
  return history.schema()
}
