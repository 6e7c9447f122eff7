import Catalog

/// What a connection remembers while it runs one migration.
struct FoldSession: Hashable, Sendable {
  /// PostgreSQL; nil for the default, `public`.
  var searchPath: [String]?
  /// MySQL's current database where a migration chose one.
  var database: String?
  var foreignKeyChecks = true
  /// SQLite: a rename leaves the foreign keys of other tables alone.
  var legacyAlterTable = false
  var explicitDefaultsForTimestamp = true
  var sqlMode = ""
}
