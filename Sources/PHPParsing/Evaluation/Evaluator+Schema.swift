import Catalog

/// An index as the framework's introspection sees it, the primary key included.
struct DescribedIndex {
  var name: String
  var columns: [String]
  var type: String?
  var isUnique: Bool
  var isPrimary: Bool

  var described: PHPValue {
    .array(
      PHPArray([
        (.string("name"), .string(name)),
        (.string("columns"), .array(PHPArray(list: columns.map { .string($0) }))),
        (.string("type"), type.map { .string($0) } ?? .null),
        (.string("unique"), .bool(isUnique)),
        (.string("primary"), .bool(isPrimary)),
      ])
    )
  }
}

extension Evaluator {
  /// A table by the name migrations use, prefix added.
  func table(_ name: String) -> Table? { world.table(tableName(name)) }

  func hasColumn(_ table: String, _ column: String) -> Bool {
    guard let found = self.table(table) else { return false }
    let wanted = asciiLowercased(column)
    return found.columns.contains { asciiLowercased($0.name) == wanted }
  }

  func indexes(of table: Table) -> [DescribedIndex] {
    var list: [DescribedIndex] = []
    if let key = table.primaryKey {
      list.append(
        DescribedIndex(
          name: asciiLowercased(key.name ?? "primary"),
          columns: key.columns,
          type: world.dialect == .sqlite ? nil : "btree",
          isUnique: true,
          isPrimary: true
        )
      )
    }
    for index in table.indexes {
      let type: String? =
        switch index.kind {
        case .fulltext: "fulltext"
        case .spatial: "spatial"
        case .plain: world.dialect == .sqlite ? nil : index.method ?? "btree"
        }
      list.append(
        DescribedIndex(
          name: asciiLowercased(index.name),
          columns: index.parts.map(\.text),
          type: type,
          isUnique: index.isUnique,
          isPrimary: false
        )
      )
    }
    return list
  }

  /// `Schema::hasIndex`: by name, or by the columns it is on, in order.
  func hasIndex(_ table: String, _ index: PHPValue, _ type: PHPValue) -> Bool {
    guard let found = self.table(table) else { return false }
    let wantedType = type.isNull ? nil : type.text.map(asciiLowercased)
    return indexes(of: found).contains { candidate in
      let typeFits =
        switch wantedType {
        case nil: true
        case "primary": candidate.isPrimary
        case "unique": candidate.isUnique
        case let type?: candidate.type == type
        }
      guard typeFits else { return false }
      if case .array(let columns) = index {
        return candidate.columns == columns.values.compactMap(\.text)
      }
      return candidate.name == asciiLowercased(index.text ?? "")
    }
  }

  /// `Schema::getColumnType`: the name of the type alone; Doctrine's name for it up to major 10.
  func columnType(_ table: String, _ column: String) -> PHPValue {
    let wanted = asciiLowercased(column)
    guard
      let found = self.table(table)?.columns.first(where: {
        asciiLowercased($0.name) == wanted
      })
    else { return .unknown("the type of a column that is not there") }
    let name = typeName(of: found)
    guard let major = frameworkMajor, major <= 10 else { return .string(name) }
    return .string(doctrineName(name, found.type.text))
  }

  /// The framework's major: configured, or the one that composer has installed or asks for.
  var frameworkMajor: Int? {
    if let knownMajor { return knownMajor }
    let configured = world.setting("framework.major").flatMap { Int($0) }
    let major = configured ?? context.frameworkMajor(self)
    knownMajor = .some(major)
    return major
  }

  private func typeName(of column: Column) -> String {
    let text = asciiLowercased(column.type.text)
    let plain = String(text.prefix { $0 != "(" && $0 != " " })
    guard world.dialect == .postgres else { return plain }
    if text.hasPrefix("character varying") { return "varchar" }
    if text.hasPrefix("character") { return "bpchar" }
    if text.hasPrefix("timestamp") {
      return text.hasSuffix("with time zone") ? "timestamptz" : "timestamp"
    }
    switch text {
    case "bigint": return "int8"
    case "integer": return "int4"
    case "smallint": return "int2"
    case "boolean": return "bool"
    case "double precision": return "float8"
    case "real": return "float4"
    default: return plain
    }
  }

  private func doctrineName(_ name: String, _ text: String) -> String {
    switch name {
    case "varchar", "char", "enum", "set", "bpchar": "string"
    case "int", "int4", "mediumint", "integer": "integer"
    case "bigint", "int8": "bigint"
    case "smallint", "int2": "smallint"
    case "tinyint": text.hasPrefix("tinyint(1)") ? "boolean" : "smallint"
    case "bool": "boolean"
    case "text", "tinytext", "mediumtext", "longtext": "text"
    case "timestamp", "datetime": "datetime"
    case "timestamptz": "datetimetz"
    case "double", "float", "float4", "float8", "real": "float"
    case "numeric", "decimal": "decimal"
    case "blob", "longblob", "mediumblob", "bytea": "blob"
    case "uuid": "guid"
    case "jsonb", "json": "json"
    default: name
    }
  }

  func describe(_ column: Column) -> PHPValue {
    .array(
      PHPArray([
        (.string("name"), .string(column.name)),
        (.string("type_name"), .string(typeName(of: column))),
        (.string("type"), .string(column.type.text)),
        (.string("nullable"), .bool(column.isNullable)),
        (.string("default"), column.defaultValue.map { .string($0.text) } ?? .null),
        (.string("auto_increment"), .bool(column.isAutoIncrement)),
        (.string("comment"), column.comment.map { .string($0) } ?? .null),
        (.string("collation"), column.collation.map { .string($0) } ?? .null),
      ])
    )
  }

  func describe(_ key: ForeignKey) -> PHPValue {
    let target = key.target.table.flatMap { world.tableByID($0)?.name } ?? key.target.name
    return .array(
      PHPArray([
        (.string("name"), key.name.map { .string($0) } ?? .null),
        (.string("columns"), .array(PHPArray(list: key.columns.map { .string($0) }))),
        (.string("foreign_schema"), target.schema.map { .string($0) } ?? .null),
        (.string("foreign_table"), .string(target.name)),
        (
          .string("foreign_columns"),
          .array(PHPArray(list: key.target.columns.map { .string($0) }))
        ),
        (.string("on_update"), .string(key.onUpdate.rawValue)),
        (.string("on_delete"), .string(key.onDelete.rawValue)),
      ])
    )
  }

  /// The name of the connection in use where a migration names none: the configured one whose
  /// driver is that of the dialect.
  package var defaultConnection: String {
    if let main = rawConfiguration("database.default")?.text {
      let driver = rawConfiguration("database.connections." + main + ".driver")?.text
      if let driver, fittingDrivers.contains(driver) { return main }
    }
    return fittingConnections.first ?? driverName(nil)
  }

  private var fittingDrivers: Set<String> {
    world.dialect.isMySQLFamily ? ["mysql", "mariadb"] : [driverName(nil)]
  }

  /// The configured connections whose driver is that of the dialect, in their order.
  package var fittingConnections: [String] {
    guard case .array(let all)? = rawConfiguration("database.connections") else { return [] }
    return all.pairs.compactMap { key, connection in
      guard case .array(let settings) = connection, let driver = settings["driver"]?.text,
        fittingDrivers.contains(driver)
      else { return nil }
      return key.value.text
    }
  }

  /// The database of the default connection by the name its settings give it; any name stands
  /// for the one whose schema is computed.
  var databaseName: String {
    configured("database.connections." + defaultConnection + ".database").text?.ifNotEmpty
      ?? "laravel"
  }

  /// The driver of a connection, as `getDriverName()` gives it.
  func driverName(_ connection: String?) -> String {
    switch world.dialect {
    case .postgres: "pgsql"
    case .sqlite: "sqlite"
    case .mysql: "mysql"
    case .mariadb:
      world.setting("database.driver") ?? ((frameworkMajor ?? 12) >= 11 ? "mariadb" : "mysql")
    }
  }

  /// Whether a connection reaches another database than the one whose schema is computed.
  func isForeign(_ connection: String?) -> Bool {
    guard let connection, !connection.isEmpty else { return false }
    guard let main = configured("database.default").text, main != connection else { return false }
    let root = "database.connections."
    guard case .array = configured(root + connection) else { return false }
    let driver = configured(root + connection + ".driver").text
    if let driver, driver != configured(root + main + ".driver").text,
      driver != driverName(nil)
    {
      return true
    }
    let database = configured(root + connection + ".database").text
    let mainDatabase = configured(root + main + ".database").text
    return database != nil && mainDatabase != nil && database != mainDatabase
      && configured(root + main + ".driver").text == driver
  }
}
