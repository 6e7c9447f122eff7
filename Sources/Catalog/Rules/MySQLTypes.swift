/// A MySQL or MariaDB type as `COLUMN_TYPE` prints it, and what else its name says.
package struct MySQLBuiltIn: Hashable, Sendable {
  package var text: String
  /// `SERIAL`: NOT NULL AUTO_INCREMENT UNIQUE.
  package var isSerial: Bool
  /// MariaDB's JSON: `longtext` with a check and its own collation.
  package var checksJSON: Bool
  /// `NCHAR`, `NVARCHAR`: the character set that the type brings along.
  package var characterSet: String?
}

/// The canonical spelling of a type.
///
/// https://dev.mysql.com/doc/refman/9.1/en/data-types.html and
/// https://mariadb.com/kb/en/data-types/. MariaDB keeps display widths, MySQL (since 8.0.19)
/// drops them except `tinyint(1)`. `maxBytes` is the greatest width of a character in the set
/// of the column: a length behind BLOB or TEXT picks the smallest of the family that holds it.
package func mySQLBuiltIn(
  _ type: TypeName,
  dialect: Dialect,
  maxBytes: Int = 4
) -> MySQLBuiltIn {
  let name = type.name.lowercased()
  var result = MySQLBuiltIn(text: name, isSerial: false, checksJSON: false, characterSet: nil)
  let widths = dialect == .mariadb
  if name == "serial" {
    result.text = widths ? "bigint(20) unsigned" : "bigint unsigned"
    result.isSerial = true
    return result
  }
  if let integer = integerName(name) {
    result.text = integerType(integer, type, keepsWidths: widths)
    return result
  }
  if let approximate = approximateType(name, type) {
    result.text = approximate + signs(type)
    return result
  }
  switch name {
  case "bool", "boolean": result.text = "tinyint(1)"
  case "decimal", "numeric", "dec", "fixed":
    let precision = type.arguments.first ?? "10"
    let scale = type.arguments.count > 1 ? type.arguments[1] : "0"
    result.text = "decimal(" + precision + "," + scale + ")" + signs(type)
  case "bit": result.text = "bit(" + (type.arguments.first ?? "1") + ")"
  case "char", "character", "nchar", "national char", "national character":
    result.text = "char(" + (type.arguments.first ?? "1") + ")"
    if name.hasPrefix("n") { result.characterSet = "utf8mb3" }
    if type.characterSet?.lowercased() == "binary" {
      result.text = "binary(" + (type.arguments.first ?? "1") + ")"
    }
  case "binary": result.text = "binary(" + (type.arguments.first ?? "1") + ")"
  case "varchar", "character varying", "char varying", "varcharacter":
    result.text = varying(type, maxBytes: maxBytes)
  case "nvarchar", "national varchar", "nchar varchar", "national char varying",
    "national character varying", "nchar varying":
    result.text = varying(type, maxBytes: 3)
    result.characterSet = "utf8mb3"
  case "varbinary": result.text = "varbinary(" + (type.arguments.first ?? "1") + ")"
  case "text":
    result.text = textType(type.arguments.first, maxBytes: maxBytes, base: "text")
  case "blob": result.text = textType(type.arguments.first, maxBytes: 1, base: "blob")
  case "long", "long varchar", "long char varying", "long character varying":
    result.text = "mediumtext"
  case "long varbinary": result.text = "mediumblob"
  case "json":
    if dialect == .mariadb {
      result.text = "longtext"
      result.checksJSON = true
    }
  case "enum", "set":
    let labels = type.arguments.map { "'" + doubled(trimmedLabel($0)) + "'" }
    result.text = name + "(" + labels.joined(separator: ",") + ")"
  case "vector":
    // https://dev.mysql.com/doc/refman/9.0/en/vector.html: 2048 entries where none are given.
    result.text = "vector(" + (type.arguments.first ?? "2048") + ")"
  case "year": result.text = dialect == .mariadb ? "year(4)" : "year"
  case "datetime", "timestamp", "time":
    let digits = type.arguments.first.flatMap { Int($0) } ?? 0
    result.text = digits == 0 ? name : name + "(" + String(digits) + ")"
  case "geometrycollection", "geomcollection":
    result.text = dialect == .mariadb ? "geometrycollection" : "geomcollection"
  default:
    if !type.arguments.isEmpty { result.text += "(" + type.arguments.joined(separator: ",") + ")" }
  }
  if let set = type.characterSet?.lowercased(), set == "binary",
    let binary = binarySisters[result.text.split(separator: "(")[0].description]
  {
    result.text = binary + result.text.dropFirst(result.text.split(separator: "(")[0].count)
  }
  return result
}

/// What `CONVERT TO CHARACTER SET` makes of a text type.
///
/// The bytes that fit before must fit after, so with a wider character set each type moves up:
/// https://dev.mysql.com/doc/refman/9.1/en/alter-table.html#alter-table-character-set
package func mySQLWidenedText(_ text: String, from oldBytes: Int, to newBytes: Int) -> String {
  guard newBytes > oldBytes else { return text }
  switch text {
  case "tinytext": return "text"
  case "text": return "mediumtext"
  case "mediumtext": return "longtext"
  default: return text
  }
}

/// The greatest number of bytes of a character.
package func mySQLMaxBytes(characterSet: String?) -> Int {
  switch characterSet?.lowercased() {
  case nil, "utf8mb4", "utf16", "utf32", "utf16le", "gb18030": 4
  case "utf8", "utf8mb3", "eucjpms", "ujis": 3
  case "ucs2", "big5", "gbk", "gb2312", "sjis", "cp932", "euckr": 2
  default: 1
  }
}

/// Types whose columns have a character set.
package func mySQLIsText(_ text: String) -> Bool {
  switch text.utf8.firstIndex(of: 0x28).map({ text[..<$0] }) ?? Substring(text) {
  case "char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set": true
  default: false
  }
}

private func integerType(
  _ integer: (name: String, signed: Int, unsigned: Int),
  _ type: TypeName,
  keepsWidths: Bool
) -> String {
  let unsigned = type.isUnsigned || type.isZerofill
  let width = type.arguments.first
  if keepsWidths || type.isZerofill {
    let shown = width ?? String(unsigned ? integer.unsigned : integer.signed)
    return integer.name + "(" + shown + ")" + signs(type)
  }
  if integer.name == "tinyint", width == "1", !unsigned { return "tinyint(1)" }
  return integer.name + signs(type)
}

private func signs(_ type: TypeName) -> String {
  (type.isUnsigned || type.isZerofill ? " unsigned" : "") + (type.isZerofill ? " zerofill" : "")
}

private func approximateType(_ name: String, _ type: TypeName) -> String? {
  let pair = type.arguments.count == 2 ? "(" + type.arguments.joined(separator: ",") + ")" : ""
  switch name {
  case "float", "float4":
    if type.arguments.count == 1, let bits = Int(type.arguments[0]), bits > 24 { return "double" }
    return "float" + pair
  case "double", "double precision", "float8", "real": return "double" + pair
  default: return nil
  }
}

/// A VARCHAR too long for a row becomes a text type where strict mode allows it; kept as it is.
private func varying(_ type: TypeName, maxBytes: Int) -> String {
  guard let length = type.arguments.first else { return "varchar" }
  if type.characterSet?.lowercased() == "binary" { return "varbinary(" + length + ")" }
  return "varchar(" + length + ")"
}

private func textType(_ length: String?, maxBytes: Int, base: String) -> String {
  guard let length, let characters = UInt64(length) else { return base }
  let bytes = characters.multipliedReportingOverflow(by: UInt64(max(1, maxBytes))).partialValue
  switch bytes {
  case ..<256: return "tiny" + base
  case ..<65_536: return base
  case ..<16_777_216: return "medium" + base
  default: return "long" + base
  }
}

private func doubled(_ label: String) -> String {
  guard label.utf8.contains(0x27) else { return label }
  return label.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
}

/// Trailing spaces of labels are removed when the table is made.
private func trimmedLabel(_ label: String) -> String {
  var label = Substring(label)
  while label.last == " " { label.removeLast() }
  return String(label)
}

/// The name of an integer type, and the display widths it has where none is given.
private func integerName(_ name: String) -> (name: String, signed: Int, unsigned: Int)? {
  switch name {
  case "tinyint", "int1": ("tinyint", 4, 3)
  case "smallint", "int2": ("smallint", 6, 5)
  case "mediumint", "int3", "middleint": ("mediumint", 9, 8)
  case "int", "integer", "int4": ("int", 11, 10)
  case "bigint", "int8": ("bigint", 20, 20)
  default: nil
  }
}

private let binarySisters: [String: String] = [
  "varchar": "varbinary", "char": "binary", "tinytext": "tinyblob", "text": "blob",
  "mediumtext": "mediumblob", "longtext": "longblob",
]
