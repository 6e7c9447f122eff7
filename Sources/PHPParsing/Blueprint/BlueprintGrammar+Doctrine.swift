import Catalog
import SourceText

extension BlueprintGrammar {
  /// A change as Doctrine makes it: the type of the definition, and of the rest what it mentions.
  func changeByDoctrine(_ fluent: FluentObject) throws(PHPThrow) -> [LocatedOperation] {
    guard let table = evaluator.world.table(name),
      let present = table.columns.first(where: {
        $0.name.lowercased() == fluent.name.lowercased()
      })
    else {
      throw evaluator.exception(
        "Doctrine\\DBAL\\Schema\\Exception\\ColumnDoesNotExist",
        "There is no column with name \"" + fluent.name + "\" on table \"" + name.name + "\"."
      )
    }
    let type = try doctrineType(fluent, present)
    switch dialect {
    case .mysql, .mariadb:
      return [
        alter([.modifyColumn(mySQLDefinition(type, fluent, present), ifExists: false)], fluent)
      ]
    case .postgres:
      return [alter(postgresChanges(type, fluent, present), fluent)]
    case .sqlite:
      let isNullable = fluent.has("nullable") ? fluent.isTrue("nullable") : present.isNullable
      let value = fluent.has("default") ? defaultValue(fluent) : present.defaultValue
      return try rebuild(fluent) { (table: inout Table) in
        guard let slot = table.columns.firstIndex(where: { $0.name == present.name }) else {
          return
        }
        let isUnsigned = type.spelling.hasSuffix("INT") || type.spelling == "INTEGER"
        let unsigned = isUnsigned && fluent.isTrue("unsigned") ? " UNSIGNED" : ""
        table.columns[slot].type = ColumnType(type.spelling + unsigned)
        table.columns[slot].isNullable = isNullable
        table.columns[slot].defaultValue = value
      }
    }
  }

  private func mySQLDefinition(
    _ type: TypeName,
    _ fluent: FluentObject,
    _ present: Column
  ) -> ColumnDefinition {
    var type = type
    let isInteger = type.name.hasSuffix("int")
    type.isUnsigned =
      isInteger || type.name == "decimal" || type.name == "double"
      ? (fluent.has("unsigned")
        ? fluent.isTrue("unsigned") : present.type.text.hasSuffix("unsigned")) : false
    if type.name.hasSuffix("text") || type.name.hasSuffix("char") {
      type.characterSet = fluent["charset"]?.text ?? present.characterSet
      type.collation = fluent["collation"]?.text ?? present.collation
    }
    var definition = ColumnDefinition(name: present.name, type: type)
    definition.isNullable = fluent.has("nullable") ? fluent.isTrue("nullable") : present.isNullable
    definition.defaultValue =
      fluent.has("default") || fluent.isTrue("useCurrent")
      ? defaultValue(fluent) : present.defaultValue
    if isInteger {
      definition.isAutoIncrement =
        fluent["autoIncrement"].map { $0.truth ?? false } ?? present.isAutoIncrement
    }
    definition.comment = fluent.has("comment") ? fluent["comment"]?.text : present.comment
    return definition
  }

  private func postgresChanges(
    _ type: TypeName,
    _ fluent: FluentObject,
    _ present: Column
  ) -> [TableAction] {
    let name = present.name
    var actions: [TableAction] = [
      .setType(column: name, type, using: nil, collation: nil)
    ]
    if fluent.has("default") {
      actions.append(
        defaultValue(fluent).map { .setDefault(column: name, $0) } ?? .dropDefault(column: name)
      )
    }
    if fluent.has("nullable"), fluent.isTrue("nullable") != present.isNullable {
      actions.append(
        fluent.isTrue("nullable") ? .dropNotNull(column: name) : .setNotNull(column: name)
      )
    }
    return actions
  }

  /// The type Doctrine knows by the name of the framework's, as its platform declares it.
  private func doctrineType(
    _ fluent: FluentObject,
    _ present: Column
  ) throws(PHPThrow) -> TypeName {
    let kind = fluent["type"]?.text ?? ""
    let length = fluent["length"]?.integer.map { String($0) }
    let isMySQL = dialect.isMySQLFamily
    func made(
      _ mySQL: String,
      _ postgres: String,
      _ sqlite: String,
      _ list: [String] = []
    )
      -> TypeName
    {
      var type = TypeName(isMySQL ? mySQL : postgres, arguments: list)
      if dialect == .sqlite {
        type = TypeName(sqlite, arguments: list)
        type.spelling = list.isEmpty ? sqlite : sqlite + "(" + list.joined(separator: ", ") + ")"
      }
      return type
    }
    switch kind {
    case "string": return made("varchar", "varchar", "VARCHAR", [length ?? "255"])
    case "char": return made("char", "char", "CHAR", [length ?? "255"])
    case "text": return made("text", "text", "CLOB")
    case "tinyText", "mediumText", "longText": return made(kind.lowercased(), "text", "CLOB")
    case "integer": return made("int", "integer", "INTEGER")
    case "bigInteger": return made("bigint", "bigint", "BIGINT")
    case "smallInteger": return made("smallint", "smallint", "SMALLINT")
    case "boolean":
      return isMySQL ? TypeName("tinyint", arguments: ["1"]) : made("", "boolean", "BOOLEAN")
    case "decimal":
      let total = fluent["total"]?.integer ?? 8
      let places = fluent["places"]?.integer ?? 2
      return made("decimal", "numeric", "NUMERIC", [String(total), String(places)])
    case "float", "double": return made("double", "double precision", "DOUBLE PRECISION")
    case "date": return made("date", "date", "DATE")
    case "dateTime":
      return dialect == .postgres
        ? TypeName("timestamp without time zone", arguments: ["0"])
        : made("datetime", "", "DATETIME")
    case "dateTimeTz":
      return dialect == .postgres
        ? TypeName("timestamp with time zone", arguments: ["0"]) : made("datetime", "", "DATETIME")
    case "timestamp":
      return dialect == .postgres
        ? TypeName("timestamp without time zone", arguments: ["0"])
        : made("timestamp", "", "DATETIME")
    case "time":
      return dialect == .postgres
        ? TypeName("time without time zone", arguments: ["0"]) : made("time", "", "TIME")
    case "json":
      return made(dialect == .mariadb ? "json" : "json", "json", "CLOB")
    case "uuid": return isMySQL ? TypeName("char", arguments: ["36"]) : made("", "uuid", "CHAR(36)")
    case "binary": return made("longblob", "bytea", "BLOB")
    default:
      throw evaluator.exception(
        "Doctrine\\DBAL\\Exception",
        "Unknown column type \"" + kind.lowercased()
          + "\" requested; Doctrine cannot change a column to it."
      )
    }
  }
}
