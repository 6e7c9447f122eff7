import Catalog

/// A table that only joins two others.
struct Pivot {
  var table: Table
  var keys: (ForeignKey, ForeignKey)
  var payload: [String]
  var hasTimestamps: Bool

  /// Nil where the table is not clearly a pivot: exactly two foreign keys of one column each,
  /// referenced by nothing, and either their pair is a key or the name says so.
  init?(_ table: Table, joiningTable: (ForeignKey, ForeignKey) -> String?) {
    guard table.foreignKeys.count == 2, table.referencedBy.isEmpty,
      table.foreignKeys.allSatisfy({ $0.columns.count == 1 }),
      table.foreignKeys[0].columns != table.foreignKeys[1].columns
    else { return nil }
    let pair = Set(table.foreignKeys.flatMap(\.columns))
    let keys = (table.foreignKeys[0], table.foreignKeys[1])
    let isKey = table.primaryKey.map { Set($0.columns) == pair } ?? false
    let isUnique = table.uniqueColumns.contains { Set($0) == pair }
    guard isKey || isUnique || joiningTable(keys.0, keys.1) == table.name.name else { return nil }
    let known = pair.union(["created_at", "updated_at"])
      .union(table.primaryKey?.columns.count == 1 ? table.primaryKey?.columns ?? [] : [])
    self.table = table
    self.keys = keys
    payload = table.columns.map(\.name).filter { !known.contains($0) }
    hasTimestamps = table.column("created_at") != nil && table.column("updated_at") != nil
  }

  var isPure: Bool { payload.isEmpty }
}
