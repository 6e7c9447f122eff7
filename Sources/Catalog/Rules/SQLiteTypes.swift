/// The declared type as `PRAGMA table_info` prints it.
///
/// SQLite keeps the words as written, one space between them
/// (https://www.sqlite.org/datatype3.html); a column without a type has the empty string.
package func sqliteDeclaredType(_ type: TypeName?) -> String {
  guard let type else { return "" }
  if !type.spelling.isEmpty { return type.spelling }
  let arguments = type.arguments.isEmpty ? "" : "(" + type.arguments.joined(separator: ",") + ")"
  return type.name + arguments
}

/// Whether the column, as the only one of a PRIMARY KEY, is the row id itself.
///
/// Only the exact word counts: https://www.sqlite.org/lang_createtable.html#rowid
package func sqliteIsRowIDType(_ declared: String) -> Bool { declared.lowercased() == "integer" }
