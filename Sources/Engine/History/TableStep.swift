package import Catalog
package import SourceText

/// What one statement made of a table.
package struct TableStep: Sendable {
  /// The label of the migration.
  package var migration: String
  /// Where the statement stands.
  package var source: SourceReference
  /// Nil before it was made.
  package var old: Table?
  /// Nil once it is dropped.
  package var new: Table?
  /// The differences; each has the place of its own clause where that is known, else the
  /// statement's.
  package var changes: [SchemaChange]
}
