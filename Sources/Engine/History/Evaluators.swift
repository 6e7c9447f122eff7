package import Catalog
package import SourceText

/// The evaluators, injected, since neither the history nor one evaluator knows the other.
package struct Evaluators {
  /// Evaluates one migration against the world; parsing is the closure's own affair, cached by
  /// content.
  package var migration: (MigrationUnit, any World) -> Void
  /// Evaluates SQL inside another language's migration: text, where it stands, whether its
  /// failures are caught.
  package var sql: (String, SourceReference, Bool, any World) -> OperationOutcome
  /// Answers a query inside another language's migration; nil where its rows cannot be known.
  package var rows: (String, SourceReference, any World) -> QueryRows?

  package init(
    migration: @escaping (MigrationUnit, any World) -> Void,
    sql: @escaping (String, SourceReference, Bool, any World) -> OperationOutcome = {
      _,
      _,
      _,
      _ in .applied
    },
    rows: @escaping (String, SourceReference, any World) -> QueryRows? = { _, _, _ in nil }
  ) {
    self.migration = migration
    self.sql = sql
    self.rows = rows
  }
}
