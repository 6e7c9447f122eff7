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
  family(of: column.type, in: schema)
}

private func family(of type: ColumnType, in schema: some SchemaLookup) -> ColumnFamily {
  if type.dimensions > 0 { return .list }
  guard let id = type.object else { return family(ofType: type.text, dialect: schema.dialect) }
  if let type = schema.enumType(id) { return .enumeration(type.labels) }
  guard let domain = schema.domain(id), domain.type.object != id else { return .other }
  return family(of: domain.type, in: schema)
}

/// The family of a built-in type.
package func family(ofType text: String, dialect: Dialect) -> ColumnFamily {
  switch families[firstWord(text)] {
  case .plain(let family)?: return family
  case .integer?:
    let lower = lowercasedName(text)
    return lower == "tinyint(1)" ? .boolean : .integer(isUnsigned: lower.holds("unsigned"))
  case .decimal?:
    let arguments = typeArguments(text)
    return .decimal(scale: arguments.count > 1 ? Int(arguments[1]) : arguments.isEmpty ? nil : 0)
  case .character?:
    if lowercasedName(text).hasPrefix("character varying") { return .string }
    let length = typeArguments(text).first
    return length == "36" ? .uuid : length == "26" ? .ulid : .string
  case .labels?: return .enumeration(typeArguments(text))
  case nil: break
  }
  let lower = lowercasedName(text)
  if lower == "bit(1)", dialect != .postgres { return .boolean }
  if isText(lower) { return .string }
  return dialect == .sqlite ? affinity(lower) : .other
}

/// What stands before the first parenthesis or space, letters of ASCII in small.
private func firstWord(_ type: String) -> String {
  let bytes = type.utf8.span
  var count = 0
  while count < bytes.count, bytes[count] != 0x28, bytes[count] != 0x20 { count += 1 }
  return String(unsafeUninitializedCapacity: count) { buffer in
    for slot in 0..<count { buffer[slot] = bytes[slot].small }
    return count
  }
}

/// What the first word of a type says.
private enum FirstWord {
  case plain(ColumnFamily)
  case integer
  case decimal
  case character
  case labels
}

private let families: [String: FirstWord] = {
  let names: [(FirstWord, String)] = [
    (.integer, "tinyint smallint mediumint int integer bigint int2 int4 int8"),
    (.decimal, "numeric decimal"), (.character, "char character"), (.labels, "enum"),
    (.plain(.boolean), "bool boolean"), (.plain(.string), "money varchar text"),
    (.plain(.date), "date"), (.plain(.float), "real float double float4 float8"),
    (.plain(.dateTime), "datetime timestamp timestamptz"),
    (.plain(.time), "time timetz interval"), (.plain(.year), "year"),
    (.plain(.json), "json jsonb"), (.plain(.uuid), "uuid"),
    (.plain(.binary), "bytea blob tinyblob mediumblob longblob binary varbinary"),
    (.plain(.set), "set"), (.plain(.vector), "vector"),
    (
      .plain(.geometry),
      "geometry geography point polygon linestring multipoint multipolygon multilinestring "
        + "geometrycollection"
    ),
  ]
  var families: [String: FirstWord] = [:]
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
  let bytes = Array(text.utf8)
  guard let open = bytes.firstIndex(of: 0x28), let close = bytes.lastIndex(of: 0x29), open < close
  else { return [] }
  var arguments: [String] = []
  var current: [UInt8] = []
  var isQuoted = false
  var rest = bytes[(open + 1)..<close]
  while let byte = rest.popFirst() {
    if byte == 0x27 {
      if isQuoted, rest.first == 0x27 {
        current.append(byte)
        rest.removeFirst()
      } else {
        isQuoted.toggle()
      }
    } else if byte == 0x2C, !isQuoted {
      arguments.append(String(decoding: current, as: UTF8.self))
      current.removeAll(keepingCapacity: true)
    } else if isQuoted || byte != 0x20 {
      current.append(byte)
    }
  }
  arguments.append(String(decoding: current, as: UTF8.self))
  return arguments
}
