import Catalog

extension Facet {
  /// Whether a part of a table is the same in two versions of it.
  static func isSame(_ facet: Facet, _ old: Table?, _ new: Table?) -> Bool {
    guard let old, let new else { return old == nil && new == nil }
    switch facet {
    case .name: return old.name == new.name && old.isComplete == new.isComplete
    case .keys:
      return old.primaryKey == new.primaryKey
        && old.indexes.filter(\.isUnique) == new.indexes.filter(\.isUnique)
    case .column(let name):
      let left = old.columns.first { isSameWithoutCase($0.name, name) }
      let right = new.columns.first { isSameWithoutCase($0.name, name) }
      return left?.type == right?.type && left?.name == right?.name
    case .foreignKeys: return old.foreignKeys == new.foreignKeys && old.name == new.name
    }
  }
}
