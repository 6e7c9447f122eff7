import Catalog

/// How values print when they become text.
extension SQLValue {
  /// The text of a known value in a dialect; nil for null and unknown.
  func text(in dialect: Dialect, searchPath: [String] = []) -> String? {
    switch self {
    case .null, .unknown: return nil
    case .boolean(let value):
      return dialect == .postgres ? (value ? "true" : "false") : (value ? "1" : "0")
    case .integer(let value): return String(value)
    case .number(let value):
      guard let whole = Int(exactly: value) else { return String(value) }
      return String(whole)
    case .text(let text): return text
    case .array(let values):
      return "{" + values.map { SQLValue.arrayElement($0, in: dialect) }.joined(separator: ",")
        + "}"
    case .record(let record):
      return "(" + record.values.map { $0.text(in: dialect) ?? "" }.joined(separator: ",") + ")"
    case .object(.unnamedDatabase): return nil
    case .object(let object): return object.printed(searchPath: searchPath)
    }
  }

  private static func arrayElement(_ value: SQLValue, in dialect: Dialect) -> String {
    guard let text = value.text(in: dialect) else { return "NULL" }
    if case .array = value { return text }
    let isPlain =
      !text.isEmpty && text.uppercased() != "NULL"
      && text.utf8.allSatisfy { byte in
        byte > 0x20 && byte != 0x22 && byte != 0x2C && byte != 0x5C && byte != 0x7B
          && byte != 0x7D
      }
    return isPlain
      ? text : "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }
}

extension CatalogObject {
  /// As `regclass`, `regtype` … print: qualified only where the search path would not find it.
  func printed(searchPath: [String]) -> String {
    switch kind {
    case .type where name.schema == nil || name.schema == "pg_catalog": return name.name
    case .relation, .type, .routine:
      guard let schema = name.schema, !searchPath.contains(schema), schema != "pg_catalog" else {
        return SQLQuoting.identifier(name.name)
      }
      return SQLQuoting.identifier(schema) + "." + SQLQuoting.identifier(name.name)
    default: return SQLQuoting.identifier(name.name)
    }
  }
}

/// PostgreSQL's quoting of identifiers and literals (`quote_ident`, `quote_literal`).
enum SQLQuoting {
  static func identifier(_ name: String) -> String {
    guard let first = name.utf8.first else { return "\"\"" }
    let startsPlain = (0x61...0x7A).contains(first) || first == 0x5F
    let isPlain =
      startsPlain
      && name.utf8.allSatisfy { byte in
        (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
      }
    if isPlain && !reserved.contains(name) { return name }
    return "\"" + name.replacing("\"", with: "\"\"") + "\""
  }

  static func literal(_ text: String) -> String {
    let quoted = "'" + text.replacing("'", with: "''") + "'"
    guard text.utf8.contains(0x5C) else { return quoted }
    return "E" + quoted.replacing("\\", with: "\\\\")
  }

  /// Words that `quote_ident` quotes although they look plain: reserved ones and those that may
  /// only name functions or types.
  private static let reserved: Set<String> = [
    "all", "analyse", "analyze", "and", "any", "array", "as", "asc", "asymmetric",
    "authorization", "between", "bigint", "binary", "bit", "boolean", "both", "case", "cast",
    "char", "character", "check", "coalesce", "collate", "collation", "column", "concurrently",
    "constraint", "create", "cross", "current_catalog", "current_date", "current_role",
    "current_schema", "current_time", "current_timestamp", "current_user", "dec", "decimal",
    "default", "deferrable", "desc", "distinct", "do", "else", "end", "except", "exists",
    "extract", "false", "fetch", "float", "for", "foreign", "freeze", "from", "full", "grant",
    "greatest", "group", "grouping", "having", "ilike", "in", "initially", "inner", "inout",
    "int", "integer", "intersect", "interval", "into", "is", "isnull", "join", "lateral",
    "leading", "least", "left", "like", "limit", "localtime", "localtimestamp", "national",
    "natural", "nchar", "none", "normalize", "not", "notnull", "null", "nullif", "numeric",
    "offset", "on", "only", "or", "order", "out", "outer", "overlaps", "overlay", "placing",
    "position", "precision", "primary", "real", "references", "returning", "right", "row",
    "select", "session_user", "setof", "similar", "smallint", "some", "substring", "symmetric",
    "system_user", "table", "tablesample", "then", "time", "timestamp", "to", "trailing",
    "treat", "trim", "true", "union", "unique", "user", "using", "values", "varchar",
    "variadic", "verbose", "when", "where", "window", "with", "xmlattributes", "xmlconcat",
    "xmlelement", "xmlexists", "xmlforest", "xmlnamespaces", "xmlparse", "xmlpi", "xmlroot",
    "xmlserialize", "xmltable",
  ]
}
