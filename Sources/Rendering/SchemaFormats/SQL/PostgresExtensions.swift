import Catalog

/// Extensions without which a schema's types, defaults and indexes do not exist, sorted.
func neededExtensions(of schema: Schema) -> [String] {
  guard schema.dialect == .postgres else { return [] }
  var found: Set<String> = []
  for table in schema.tables {
    for column in table.columns {
      let type = column.type.text.prefix { $0 != "(" && $0 != " " }
      if column.type.object == nil, let name = extensionOfType[String(type)] { found.insert(name) }
      let value = column.defaultValue?.text ?? ""
      if value.contains("uuid_generate_") { found.insert("uuid-ossp") }
      if value.contains("gen_random_bytes(") { found.insert("pgcrypto") }
    }
    for index in table.indexes {
      guard let method = index.method?.lowercased(), !trigramOperators(method).isEmpty else {
        continue
      }
      for part in index.parts where !part.isExpression {
        guard let type = table.column(part.text)?.type else { continue }
        if isTextual(type) { found.insert("pg_trgm") }
        if isScalar(type) { found.insert("btree_" + method) }
      }
    }
  }
  return found.sorted()
}

private let extensionOfType = [
  "citext": "citext", "hstore": "hstore", "ltree": "ltree", "cube": "cube", "isbn": "isn",
  "vector": "vector", "halfvec": "vector", "geometry": "postgis", "geography": "postgis",
]

/// The only operators that these methods have for text; which ones an index was made with is not
/// kept.
func trigramOperators(_ method: String?) -> String {
  switch method {
  case "gin": " gin_trgm_ops"
  case "gist": " gist_trgm_ops"
  default: ""
  }
}

/// Types for which `gin` and `gist` need `btree_gin` and `btree_gist`.
private func isScalar(_ type: ColumnType) -> Bool {
  guard type.object == nil, type.dimensions == 0 else { return false }
  let base = type.text.prefix { $0 != "(" && $0 != " " }
  return [
    "uuid", "smallint", "integer", "bigint", "numeric", "real", "double", "boolean", "date", "time",
    "timestamp", "interval", "bytea",
  ].contains(base)
}

func isTextual(_ type: ColumnType) -> Bool {
  guard type.object == nil, type.dimensions == 0 else { return false }
  let base = type.text.lowercased().prefix { $0 != "(" && $0 != " " }
  return [
    "text", "character", "varchar", "char", "tinytext", "mediumtext", "longtext", "enum", "set",
  ].contains(base)
}
