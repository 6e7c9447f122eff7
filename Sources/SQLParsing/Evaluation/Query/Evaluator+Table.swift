import Catalog

/// The rows of a named table in `FROM`.
extension Evaluator {
  func table(_ name: QualifiedName, _ pins: Pins, _ scope: Scope?) throws(Raised) -> Relation {
    if name.schema == nil, let common = scope?.commonTable(folded(name.name)) { return common }
    if let view = CatalogueViews.view(name, dialect: dialect) {
      let reader = CatalogueReader(evaluator: self, pins: pins)
      let rows = view.rows(reader)
      var relation = Relation(
        columns: view.columns,
        rows: rows.rows.map { Relation.Row($0) },
        isOpen: rows.isOpen
      )
      relation.hasMoreColumns = true
      return relation
    }
    if CatalogueViews.isSystem(name, dialect: dialect) { return .unknown }
    if let table = world.table(name) {
      // A database that was only migrated holds no rows but those that migrations insert.
      return Relation(
        columns: table.columns.map { folded($0.name) },
        isOpen: isSeeded(name, table.name)
      )
    }
    if let view = world.view(name) {
      return Relation(
        columns: view.columns.map { folded($0.name) },
        isOpen: !view.isMaterialized
      )
    }
    if dialect.isMySQLFamily, name.name.lowercased() == "dual" {
      return Relation(columns: [], rows: [Relation.Row([])])
    }
    if openHandlers > 0, name.schema == nil || world.hasSchema(name.schema ?? "") {
      throw Raised(
        failure: OperationFailure(
          .undefinedTable,
          "relation \"" + name.description + "\" does not exist",
          object: name.description
        ),
        at: here
      )
    }
    return .unknown
  }
}
