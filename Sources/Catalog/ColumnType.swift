/// The type of a column as the database's own catalogue prints it.
///
/// `format_type` on PostgreSQL (`character varying(255)`), `COLUMN_TYPE` on MySQL and MariaDB
/// (`bigint unsigned`, `enum('a','b')`), the declared type on SQLite.
package struct ColumnType: Hashable, Sendable {
  /// The catalogue's spelling without array brackets.
  ///
  /// For a type of the user's the name it had
  /// when the column was typed; `Schema.typeName(of:)` gives the present one.
  package var text: String
  /// The enum, domain or composite type this is, tracked by identity through renames.
  package var object: ObjectID?
  package var dimensions: Int

  package init(_ text: String, object: ObjectID? = nil, dimensions: Int = 0) {
    self.text = text
    self.object = object
    self.dimensions = dimensions
  }
}
