import Catalog

/// Who points at whom at the end of the history.
///
/// `Table.referencedBy` is not written by the fold: a hub that ten thousand tables point at would
/// change ten thousand times. It is filled in from here when a table is handed out.
final class PresentReferrers {
  private var byIdentity: [ObjectID: Set<ObjectID>] = [:]
  private var byName: [String: Set<ObjectID>] = [:]

  /// Takes over a table's new foreign keys; returns the tables whose referrers changed.
  func replace(_ old: Table?, by new: Table?) -> (ids: Set<ObjectID>, names: Set<String>) {
    guard let id = new?.id ?? old?.id else { return ([], []) }
    let (oldKeys, newKeys) = (old?.foreignKeys ?? [], new?.foreignKeys ?? [])
    if oldKeys.isEmpty && newKeys.isEmpty || oldKeys == newKeys { return ([], []) }
    let before = targets(of: old)
    let after = targets(of: new)
    for target in before.ids.subtracting(after.ids) { byIdentity[target]?.remove(id) }
    for target in after.ids.subtracting(before.ids) { byIdentity[target, default: []].insert(id) }
    for name in before.names.subtracting(after.names) { byName[name]?.remove(id) }
    for name in after.names.subtracting(before.names) { byName[name, default: []].insert(id) }
    return (
      before.ids.symmetricDifference(after.ids), before.names.symmetricDifference(after.names)
    )
  }

  func referrers(of table: Table) -> Set<ObjectID> {
    let found = byIdentity[table.id] ?? []
    if byName.isEmpty { return found }
    return found.union(byName[foldedReference(table.name)] ?? [])
  }

  private func targets(of table: Table?) -> (ids: Set<ObjectID>, names: Set<String>) {
    var ids: Set<ObjectID> = []
    var names: Set<String> = []
    for key in table?.foreignKeys ?? [] {
      if let id = key.target.table {
        ids.insert(id)
      } else {
        names.insert(foldedReference(key.target.name))
      }
    }
    return (ids, names)
  }
}
