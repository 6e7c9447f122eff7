package import SourceText

/// A complete schema: what a chain of migrations leads to.
///
/// Consumers (modelling, documents, the JSON form) read this and nothing else of the engine.
/// Objects are found by identity; `tables` and the other lists are sorted by (schema, name).
package struct Schema: SchemaLookup, Sendable {
  package var dialect: Dialect
  package var tables: [Table]
  package var views: [View]
  package var enums: [EnumType]
  package var domains: [Domain]
  package var opaqueTypes: [OpaqueType]
  /// What only the SQL form writes, where expressions call it.
  package var sequences: [Sequence]
  package var routines: [Routine]
  package var diagnostics: [Diagnostic]
  private var tableSlots: [ObjectID: Int]
  private var enumSlots: [ObjectID: Int]
  private var domainSlots: [ObjectID: Int]
  private var tableNames: [QualifiedName: Int]

  package init(
    dialect: Dialect,
    tables: [Table] = [],
    views: [View] = [],
    enums: [EnumType] = [],
    domains: [Domain] = [],
    opaqueTypes: [OpaqueType] = [],
    sequences: [Sequence] = [],
    routines: [Routine] = [],
    diagnostics: [Diagnostic] = []
  ) {
    self.dialect = dialect
    self.tables = tables.sorted { $0.name < $1.name }
    self.views = views.sorted { $0.name < $1.name }
    self.enums = enums.sorted { $0.name < $1.name }
    self.domains = domains.sorted { $0.name < $1.name }
    self.opaqueTypes = opaqueTypes.sorted { $0.name < $1.name }
    self.sequences = sequences.sorted { $0.name < $1.name }
    self.routines = routines.sorted { $0.name < $1.name }
    self.diagnostics = diagnostics
    tableSlots = [:]
    enumSlots = [:]
    domainSlots = [:]
    tableNames = [:]
    for (slot, table) in self.tables.enumerated() {
      tableSlots[table.id] = slot
      tableNames[table.name] = slot
    }
    for (slot, type) in self.enums.enumerated() { enumSlots[type.id] = slot }
    for (slot, domain) in self.domains.enumerated() { domainSlots[domain.id] = slot }
  }

  package func table(_ id: ObjectID) -> Table? { tableSlots[id].map { tables[$0] } }

  package func table(named name: QualifiedName) -> Table? { tableNames[name].map { tables[$0] } }

  package func enumType(_ id: ObjectID) -> EnumType? { enumSlots[id].map { enums[$0] } }

  package func domain(_ id: ObjectID) -> Domain? { domainSlots[id].map { domains[$0] } }

  /// The table a foreign key points at, if it exists.
  package func target(of key: ForeignKey) -> Table? {
    if let id = key.target.table { return table(id) }
    if let found = table(named: key.target.name) { return found }
    let qualified = QualifiedName(
      key.target.name.name,
      schema: key.target.name.schema ?? dialect.defaultSchema
    )
    if let found = table(named: qualified) { return found }
    guard dialect == .sqlite else { return nil }
    let folded = key.target.name.name.lowercased()
    return tables.first { $0.name.name.lowercased() == folded }
  }

  package func opaqueType(_ id: ObjectID) -> OpaqueType? { opaqueTypes.first { $0.id == id } }
}
