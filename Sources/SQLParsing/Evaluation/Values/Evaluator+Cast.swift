import Catalog

/// Casts, and the names behind `regclass` and its kin.
extension Evaluator {
  func cast(_ value: SQLValue, to type: TypeName) throws(Raised) -> SQLValue {
    if value.isNull || value.isUnknown { return value }
    let name = folded(type.name)
    if type.dimensions > 0 {
      if case .text(let text) = value, text.hasPrefix("{") { return .array(ArrayText.parse(text)) }
      if case .array(let items) = value {
        var element = type
        element.dimensions = 0
        var result: [SQLValue] = []
        for item in items { result.append(try cast(item, to: element)) }
        return .array(result)
      }
      return value
    }
    switch name {
    case "regclass":
      return try object(value, .relation, relation(named:), .undefinedTable, "relation")
    case "regtype":
      return try object(value, .type, typeObject(named:), .undefinedObject, "type")
    case "regnamespace":
      return try object(value, .schema, schemaObject(named:), .undefinedSchema, "schema")
    case "regproc", "regprocedure", "regrole", "oid":
      return value
    case "text", "varchar", "character varying", "char", "character", "bpchar", "name", "citext",
      "nchar", "nvarchar":
      guard let text = printed(value) else { return .unknown }
      guard name != "text", name != "name", let limit = type.arguments.first.flatMap({ Int($0) })
      else { return .text(text) }
      return .text(String(text.unicodeScalars.prefix(max(limit, 0)).map(Character.init)))
    case "integer", "int", "int4", "int8", "bigint", "smallint", "int2", "signed", "unsigned",
      "signed integer", "unsigned integer":
      if case .text(let text) = value, dialect != .postgres {
        return SQLValue.leadingNumber(text).flatMap { Int(exactly: $0.rounded()) }
          .map { .integer($0) } ?? .integer(0)
      }
      return value.integer.map { .integer($0) } ?? .unknown
    case "numeric", "decimal", "double precision", "real", "float", "float8", "float4", "double":
      if case .integer = value { return value }
      return value.double.map { .number($0) } ?? .unknown
    case "boolean", "bool":
      switch value {
      case .text(let text): return SQLValue.boolean(spelled: text).map { .boolean($0) } ?? .unknown
      default: return value.truth.map { .boolean($0) } ?? .unknown
      }
    case "date", "timestamp", "timestamp with time zone", "timestamp without time zone",
      "timestamptz", "time", "interval", "datetime":
      // 'now', 'today' and their kin are the clock's.
      if case .text(let text) = value, text.utf8.first.map({ (0x30...0x39).contains($0) }) == true {
        return value
      }
      return .unknown
    default:
      return value
    }
  }

  private func object(
    _ value: SQLValue,
    _ kind: CatalogObject.Kind,
    _ find: (QualifiedName) -> CatalogObject?,
    _ missing: OperationFailure.Kind,
    _ word: String
  ) throws(Raised) -> SQLValue {
    if case .object(let object) = value, object.kind == kind { return value }
    guard case .text(let text) = value else { return .unknown }
    if let found = find(IdentifierText.name(text, folding: dialect == .postgres)) {
      return .object(found)
    }
    throw Raised(
      failure: OperationFailure(missing, word + " \"" + text + "\" does not exist", object: text),
      at: here
    )
  }

  /// The relation of a name: table, view, index or sequence.
  func relation(named name: QualifiedName) -> CatalogObject? {
    if let table = world.table(name) { return CatalogObject(.relation, table.name) }
    if let view = world.view(name) { return CatalogObject(.relation, view.name) }
    if let table = world.tableOfIndex(name) {
      return CatalogObject(.relation, QualifiedName(name.name, schema: table.name.schema))
    }
    if let sequence = world.sequence(name) { return CatalogObject(.relation, sequence.name) }
    if let schema = name.schema, schema == "pg_catalog" || schema == "information_schema" {
      return CatalogObject(.relation, name)
    }
    return nil
  }

  func typeObject(named name: QualifiedName) -> CatalogObject? {
    if let type = world.type(name) {
      switch type {
      case .enumType(let type): return CatalogObject(.type, type.name)
      case .domain(let type): return CatalogObject(.type, type.name)
      case .opaqueType(let type): return CatalogObject(.type, type.name)
      case .table, .view, .sequence, .routine: break
      }
    }
    guard name.schema == nil || name.schema == "pg_catalog" else { return nil }
    return PostgresTypes.printed(name.name).map {
      CatalogObject(.type, QualifiedName($0, schema: "pg_catalog"))
    }
  }

  func schemaObject(named name: QualifiedName) -> CatalogObject? {
    let isKnown =
      name.name == "pg_catalog" || name.name == "information_schema" || world.hasSchema(name.name)
    return isKnown ? CatalogObject(.schema, QualifiedName(name.name)) : nil
  }
}

/// Names inside texts: `'public."User"'::regclass`, `format('%s.%s', …)`.
enum IdentifierText {
  static func parts(_ text: String, folding: Bool) -> [String] {
    var text = text
    while let open = text.firstRange(of: "/*"), let close = text.firstRange(of: "*/"),
      open.upperBound <= close.lowerBound
    {
      text.removeSubrange(open.lowerBound..<close.upperBound)
    }
    var parts: [String] = []
    var current = String.UnicodeScalarView()
    var wasQuoted = false
    var isQuoted = false
    func finish() {
      let plain = SQLValue.trimmed(String(current))
      parts.append(wasQuoted || !folding ? String(current) : plain.lowercased())
      current = String.UnicodeScalarView()
      wasQuoted = false
    }
    var scalars = Substring(text).unicodeScalars
    while let scalar = scalars.popFirst() {
      switch scalar {
      case "\"", "`":
        if isQuoted, scalars.first == scalar {
          current.append(scalar)
          _ = scalars.popFirst()
        } else {
          isQuoted.toggle()
          wasQuoted = true
        }
      case "." where !isQuoted: finish()
      default: current.append(scalar)
      }
    }
    finish()
    return parts
  }

  static func name(_ text: String, folding: Bool) -> QualifiedName {
    let parts = parts(text, folding: folding)
    guard parts.count > 1 else { return QualifiedName(parts.last ?? "") }
    return QualifiedName(parts[parts.count - 1], schema: parts[parts.count - 2])
  }
}
