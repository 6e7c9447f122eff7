import Catalog

/// How large a schema is, counted along.
package struct SchemaCounts: Sendable, Equatable {
  package var tables = 0
  package var columns = 0
  package var indexes = 0
  package var foreignKeys = 0
  package var views = 0
  package var enums = 0

  package init() {}

  mutating func count(_ object: SchemaObject?, _ sign: Int) {
    switch object {
    case .table(let table)?:
      tables += sign
      columns += sign * table.columns.count
      indexes += sign * table.indexes.count
      foreignKeys += sign * table.foreignKeys.count
    case .view?: views += sign
    case .enumType?: enums += sign
    default: break
    }
  }
}
