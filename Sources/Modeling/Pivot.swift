import Catalog

/// A table that only joins two others.
struct Pivot {
  var table: Table
  var keys: (ForeignKey, ForeignKey)
  var payload: [String]
  var hasTimestamps: Bool

  /// Nil where the table is not clearly a pivot: exactly two foreign keys of one column each,
  /// referenced by nothing, and either their pair is a key or the name says so.
  ///
  /// - Parameter isJoined: whether the table is called as one between what the two point at.
  init?(_ table: Table, isJoined: ([ForeignKey]) -> Bool) {
    let foreignKeys = table.foreignKeys
    guard foreignKeys.count == 2, table.referencedBy.isEmpty, foreignKeys[0].columns.count == 1,
      foreignKeys[1].columns.count == 1, foreignKeys[0].columns != foreignKeys[1].columns
    else { return nil }
    let pair = [foreignKeys[0].columns[0], foreignKeys[1].columns[0]]
    guard
      table.primaryKey?.columns.holdsOnly(pair) == true || table.hasUnique({ $0.holdsOnly(pair) })
        || isJoined(foreignKeys)
    else { return nil }
    let key = table.primaryKey?.columns ?? []
    let known = pair + ["created_at", "updated_at"] + (key.count == 1 ? key : [])
    self.table = table
    keys = (foreignKeys[0], foreignKeys[1])
    payload = table.columns.map(\.name).filter { !known.contains($0) }
    hasTimestamps = table.hasColumn("created_at") && table.hasColumn("updated_at")
  }

  var isPure: Bool { payload.isEmpty }
}

extension [String] {
  /// Whether two names and no other are in it.
  fileprivate func holdsOnly(_ pair: [String]) -> Bool {
    count >= 2 && allSatisfy(pair.contains) && pair.allSatisfy(contains)
  }
}

extension Table {
  func hasColumn(_ name: String) -> Bool { columns.firstIndex(named: name) != nil }

  /// Whether some columns that a unique index tells every row apart by are those asked for.
  ///
  /// As `uniqueColumns` without an array of arrays.
  func hasUnique(_ isWanted: ([String]) -> Bool) -> Bool {
    indexes.indices.contains { slot in
      indexes[slot].isUnique && indexes[slot].predicate == nil
        && indexes[slot].plainColumns.map(isWanted) == true
    }
  }
}
