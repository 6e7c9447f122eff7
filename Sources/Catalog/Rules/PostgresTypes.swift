/// A type of PostgreSQL's own as `format_type` prints it.
package struct PostgresBuiltIn: Hashable, Sendable {
  /// Without array brackets.
  package var text: String
  /// `serial` and its sisters: not a type but NOT NULL, a sequence and a default.
  package var isSerial: Bool
}

/// The canonical spelling of a built-in type; nil where the name is none of PostgreSQL's own and
/// a type of the user's or of an extension is meant.
///
/// https://www.postgresql.org/docs/current/datatype.html, and `format_type_extended` in
/// `src/backend/utils/adt/format_type.c` for what is printed.
package func postgresBuiltIn(_ type: TypeName) -> PostgresBuiltIn? {
  if let schema = type.schema, schema != "pg_catalog" { return nil }
  if type.isQuoted {
    // "char" is a type of its own; other quoted names are looked up as they stand.
    if type.name == "char" { return PostgresBuiltIn(text: "\"char\"", isSerial: false) }
    guard let canonical = quotedCatalogNames[type.name] else { return nil }
    return PostgresBuiltIn(text: canonical + modifiers(type), isSerial: false)
  }
  let name = type.name.lowercased()
  if let serial = serialTypes[name] {
    return PostgresBuiltIn(text: serial, isSerial: true)
  }
  if let text = timeType(name, type) { return PostgresBuiltIn(text: text, isSerial: false) }
  if name.hasPrefix("interval") {
    return PostgresBuiltIn(text: intervalType(name, type), isSerial: false)
  }
  if name == "float" {
    let bits = type.arguments.first.flatMap { Int($0) } ?? 53
    return PostgresBuiltIn(text: bits <= 24 ? "real" : "double precision", isSerial: false)
  }
  if ["char", "character", "nchar", "national character", "national char"].contains(name) {
    let length = type.arguments.first ?? "1"
    return PostgresBuiltIn(text: "character(" + length + ")", isSerial: false)
  }
  if name == "bit" {
    return PostgresBuiltIn(text: "bit(" + (type.arguments.first ?? "1") + ")", isSerial: false)
  }
  if ["numeric", "decimal", "dec"].contains(name) {
    return PostgresBuiltIn(text: numericType(type), isSerial: false)
  }
  guard let canonical = canonicalNames[name] else { return nil }
  return PostgresBuiltIn(text: canonical + modifiers(type), isSerial: false)
}

private func modifiers(_ type: TypeName) -> String {
  type.arguments.isEmpty ? "" : "(" + type.arguments.joined(separator: ",") + ")"
}

private func numericType(_ type: TypeName) -> String {
  guard let precision = type.arguments.first else { return "numeric" }
  let scale = type.arguments.count > 1 ? type.arguments[1] : "0"
  return "numeric(" + precision + "," + scale + ")"
}

private func timeType(_ name: String, _ type: TypeName) -> String? {
  let base: String
  let zone: String
  switch name {
  case "timestamp", "timestamp without time zone": (base, zone) = ("timestamp", "without")
  case "timestamptz", "timestamp with time zone": (base, zone) = ("timestamp", "with")
  case "time", "time without time zone": (base, zone) = ("time", "without")
  case "timetz", "time with time zone": (base, zone) = ("time", "with")
  default: return nil
  }
  let precision = type.arguments.first.map { "(" + clampedPrecision($0) + ")" } ?? ""
  return base + precision + " " + zone + " time zone"
}

/// More than six digits is a warning and six.
private func clampedPrecision(_ text: String) -> String {
  guard let number = Int(text) else { return text }
  return String(min(number, 6))
}

private func intervalType(_ name: String, _ type: TypeName) -> String {
  let fields = name.dropFirst("interval".count)
  let precision = type.arguments.first.map { "(" + clampedPrecision($0) + ")" } ?? ""
  return "interval" + fields + precision
}

private let serialTypes: [String: String] = [
  "serial": "integer", "serial4": "integer", "bigserial": "bigint", "serial8": "bigint",
  "smallserial": "smallint", "serial2": "smallint",
]

private let canonicalNames: [String: String] = {
  var names: [String: String] = [
    "int": "integer", "int4": "integer", "integer": "integer",
    "int8": "bigint", "bigint": "bigint", "int2": "smallint", "smallint": "smallint",
    "bool": "boolean", "boolean": "boolean",
    "float4": "real", "real": "real", "float8": "double precision",
    "double precision": "double precision",
    "varchar": "character varying", "character varying": "character varying",
    "char varying": "character varying", "national character varying": "character varying",
    "national char varying": "character varying", "nchar varying": "character varying",
    "bpchar": "bpchar", "varbit": "bit varying", "bit varying": "bit varying",
  ]
  for name in plainNames { names[name] = name }
  return names
}()

/// Types printed as they are named.
private let plainNames = [
  "text", "uuid", "json", "jsonb", "bytea", "date", "money", "inet", "cidr", "macaddr",
  "macaddr8", "xml", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector",
  "tsquery", "name", "oid", "regclass", "regproc", "regprocedure", "regtype", "regrole",
  "regnamespace", "regconfig", "regdictionary", "regoper", "regoperator", "regcollation",
  "txid_snapshot", "pg_snapshot", "pg_lsn", "xid", "xid8", "cid", "tid", "int4range",
  "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange",
  "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange",
  "jsonpath", "refcursor", "aclitem", "int2vector", "oidvector", "void", "trigger", "record",
]

/// What a quoted or `pg_catalog.` name means: the catalogue's own names only.
private let quotedCatalogNames: [String: String] = {
  var names: [String: String] = [
    "int4": "integer", "int8": "bigint", "int2": "smallint", "bool": "boolean",
    "float4": "real", "float8": "double precision", "varchar": "character varying",
    "varbit": "bit varying", "bpchar": "bpchar", "timestamp": "timestamp without time zone",
    "timestamptz": "timestamp with time zone", "time": "time without time zone",
    "timetz": "time with time zone", "numeric": "numeric", "interval": "interval",
  ]
  for name in plainNames { names[name] = name }
  return names
}()
