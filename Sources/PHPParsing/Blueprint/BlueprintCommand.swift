import Catalog
import SourceText

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
  /// A method that makes or drops an index, and the word that the index's derived name ends in.
  typealias Row = (name: String, kind: BlueprintCommand.Kind, ending: String)

  static let indexes: [Row] = [
    ("primary", .primary, "primary"), ("unique", .unique, "unique"), ("index", .index, "index"),
    ("fullText", .fulltext, "fulltext"), ("spatialIndex", .spatialIndex, "spatialindex"),
    ("vectorIndex", .vectorIndex, "vectorindex"), ("uniqueIndex", .uniqueIndex, "unique"),
  ]

  static let drops: [Row] = [
    ("dropPrimary", .dropPrimary, "primary"), ("dropUnique", .dropUnique, "unique"),
    ("dropIndex", .dropIndex, "index"), ("dropFullText", .dropIndex, "fulltext"),
    ("dropSpatialIndex", .dropIndex, "spatialindex"), ("dropForeign", .dropForeign, "foreign"),
  ]

  /// By the method's name in lower case.
  static func index(named method: String) -> Row? {
    indexMethods.place(of: method).map { indexes[$0] }
  }

  static func drop(named method: String) -> Row? {
    dropMethods.place(of: method).map { drops[$0] }
  }

  private static let indexMethods = WordIndex(indexes.map { asciiLowercased($0.name) })
  private static let dropMethods = WordIndex(drops.map { asciiLowercased($0.name) })
}
