import Catalog

/// A value of SQL, with `null`, and one more: what no reading of migrations can know.
///
/// `unknown` stands for the time, for data, for settings of a server. It spreads through
/// operators as `null` does, except where the other operand decides alone (`false AND unknown`).
enum SQLValue: Hashable, Sendable {
  case null
  case unknown
  case boolean(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case array([SQLValue])
  case record(SQLRecord)
  /// What PostgreSQL writes as an `oid`, `regclass`, `regtype` …: a thing of the catalogue.
  case object(CatalogObject)
}

/// A row held in a variable or returned by a function.
struct SQLRecord: Hashable, Sendable {
  var names: [String]
  var values: [SQLValue]

  func value(_ name: String) -> SQLValue? {
    guard let slot = names.firstIndex(of: name), slot < values.count else { return nil }
    return values[slot]
  }
}

/// A thing of the catalogue, named as it is now; stands in for PostgreSQL's object ids.
struct CatalogObject: Hashable, Sendable {
  enum Kind: String, Sendable, Hashable {
    case relation, type, schema, constraint, routine, trigger, role, other
  }

  var kind: Kind
  /// With the schema it lives in; constraints carry their table's full name there.
  var name: QualifiedName

  init(_ kind: Kind, _ name: QualifiedName) {
    self.kind = kind
    self.name = name
  }

  /// The database of the connection where migrations do not say its name: equal to any name
  /// but those of the server's own.
  static let unnamedDatabase = CatalogObject(.schema, QualifiedName(""))
}

extension SQLValue {
  private static let rowsName = "\u{1}rows"

  /// The rows a function returned, which count as one value only where they are looked at so.
  static func rows(_ values: [SQLValue]) -> SQLValue {
    .record(SQLRecord(names: [rowsName], values: values))
  }

  var rowSet: [SQLValue]? {
    guard case .record(let record) = self, record.names == [Self.rowsName] else { return nil }
    return record.values
  }

  var isNull: Bool { self == .null }
  var isUnknown: Bool { self == .unknown }

  /// True, false, or nil where it is null or cannot be known.
  var truth: Bool? {
    switch self {
    case .boolean(let value): value
    case .integer(let value): value != 0
    case .number(let value): value != 0
    case .text(let text):
      SQLValue.boolean(spelled: text) ?? SQLValue.leadingNumber(text).map { $0 != 0 }
    case .null, .unknown, .array, .record, .object: nil
    }
  }

  var integer: Int? {
    switch self {
    case .integer(let value): value
    case .boolean(let value): value ? 1 : 0
    case .number(let value): Int(exactly: value.rounded())
    case .text(let text): Int(SQLValue.trimmed(text))
    default: nil
    }
  }

  var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    case .boolean(let value): value ? 1 : 0
    case .text(let text): Double(SQLValue.trimmed(text))
    default: nil
    }
  }

  static func boolean(spelled text: String) -> Bool? {
    switch trimmed(text).lowercased() {
    case "t", "true", "y", "yes", "on", "1": true
    case "f", "false", "n", "no", "off", "0": false
    default: nil
    }
  }

  static func trimmed(_ text: String) -> String {
    var bytes = Substring(text).utf8
    while let first = bytes.first, first <= 0x20 { bytes = bytes.dropFirst() }
    while let last = bytes.last, last <= 0x20 { bytes = bytes.dropLast() }
    return String(Substring(bytes))
  }

  /// The number a text begins with, as MySQL and SQLite read it where they expect one.
  static func leadingNumber(_ text: String) -> Double? {
    let clean = trimmed(text)
    var end = clean.utf8.startIndex
    for byte in clean.utf8 {
      let isPart = (0x30...0x39).contains(byte) || byte == 0x2D || byte == 0x2B || byte == 0x2E
      guard isPart else { break }
      end = clean.utf8.index(after: end)
    }
    return Double(clean[..<end])
  }
}
