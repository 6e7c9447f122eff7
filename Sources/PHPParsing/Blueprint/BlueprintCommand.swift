/// What a Blueprint was asked for besides the columns of a new table, in order.
struct BlueprintCommand {
  enum Kind {
    /// A column of a table that exists already: added, or changed where `change()` was called.
    case column
    /// `uniqueIndex` of tpetry/laravel-postgresql-enhanced: no constraint, so it may be partial.
    case uniqueIndex
    case primary, unique, index, fulltext, spatialIndex, vectorIndex, foreign
    case dropColumn, renameColumn, dropPrimary, dropUnique, dropIndex, dropForeign
    case renameIndex, rename, tableComment, drop, dropIfExists
  }

  let kind: Kind
  let fluent: FluentObject
}

extension BlueprintCommand.Kind {
  /// The kind of an index by the method that makes it and the word its derived name ends in.
  static let indexes: [String: (kind: BlueprintCommand.Kind, ending: String)] = [
    "primary": (.primary, "primary"), "unique": (.unique, "unique"),
    "index": (.index, "index"), "fulltext": (.fulltext, "fulltext"),
    "spatialindex": (.spatialIndex, "spatialindex"),
    "vectorindex": (.vectorIndex, "vectorindex"), "uniqueindex": (.uniqueIndex, "unique"),
  ]

  static let drops: [String: (kind: BlueprintCommand.Kind, ending: String)] = [
    "dropprimary": (.dropPrimary, "primary"), "dropunique": (.dropUnique, "unique"),
    "dropindex": (.dropIndex, "index"), "dropfulltext": (.dropIndex, "fulltext"),
    "dropspatialindex": (.dropIndex, "spatialindex"), "dropforeign": (.dropForeign, "foreign"),
  ]
}
