package import Catalog

/// The tables that come out differently when two files of SQL change places, sorted by name.
///
/// Looks at what both define: two columns added to one table stand in the order in which they
/// came; a column, an index or a key that both name is not the same before and after the other.
package func tablesWhereOrderMatters(_ one: SQLScript, _ other: SQLScript) -> [QualifiedName] {
  let left = changes(of: one)
  let right = changes(of: other)
  return left.compactMap { name, touched in
    guard let theirs = right[name] else { return nil }
    return touched.isDisjoint(with: theirs) ? nil : name
  }.sorted()
}

private enum Touched: Hashable {
  /// The table as a whole: made, dropped, renamed.
  case whole
  /// The end of the list of columns.
  case columns
  case column(String)
  case part(String)
}

private func changes(of script: SQLScript) -> [QualifiedName: Set<Touched>] {
  var found: [QualifiedName: Set<Touched>] = [:]
  for operation in script.statements.flatMap({ $0.definition?.operations ?? [] }) {
    switch operation {
    case .alterTable(let statement):
      for action in statement.actions {
        found[statement.name, default: []].formUnion(touched(by: action))
      }
    case .createTable(let definition): found[definition.name, default: []].insert(.whole)
    case .drop(let statement) where statement.kind == .table:
      for name in statement.names { found[name, default: []].insert(.whole) }
    case .createIndex(let statement):
      if let name = statement.index.name {
        found[statement.table, default: []].insert(.part(name))
      }
    default: continue
    }
  }
  return found
}

private func touched(by action: TableAction) -> Set<Touched> {
  switch action {
  case .addColumn(let column, _): [.columns, .column(column.name)]
  case .dropColumn(let name, _, _): [.column(name)]
  case .renameColumn(let old, let new, _): [.column(old), .column(new)]
  case .modifyColumn(let column, _): [.column(column.name)]
  case .changeColumn(let old, let column, _): [.column(old), .column(column.name)]
  case .setType(let column, _, _, _), .setDefault(let column, _), .dropDefault(let column),
    .setNotNull(let column), .dropNotNull(let column), .setGenerated(let column, _),
    .dropExpression(let column, _), .addIdentity(let column, _), .dropIdentity(let column, _):
    [.column(column)]
  case .addConstraint(let constraint): constraint.name.map { [.part($0)] } ?? []
  case .dropConstraint(let name, _, _), .dropForeignKey(let name, _), .dropCheck(let name, _),
    .dropIndex(let name, _):
    [.part(name)]
  case .renameConstraint(let old, let new), .renameIndex(let old, let new):
    [.part(old), .part(new)]
  case .setInheritance(let name, _): [.part(name)]
  case .addIndex(let index): index.name.map { [.part($0)] } ?? []
  case .dropPrimaryKey: [.part("PRIMARY")]
  case .rename, .setSchema: [.whole]
  case .setOptions, .convert, .attachPartition, .detachPartition, .inherit, .noInherit, .ignored,
    .unknown:
    []
  }
}
