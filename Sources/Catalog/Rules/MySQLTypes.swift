import SourceText

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
  let name = lowercasedName(type.name)
  var result = MySQLBuiltIn(text: name, isSerial: false, checksJSON: false, characterSet: nil)
  let widths = dialect == .mariadb
  let first = type.arguments.first
  switch shapeNames.place(of: name).map({ shapes[$0].shape }) {
  case .serial:
    result.text = widths ? "bigint(20) unsigned" : "bigint unsigned"
    result.isSerial = true
  case .integer(let integer, let signed, let unsigned):
    result.text = integerType((integer, signed, unsigned), type, keepsWidths: widths)
  case .float:
    let bits = type.arguments.count == 1 ? first.flatMap { Int($0) } ?? 0 : 0
    result.text = (bits > 24 ? "double" : "float" + digitPair(type)) + signs(type)
  case .double: result.text = "double" + digitPair(type) + signs(type)
  case .boolean: result.text = "tinyint(1)"
  case .decimal:
    let scale = type.arguments.count > 1 ? type.arguments[1] : "0"
    result.text = "decimal(" + (first ?? "10") + "," + scale + ")" + signs(type)
  case .sized(let shown, let length): result.text = shown + "(" + (first ?? length) + ")"
  case .character(let isNational):
    result.text = "char(" + (first ?? "1") + ")"
    if isNational { result.characterSet = "utf8mb3" }
  case .varying(let isNational):
    // One too long for a row becomes a text type where strict mode allows it; kept as it is.
    result.text = first.map { "varchar(" + $0 + ")" } ?? "varchar"
    if isNational { result.characterSet = "utf8mb3" }
  case .text: result.text = textType(first, maxBytes: maxBytes, base: "text")
  case .blob: result.text = textType(first, maxBytes: 1, base: "blob")
  case .named(let shown): result.text = shown
  case .json:
    result.text = widths ? "longtext" : name
    result.checksJSON = widths
  case .labels:
    let labels = type.arguments.map { "'" + doubled(trimmedLabel($0)) + "'" }
    result.text = name + "(" + labels.joined(separator: ",") + ")"
  case .year: result.text = widths ? "year(4)" : "year"
  case .moment:
    let digits = first.flatMap { Int($0) } ?? 0
    if digits != 0 { result.text = name + "(" + String(digits) + ")" }
  case .geometryCollection: result.text = widths ? "geometrycollection" : "geomcollection"
  case nil:
    if first != nil { result.text += "(" + type.arguments.joined(separator: ",") + ")" }
  }
  if isBinary(type) { result.text = binarySister(of: result.text) }
  return result
}

/// How the types of one kind are printed.
private enum TypeShape {
  case serial
  /// With the display widths it has, signed and unsigned, where none is given.
  case integer(String, signed: Int, unsigned: Int)
  case float
  case double
  case boolean
  case decimal
  /// Always with a length, of its own where none is given.
  case sized(String, String)
  case character(isNational: Bool)
  case varying(isNational: Bool)
  case text
  case blob
  case named(String)
  case json
  case labels
  case year
  case moment
  case geometryCollection
}

private let shapes: [(name: String, shape: TypeShape)] = {
  let rows: [(TypeShape, [String])] = [
    (.serial, ["serial"]),
    (.integer("tinyint", signed: 4, unsigned: 3), ["tinyint", "int1"]),
    (.integer("smallint", signed: 6, unsigned: 5), ["smallint", "int2"]),
    (.integer("mediumint", signed: 9, unsigned: 8), ["mediumint", "int3", "middleint"]),
    (.integer("int", signed: 11, unsigned: 10), ["int", "integer", "int4"]),
    (.integer("bigint", signed: 20, unsigned: 20), ["bigint", "int8"]),
    (.float, ["float", "float4"]), (.double, ["double", "double precision", "float8", "real"]),
    (.boolean, ["bool", "boolean"]), (.decimal, ["decimal", "numeric", "dec", "fixed"]),
    (.sized("bit", "1"), ["bit"]), (.sized("binary", "1"), ["binary"]),
    (.sized("varbinary", "1"), ["varbinary"]),
    // https://dev.mysql.com/doc/refman/9.0/en/vector.html: 2048 entries where none are given.
    (.sized("vector", "2048"), ["vector"]),
    (.character(isNational: false), ["char", "character"]),
    (.character(isNational: true), ["nchar", "national char", "national character"]),
    (
      .varying(isNational: false), ["varchar", "character varying", "char varying", "varcharacter"]
    ),
    (
      .varying(isNational: true),
      [
        "nvarchar", "national varchar", "nchar varchar", "national char varying",
        "national character varying", "nchar varying",
      ]
    ),
    (.text, ["text"]), (.blob, ["blob"]),
    (
      .named("mediumtext"),
      ["long", "long varchar", "long char varying", "long character varying"]
    ),
    (.named("mediumblob"), ["long varbinary"]), (.json, ["json"]), (.labels, ["enum", "set"]),
    (.year, ["year"]), (.moment, ["datetime", "timestamp", "time"]),
    (.geometryCollection, ["geometrycollection", "geomcollection"]),
  ]
  return rows.flatMap { shape, names in names.map { ($0, shape) } }
}()

private let shapeNames = WordIndex(shapes.map(\.name))

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
  switch text.utf8.first {
  case UInt8(ascii: "c"): text.hasPrefix("char")
  case UInt8(ascii: "v"): text.hasPrefix("varchar")
  case UInt8(ascii: "e"): text.hasPrefix("enum")
  case UInt8(ascii: "s"): text.hasPrefix("set")
  case UInt8(ascii: "t"): text == "text" || text == "tinytext"
  case UInt8(ascii: "m"): text == "mediumtext"
  case UInt8(ascii: "l"): text == "longtext"
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

private func digitPair(_ type: TypeName) -> String {
  type.arguments.count == 2 ? "(" + type.arguments.joined(separator: ",") + ")" : ""
}

private func isBinary(_ type: TypeName) -> Bool {
  type.characterSet.map { isSameWithoutCase($0, "binary") } ?? false
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

/// What a text type is with the character set `binary`: `varbinary(20)` for `varchar(20)`.
private func binarySister(of text: String) -> String {
  let base = text.prefix { $0 != "(" }
  guard let sister = binarySisters[String(base)] else { return text }
  return sister + text.dropFirst(base.count)
}

private let binarySisters: [String: String] = [
  "varchar": "varbinary", "char": "binary", "tinytext": "tinyblob", "text": "blob",
  "mediumtext": "mediumblob", "longtext": "longblob",
]
