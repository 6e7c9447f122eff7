import Catalog
import Modeling

/// Methods that keep `save()` and `delete()` to one row where Eloquent's own would hit many.
///
/// Measured on Laravel 11 to 13: with `$primaryKey = null` an update has no `WHERE` and changes
/// every row; with the first column alone it changes every row of that value.
func writeKeyMethods(_ model: Model, _ names: BaseClassNames, into writer: inout ByteWriter) {
  switch model.key {
  case .single: break
  case .composite(let columns):
    writer.write(
      "\n    protected function setKeysForSaveQuery($query)\n    {\n        foreach (["
    )
    for (place, column) in columns.enumerated() {
      if place > 0 { writer.write(", ") }
      writer.write(phpString: column)
    }
    writer.line(
      """
      ] as $key) {
                  $query->where($key, '=', $this->original[$key] ?? $this->getAttribute($key));
              }

              return $query;
          }

          protected function setKeysForSelectQuery($query)
          {
              return $this->setKeysForSaveQuery($query);
          }
      """
    )
  case .none:
    let message = phpString(
      model.isView
        ? "\(model.tableName.description) is a view: its rows can be read only."
        : "The table \(model.tableName.description) has no primary key: its rows can be read only."
    )
    var refused = ["setKeysForSaveQuery($query)", "setKeysForSelectQuery($query)"]
    if model.isView { refused.append("performInsert(\(names.builder) $query)") }
    for method in refused {
      writer.line("\n    protected function ", method)
      writer.line("    {\n        throw new ", names.exception, "(", message, ");\n    }")
    }
  }
}
