import Catalog

extension BlueprintGrammar {
  /// The native type of a column.
  func type(_ fluent: FluentObject) throws(PHPThrow) -> TypeName {
    let kind = fluent["type"]?.text ?? ""
    if kind == "raw" { return rawType(text(fluent["definition"])) }
    switch dialect {
    case .mysql, .mariadb: return try mySQLType(kind, fluent)
    case .postgres: return try postgresType(kind, fluent)
    case .sqlite: return try sqliteType(kind, fluent)
    }
  }

  private func number(_ fluent: FluentObject, _ name: StaticString) -> String? {
    fluent[name]?.integer.map { String($0) }
  }

  private func named(_ name: String, _ arguments: [String?] = []) -> TypeName {
    let known = arguments.compactMap { $0 }
    var type = TypeName(name, arguments: known)
    if dialect == .sqlite {
      type.spelling = known.isEmpty ? name : name + "(" + known.joined(separator: ",") + ")"
    }
    return type
  }

  /// The type at the beginning of a definition that is written out.
  private func rawType(_ definition: String) -> TypeName {
    let name = String(definition.prefix { $0 != "(" && $0 != " " })
    var arguments: [String] = []
    let rest = definition.dropFirst(name.count)
    if rest.first == "(", let close = rest.firstIndex(of: ")") {
      arguments = rest.dropFirst()[..<close].split(separator: ",").map { part in
        String(part.filter { $0 != " " && $0 != "'" })
      }
    }
    return named(name, arguments)
  }

  private func unsupported(_ kind: String) -> PHPThrow {
    evaluator.exception(
      "BadMethodCallException",
      "Method type" + kind + " does not exist on this database"
    )
  }

  private static let shapes: Set<String> = [
    "point", "linestring", "polygon", "geometrycollection", "multipoint", "multilinestring",
    "multipolygon",
  ]

  // MARK: MySQL and MariaDB

  private func mySQLType(_ kind: String, _ fluent: FluentObject) throws(PHPThrow) -> TypeName {
    var type = try mySQLBase(kind, fluent)
    type.isUnsigned = fluent.isTrue("unsigned")
    type.characterSet = fluent["charset"]?.text
    type.collation = fluent["collation"]?.text
    return type
  }

  private func mySQLBase(_ kind: String, _ fluent: FluentObject) throws(PHPThrow) -> TypeName {
    func precision() -> String? {
      (fluent["precision"]?.integer).flatMap { $0 > 0 ? String($0) : nil }
    }
    switch kind {
    case "string": return named("varchar", [number(fluent, "length") ?? "255"])
    case "char": return named("char", [number(fluent, "length")])
    case "bigInteger": return named("bigint")
    case "integer": return named("int")
    case "mediumInteger": return named("mediumint")
    case "smallInteger": return named("smallint")
    case "tinyInteger": return named("tinyint")
    case "boolean": return named("tinyint", ["1"])
    case "text", "tinyText", "mediumText", "longText": return named(kind.lowercased())
    case "float": return floatType(fluent)
    case "double": return doubleType(fluent)
    case "decimal":
      return named("decimal", [number(fluent, "total") ?? "8", number(fluent, "places") ?? "2"])
    case "enum", "set": return named(kind, allowed(fluent))
    case "json", "jsonb": return named("json")
    case "date", "year": return named(kind)
    case "dateTime", "dateTimeTz": return named("datetime", [precision()])
    case "timestamp", "timestampTz": return named("timestamp", [precision()])
    case "time", "timeTz": return named("time", [precision()])
    case "binary":
      guard let length = number(fluent, "length"), major >= 11 else { return named("blob") }
      return named(fluent.isTrue("fixed") ? "binary" : "varbinary", [length])
    case "uuid":
      return dialect == .mariadb && major >= 11 && evaluator.driverName(nil) == "mariadb"
        ? named("uuid") : named("char", ["36"])
    case "ipAddress": return named("varchar", ["45"])
    case "macAddress": return named("varchar", ["17"])
    case "geometry", "geography":
      let subtype = fluent["subtype"]?.text.map { $0.lowercased() } ?? ""
      return named(Self.shapes.contains(subtype) ? subtype : "geometry")
    case "vector": return named("vector", [number(fluent, "dimensions")])
    default:
      if Self.shapes.contains(kind) { return named(kind) }
      throw unsupported(kind)
    }
  }

  private func floatType(_ fluent: FluentObject) -> TypeName {
    guard major >= 11 else { return doubleType(fluent) }
    let precision = number(fluent, "total") ?? number(fluent, "precision") ?? "53"
    return named("float", [precision])
  }

  private func doubleType(_ fluent: FluentObject) -> TypeName {
    guard major <= 10 else { return named("double") }
    let isFloat = fluent["type"]?.text == "float"
    let total = number(fluent, "total") ?? (isFloat ? "8" : nil)
    let places = number(fluent, "places") ?? (isFloat ? "2" : nil)
    guard let total, let places, total != "0", places != "0" else { return named("double") }
    return named("double", [total, places])
  }

  // MARK: PostgreSQL

  private func postgresType(_ kind: String, _ fluent: FluentObject) throws(PHPThrow) -> TypeName {
    let precision = number(fluent, "precision")
    let isSerial =
      fluent.isTrue("autoIncrement") && fluent["generatedAs"] == nil && !fluent.isTrue("change")
    switch kind {
    case "string": return named("varchar", [number(fluent, "length")])
    case "char": return named("char", [number(fluent, "length")])
    case "bigInteger": return named(isSerial ? "bigserial" : "bigint")
    case "integer", "mediumInteger": return named(isSerial ? "serial" : "integer")
    case "smallInteger", "tinyInteger": return named(isSerial ? "smallserial" : "smallint")
    case "boolean", "date", "json", "jsonb", "uuid", "tsvector", "real": return named(kind)
    case "tinyText", "enum": return named("varchar", ["255"])
    case "text", "mediumText", "longText": return named("text")
    case "float":
      guard major >= 11 else { return named("double precision") }
      return named("float", [number(fluent, "total") ?? precision ?? "53"])
    case "double": return named("double precision")
    case "decimal":
      return named("decimal", [number(fluent, "total") ?? "8", number(fluent, "places") ?? "2"])
    case "dateTime", "timestamp": return named("timestamp without time zone", [precision])
    case "dateTimeTz", "timestampTz": return named("timestamp with time zone", [precision])
    case "time": return named("time without time zone", [precision])
    case "timeTz": return named("time with time zone", [precision])
    case "year": return named("integer")
    case "binary": return named("bytea")
    case "ipAddress": return named("inet")
    case "macAddress": return named("macaddr")
    case "geometry" where major <= 10: return shape(kind, fluent)
    case "geometry", "geography":
      guard let subtype = fluent["subtype"]?.text, !subtype.isEmpty else { return named(kind) }
      let srid = number(fluent, "srid") ?? (kind == "geography" ? "4326" : nil)
      return named(kind, [subtype.lowercased(), srid == "0" ? nil : srid])
    case "vector": return named("vector", [number(fluent, "dimensions")])
    default:
      guard Self.shapes.contains(kind) || kind == "multipolygonz" else {
        throw unsupported(kind)
      }
      return shape(kind, fluent)
    }
  }

  /// Up to major 10 shapes lie on the sphere unless `isGeometry()` says otherwise.
  private func shape(_ kind: String, _ fluent: FluentObject) -> TypeName {
    guard fluent["isGeometry"] != nil else {
      return named("geography", [kind, number(fluent, "projection") ?? "4326"])
    }
    return named("geometry", [kind, number(fluent, "projection")])
  }

  // MARK: SQLite

  private func sqliteType(_ kind: String, _ fluent: FluentObject) throws(PHPThrow) -> TypeName {
    switch kind {
    case "string", "char", "uuid", "ipAddress", "macAddress", "enum": return named("varchar")
    case "bigInteger", "integer", "mediumInteger", "smallInteger", "tinyInteger", "year":
      return named("integer")
    case "boolean": return named("tinyint", ["1"])
    case "text", "tinyText", "mediumText", "longText", "json", "jsonb": return named("text")
    case "float": return named("float")
    case "double": return named(major >= 11 ? "double" : "float")
    case "decimal": return named("numeric")
    case "date", "time": return named(kind)
    case "timeTz": return named("time")
    case "dateTime", "dateTimeTz", "timestamp", "timestampTz": return named("datetime")
    case "binary": return named("blob")
    case "geometry", "geography": return named("geometry")
    default:
      guard Self.shapes.contains(kind) else { throw unsupported(kind) }
      return named(kind)
    }
  }
}
