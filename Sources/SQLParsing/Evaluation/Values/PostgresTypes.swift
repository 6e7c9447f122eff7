/// The spellings of PostgreSQL's own types and how `format_type` prints them.
enum PostgresTypes {
  static func printed(_ name: String) -> String? { names[name] }

  /// `typname` of a printed type: `int4` for `integer`.
  static func internalName(_ printed: String) -> String { internalNames[printed] ?? printed }

  private static let names: [String: String] = {
    var all: [String: String] = [:]
    for (printed, spelling) in internalNames {
      all[printed] = printed
      all[spelling] = printed
    }
    for (alias, printed) in aliases { all[alias] = printed }
    for name in same { all[name] = name }
    return all
  }()

  private static let internalNames: [String: String] = [
    "integer": "int4", "bigint": "int8", "smallint": "int2", "boolean": "bool",
    "double precision": "float8", "real": "float4", "character varying": "varchar",
    "character": "bpchar", "timestamp with time zone": "timestamptz",
    "timestamp without time zone": "timestamp", "time with time zone": "timetz",
    "time without time zone": "time", "bit varying": "varbit",
  ]

  private static let aliases: [String: String] = [
    "int": "integer", "float": "double precision", "decimal": "numeric", "char": "character",
    "dec": "numeric",
  ]

  private static let same: [String] = [
    "text", "numeric", "uuid", "json", "jsonb", "bytea", "date", "interval", "inet", "cidr",
    "macaddr", "macaddr8", "money", "xml", "tsvector", "tsquery", "point", "line", "lseg", "box",
    "path", "polygon", "circle", "bit", "oid", "name", "regclass", "regtype", "int4range",
    "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange",
    "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
    "pg_lsn", "txid_snapshot", "record", "void", "trigger", "jsonpath", "xid", "cid", "tid",
  ]
}
