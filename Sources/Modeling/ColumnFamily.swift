package import Catalog
import SourceText

/// What kind of value a column holds, whatever its database calls it.
package enum ColumnFamily: Hashable, Sendable {
  case integer(isUnsigned: Bool)
  case boolean
  /// Nil where the type sets no scale, so that no digit may be cut.
  case decimal(scale: Int?)
  case float
  case string
  case date
  case dateTime
  case time
  case year
  case json
  case uuid
  case ulid
  case binary
  /// One of these labels.
  case enumeration([String])
  /// MySQL's `set`, a comma-joined string.
  case set
  case vector
  case geometry
  /// An array of PostgreSQL.
  case list
  case other
}

/// The family of a column, from the type as the catalogue prints it.
package func family(of column: Column, in schema: some SchemaLookup) -> ColumnFamily {
  if column.type.dimensions > 0 { return .list }
  if let id = column.type.object {
    if let type = schema.enumType(id) { return .enumeration(type.labels) }
    if let domain = schema.domain(id) {
      var base = column
      base.type = domain.type
      return domain.type.object == id ? .other : family(of: base, in: schema)
    }
    return .other
  }
  return family(ofType: column.type.text, dialect: schema.dialect)
}

/// The family of a built-in type.
package func family(ofType text: String, dialect: Dialect) -> ColumnFamily {
  let lower = text.lowercased()
  if lower == "tinyint(1)" || (lower == "bit(1)" && dialect != .postgres) { return .boolean }
  let end = lower.utf8.firstIndex { $0 == 0x28 || $0 == 0x20 } ?? lower.endIndex
  let name = String(lower[..<end])
  if let plain = plainFamilies[name] { return plain }
  switch name {
  case "tinyint", "smallint", "mediumint", "int", "integer", "bigint", "int2", "int4", "int8":
    return .integer(isUnsigned: lower.holds("unsigned"))
  case "numeric", "decimal":
    let arguments = typeArguments(text)
    return .decimal(scale: arguments.count > 1 ? Int(arguments[1]) : arguments.isEmpty ? nil : 0)
  case "char", "character":
    if lower.hasPrefix("character varying") { return .string }
    let length = typeArguments(text).first
    return length == "36" ? .uuid : length == "26" ? .ulid : .string
  case "enum": return .enumeration(typeArguments(text))
  default: break
  }
  if isText(lower) { return .string }
  return dialect == .sqlite ? affinity(lower) : .other
}

/// The families of types whose first word says everything.
private let plainFamilies: [String: ColumnFamily] = {
  let names: [(ColumnFamily, String)] = [
    (.boolean, "bool boolean"), (.string, "money varchar text"), (.date, "date"),
    (.float, "real float double float4 float8"), (.dateTime, "datetime timestamp timestamptz"),
    (.time, "time timetz interval"), (.year, "year"), (.json, "json jsonb"), (.uuid, "uuid"),
    (.binary, "bytea blob tinyblob mediumblob longblob binary varbinary"), (.set, "set"),
    (.vector, "vector"),
    (
      .geometry,
      "geometry geography point polygon linestring multipoint multipolygon multilinestring "
        + "geometrycollection"
    ),
  ]
  var families: [String: ColumnFamily] = [:]
  for (family, words) in names {
    for word in words.split(separator: " ") { families[String(word)] = family }
  }
  return families
}()

/// SQLite's rules for a type that is any text (https://www.sqlite.org/datatype3.html, 3.1).
private func affinity(_ lower: String) -> ColumnFamily {
  if lower.holds("int") { return .integer(isUnsigned: lower.holds("unsigned")) }
  if lower.holds("blob") { return .binary }
  if lower.holds("real") || lower.holds("floa") || lower.holds("doub") { return .float }
  return .other
}

private func isText(_ lower: String) -> Bool {
  lower.holds("char") || lower.holds("text") || lower.holds("clob") || lower.holds("inet")
    || lower.holds("cidr") || lower.holds("macaddr") || lower.holds("xml") || lower.holds("name")
}

/// What stands in the parentheses: `10`, `2`; labels without quotes, doubled quotes undone.
private func typeArguments(_ text: String) -> [String] {
  guard let open = text.firstIndex(of: "("), let close = text.lastIndex(of: ")"), open < close
  else { return [] }
  var arguments: [String] = []
  var current = ""
  var isQuoted = false
  var rest = text[text.index(after: open)..<close]
  while let character = rest.popFirst() {
    if character == "'" {
      if isQuoted, rest.first == "'" {
        current.append("'")
        rest.removeFirst()
      } else {
        isQuoted.toggle()
      }
    } else if character == ",", !isQuoted {
      arguments.append(current)
      current = ""
    } else if isQuoted || character != " " {
      current.append(character)
    }
  }
  arguments.append(current)
  return arguments
}
