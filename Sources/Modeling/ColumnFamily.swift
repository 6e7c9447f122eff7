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
  switch family(ofFirstWord: text) {
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

/// What the first word of a type says.
private enum FirstWord {
  case plain(ColumnFamily)
  case integer
  case decimal
  case character
  case labels
}

/// What the word before the first parenthesis or space says, whatever its case.
private func family(ofFirstWord type: String) -> FirstWord? {
  let key = FirstWordKey(type)
  return families.keys.firstIndex(of: key).map { families.families[$0] }
}

/// The first sixteen bytes of a word, in small letters, and its length: no two words have the same.
private struct FirstWordKey: Equatable {
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  private var count = 0

  init(_ type: String) {
    let bytes = type.utf8.span
    while count < bytes.count, bytes[count] != 0x28, bytes[count] != 0x20 {
      let byte = UInt64(bytes[count].small)
      if count < 8 {
        low |= byte &<< UInt64(8 &* count)
      } else if count < 16 {
        high |= byte &<< UInt64(8 &* (count &- 8))
      }
      count += 1
    }
  }
}

/// Looked through from the beginning: the types that most columns have come first.
private let families: (keys: [FirstWordKey], families: [FirstWord]) = {
  let names: [(FirstWord, String)] = [
    (.integer, "int bigint integer"), (.plain(.string), "varchar text"),
    (.plain(.dateTime), "timestamp timestamptz datetime"), (.character, "character char"),
    (.integer, "tinyint smallint mediumint int2 int4 int8"), (.plain(.boolean), "boolean bool"),
    (.decimal, "numeric decimal"), (.plain(.json), "json jsonb"), (.plain(.date), "date"),
    (.plain(.uuid), "uuid"), (.labels, "enum"),
    (.plain(.float), "double float real float4 float8"), (.plain(.string), "money"),
    (.plain(.time), "time timetz interval"), (.plain(.year), "year"),
    (.plain(.binary), "bytea blob tinyblob mediumblob longblob binary varbinary"),
    (.plain(.set), "set"), (.plain(.vector), "vector"),
    (
      .plain(.geometry),
      "geometry geography point polygon linestring multipoint multipolygon multilinestring "
        + "geometrycollection"
    ),
  ]
  var keys: [FirstWordKey] = []
  var families: [FirstWord] = []
  for (family, words) in names {
    for word in words.split(separator: " ") {
      keys.append(FirstWordKey(String(word)))
      families.append(family)
    }
  }
  return (keys, families)
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
