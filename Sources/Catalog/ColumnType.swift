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

extension ColumnType {
  /// The length that a string type is declared with: characters of `varchar(191)`, bytes of
  /// `binary(16)`; nil for every other type.
  package var declaredLength: Int? {
    let bytes = Array(text.utf8)
    guard let open = bytes.firstIndex(of: 0x28), let close = bytes.lastIndex(of: 0x29),
      open < close,
      ["char", "varchar", "binary", "varbinary"].contains(
        String(decoding: bytes[..<open], as: UTF8.self)
      )
    else { return nil }
    return Int(String(decoding: bytes[(open + 1)..<close], as: UTF8.self))
  }
}
