/// The schema at the end of the migrations, kept up to date object by object.
package struct PresentSchema: SchemaLookup, Sendable {
  package let dialect: Dialect
  package private(set) var tables: [ObjectID: Table] = [:]
  package private(set) var views: [ObjectID: View] = [:]
  package private(set) var enums: [ObjectID: EnumType] = [:]
  package private(set) var domains: [ObjectID: Domain] = [:]
  private var opaqueTypes: [ObjectID: OpaqueType] = [:]
  /// Tables by name, as the dialect compares names.
  private var names: [QualifiedName: ObjectID] = [:]

  package init(dialect: Dialect) { self.dialect = dialect }

  package func table(_ id: ObjectID) -> Table? { tables[id] }

  package func enumType(_ id: ObjectID) -> EnumType? { enums[id] }

  package func domain(_ id: ObjectID) -> Domain? { domains[id] }

  package func opaqueType(_ id: ObjectID) -> OpaqueType? { opaqueTypes[id] }

  package func table(named name: QualifiedName) -> Table? {
    if let id = names[folded(name)] { return tables[id] }
    guard name.schema == nil, let schema = dialect.defaultSchema else { return nil }
    return names[folded(QualifiedName(name.name, schema: schema))].flatMap { tables[$0] }
  }

  package func target(of key: ForeignKey) -> Table? {
    key.target.table.map { tables[$0] } ?? table(named: key.target.name)
  }

  package func object(_ id: ObjectID) -> SchemaObject? {
    if let table = tables[id] { return .table(table) }
    if let view = views[id] { return .view(view) }
    if let type = enums[id] { return .enumType(type) }
    if let domain = domains[id] { return .domain(domain) }
    return opaqueTypes[id].map(SchemaObject.opaqueType)
  }

  /// Removes an object, so that its name is free for another.
  package mutating func remove(_ id: ObjectID) {
    if let table = tables.removeValue(forKey: id), names[folded(table.name)] == id {
      names[folded(table.name)] = nil
    }
    views[id] = nil
    enums[id] = nil
    domains[id] = nil
    opaqueTypes[id] = nil
  }

  /// Puts an object in that was not there or was removed; sequences and routines are not kept.
  package mutating func insert(_ object: SchemaObject) {
    switch object {
    case .table(let table):
      tables[table.id] = table
      names[folded(table.name)] = table.id
    case .view(let view): views[view.id] = view
    case .enumType(let type): enums[type.id] = type
    case .domain(let domain): domains[domain.id] = domain
    case .opaqueType(let type): opaqueTypes[type.id] = type
    case .sequence, .routine: break
    }
  }

  /// How many objects there are.
  package var count: Int {
    tables.count + views.count + enums.count + domains.count + opaqueTypes.count
  }

  /// The whole schema, sorted: for outputs that show all of it.
  package func schema() -> Schema {
    Schema(
      dialect: dialect,
      tables: Array(tables.values),
      views: Array(views.values),
      enums: Array(enums.values),
      domains: Array(domains.values),
      opaqueTypes: Array(opaqueTypes.values)
    )
  }

  private func folded(_ name: QualifiedName) -> QualifiedName {
    guard dialect == .sqlite else { return name }
    return QualifiedName(name.name.lowercased(), schema: name.schema)
  }
}
