package import Catalog
package import Modeling

/// The documents of a schema that changes: the pages that show a changed object, and the two
/// overviews where something changed that they show.
package struct LiveDocuments: Sendable {
  private let options: DocumentationOptions
  private let hash: TextHash
  private var names = DocumentNames()
  /// The overviews of an empty schema are written too.
  private var isFirst = true

  package init(options: DocumentationOptions, hash: @escaping TextHash) {
    self.options = options
    self.hash = hash
  }

  /// - Parameter models: the models after the same changes, with the present schema.
  package mutating func update(
    _ changes: [ObjectChange],
    _ models: LiveModels
  ) -> OutputChanges {
    let schema = models.schema
    var gone: Set<String> = []
    var affected: Set<ObjectID> = []
    for change in changes {
      if let page = names.page(of: change.id) { gone.insert(pagePath(page, options)) }
      names.remove(change.id)
    }
    for case .table(let table)? in changes.map(\.new) { names.insert(table) }
    // A page that is called otherwise is linked to from everywhere around it.
    let renamed = Set(names.settle())
    for change in changes { reach(change, models, &affected) }
    for id in renamed { reachAround(id, schema, &affected) }
    var output = OutputChanges()
    let isOverviewShown =
      isFirst || changes.contains(where: isShownInOverview) || !renamed.isEmpty
    isFirst = false
    if isOverviewShown {
      output.wanted = overviews(schema.schema(), names, options, hash: hash)
    }
    let tables = affected.compactMap(schema.table).sorted { $0.name < $1.name }
    for table in tables {
      let page = tablePage(table, schema, names, options, hash: hash)
      gone.remove(page.path)
      output.wanted.append(page)
    }
    output.gone = gone.sorted()
    return output
  }

  private func reach(
    _ change: ObjectChange,
    _ models: LiveModels,
    _ affected: inout Set<ObjectID>
  ) {
    for object in [change.old, change.new].compactMap({ $0 }) {
      switch object {
      case .table(let table):
        affected.insert(table.id)
        if isSeenAround(change) { reachAround(table, models.schema, &affected) }
      case .enumType(let type): reachUsers(of: type.id, models, &affected)
      case .domain(let domain): reachUsers(of: domain.id, models, &affected)
      case .opaqueType(let type): reachUsers(of: type.id, models, &affected)
      case .view, .sequence, .routine: break
      }
    }
  }

  /// Pages around a table show the types of its keys.
  private func reachUsers(
    of type: ObjectID,
    _ models: LiveModels,
    _ affected: inout Set<ObjectID>
  ) {
    for id in models.tables(using: type) { reachAround(id, models.schema, &affected) }
  }

  private func reachAround(
    _ id: ObjectID,
    _ schema: PresentSchema,
    _ affected: inout Set<ObjectID>
  ) {
    affected.insert(id)
    if let table = schema.table(id) { reachAround(table, schema, &affected) }
  }

  private func reachAround(
    _ table: Table,
    _ schema: PresentSchema,
    _ affected: inout Set<ObjectID>
  ) {
    affected.formUnion(table.foreignKeys.compactMap { schema.target(of: $0)?.id })
    affected.formUnion(table.referencedBy)
  }

  private func isSeenAround(_ change: ObjectChange) -> Bool {
    guard case .table(let old)? = change.old, case .table(let new)? = change.new else {
      return true
    }
    return NeighbourFacet(old) != NeighbourFacet(new)
  }

  private func isShownInOverview(_ change: ObjectChange) -> Bool {
    switch (change.old, change.new) {
    case (.table(let old)?, .table(let new)?):
      NeighbourFacet(old) != NeighbourFacet(new) || old.columns.count != new.columns.count
        || old.isComplete != new.isComplete || old.comment != new.comment
    case (.sequence?, _), (_, .sequence?), (.routine?, _), (_, .routine?): false
    default: true
    }
  }
}

/// What other tables' pages and the diagrams show of a table.
private struct NeighbourFacet: Equatable {
  var name: QualifiedName
  var keys: PrimaryKey?
  var columns: [String]
  var foreignKeys: [[String]]
  var targets: [ForeignTarget]
  var uniqueColumns: [[String]]

  init(_ table: Table) {
    name = table.name
    keys = table.primaryKey
    foreignKeys = table.foreignKeys.map(\.columns)
    targets = table.foreignKeys.map(\.target)
    let shown = Set((table.primaryKey?.columns ?? []) + foreignKeys.joined())
    columns = table.columns.filter { shown.contains($0.name) }.map {
      "\($0.name) \($0.type.text) \($0.type.dimensions) \($0.isNullable)"
    }
    uniqueColumns = table.uniqueColumns
  }
}
