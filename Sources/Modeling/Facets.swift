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
  var isPivot: Bool
  /// Of a pivot: its columns.
  var pivotColumns: [String]

  /// - Parameter isPivot: many tables have two foreign keys, and few of them join what they point
  ///   at: another column in one of the others is nothing to hubs with hundreds of relations.
  init(_ table: Table, isModeled: Bool, isPivot: Bool) {
    name = table.name
    kind = table.kind
    self.isModeled = isModeled
    primaryKey = table.primaryKey
    foreignKeys = table.foreignKeys.map(\.columns)
    targets = table.foreignKeys.map(\.target)
    uniqueColumns = table.uniqueColumns
    self.isPivot = isPivot
    pivotColumns = isPivot ? table.columns.map(\.name) : []
  }
}
