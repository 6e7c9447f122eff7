import Catalog

/// What the models of the tables around it take from a table that is pointed at.
///
/// `users` has ten thousand children: another column in it must not model them all again.
struct ParentFacet: Equatable {
  var name: QualifiedName
  var isModeled: Bool
  var keys: PrimaryKey?
  var isSoftlyDeleted: Bool

  init(_ table: Table, isModeled: Bool) {
    name = table.name
    self.isModeled = isModeled
    keys = table.primaryKey
    isSoftlyDeleted = table.column("deleted_at") != nil
  }
}

/// What the models of the tables it points at take from a table.
struct ChildFacet: Equatable {
  var name: QualifiedName
  var kind: Table.Kind
  var isModeled: Bool
  var primaryKey: PrimaryKey?
  var foreignKeys: [[String]]
  var targets: [ForeignTarget]
  var uniqueColumns: [[String]]
  /// Of what may be a pivot: its columns, and whether something points at it.
  var pivotColumns: [String]
  var isReferenced: Bool

  init(_ table: Table, isModeled: Bool) {
    name = table.name
    kind = table.kind
    self.isModeled = isModeled
    primaryKey = table.primaryKey
    foreignKeys = table.foreignKeys.map(\.columns)
    targets = table.foreignKeys.map(\.target)
    uniqueColumns = table.uniqueColumns
    let mayBePivot = table.foreignKeys.count == 2
    pivotColumns = mayBePivot ? table.columns.map(\.name) : []
    isReferenced = mayBePivot && !table.referencedBy.isEmpty
  }
}
