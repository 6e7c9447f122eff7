import Catalog

/// Extensions without which a schema's types, defaults and indexes do not exist, sorted.
func neededExtensions(of schema: Schema, calling calls: Set<String>) -> [String] {
  guard schema.dialect == .postgres else { return [] }
  var found = Set(calls.compactMap { extensionOfFunction[$0] })
  for table in schema.tables {
    for column in table.columns {
      let type = column.type.text.prefix { $0 != "(" && $0 != " " }
      if column.type.object == nil, let name = extensionOfType[String(type)] { found.insert(name) }
    }
    for index in table.indexes {
      guard let method = index.method?.lowercased(), method == "gin" || method == "gist" else {
        continue
      }
      for part in index.parts {
        if let name = part.operatorClass {
          if name.contains("_trgm_ops") { found.insert("pg_trgm") }
        } else if let type = table.column(part.text)?.type, isScalar(type) {
          found.insert("btree_" + method)
        }
      }
    }
  }
  if found.contains("earthdistance") { found.insert("cube") }
  return found.sorted()
}

private let extensionOfFunction = [
  "uuid_generate_v1": "uuid-ossp", "uuid_generate_v1mc": "uuid-ossp",
  "uuid_generate_v3": "uuid-ossp", "uuid_generate_v4": "uuid-ossp",
  "uuid_generate_v5": "uuid-ossp", "gen_random_bytes": "pgcrypto", "digest": "pgcrypto",
  "hmac": "pgcrypto", "crypt": "pgcrypto", "gen_salt": "pgcrypto", "unaccent": "unaccent",
  "similarity": "pg_trgm", "word_similarity": "pg_trgm", "levenshtein": "fuzzystrmatch",
  "soundex": "fuzzystrmatch", "crosstab": "tablefunc", "ll_to_earth": "earthdistance",
  "earth_distance": "earthdistance", "earth_box": "earthdistance",
]

private let extensionOfType = [
  "citext": "citext", "hstore": "hstore", "ltree": "ltree", "cube": "cube", "isbn": "isn",
  "vector": "vector", "halfvec": "vector", "geometry": "postgis", "geography": "postgis",
]

/// Types for which `gin` and `gist` need `btree_gin` and `btree_gist`.
private func isScalar(_ type: ColumnType) -> Bool {
  guard type.object == nil, type.dimensions == 0 else { return false }
  let base = type.text.prefix { $0 != "(" && $0 != " " }
  return [
    "uuid", "smallint", "integer", "bigint", "numeric", "real", "double", "boolean", "date", "time",
    "timestamp", "interval", "bytea", "text", "character", "inet", "cidr",
  ].contains(base)
}

func isTextual(_ type: ColumnType) -> Bool {
  guard type.object == nil, type.dimensions == 0 else { return false }
  let base = type.text.lowercased().prefix { $0 != "(" && $0 != " " }
  return [
    "text", "character", "varchar", "char", "tinytext", "mediumtext", "longtext", "enum", "set",
  ].contains(base)
}
