import Catalog
import SourceText

extension SchemaObject {
  func ask(_ method: SchemaMethod, _ call: PHPNativeCall) throws(PHPThrow) -> PHPValue? {
    switch method {
    case .hasTable, .hasView, .hasColumn, .hasColumns, .hasIndex, .hasForeignKey,
      .getColumnListing, .getColumnType, .getColumns, .getIndexes, .getIndexListing,
      .getForeignKeys:
      break
    case .getTables, .getTableListing, .getAllTables: return tables(method, call)
    case .getViews:
      return described(call.evaluator.world.allViews().map(\.name))
    case .getTypes:
      return described(types(call.evaluator))
    case .getSchemas:
      return described(schemas(call.evaluator).map { QualifiedName($0) })
    case .getCurrentSchemaListing:
      return .array(PHPArray(list: currentSchemas(call.evaluator).map { .string($0) }))
    case .getCurrentSchemaName:
      return currentSchemas(call.evaluator).first.map { .string($0) } ?? .null
    default: return nil
    }
    let evaluator = call.evaluator
    try evaluator.checkTransaction()
    let subject = call.arguments.value(0, method == .hasView ? "view" : "table") ?? .null
    guard let name = try evaluator.text(of: subject) else {
      return .unknown(subject.unknownPart ?? PHPUnknown("a table whose name is not known"))
    }
    if evaluator.isForeign(connection) {
      return .unknown("the schema of the connection " + (connection ?? ""))
    }
    switch method {
    case .hasTable:
      return .bool(evaluator.table(name) != nil || evaluator.isBookkeeping(name))
    case .hasView:
      return .bool(evaluator.world.view(evaluator.tableName(name)) != nil)
    case .hasColumn:
      let column = call.arguments.value(1, "column") ?? .null
      guard let text = try evaluator.text(of: column) else { return column }
      return .bool(evaluator.hasColumn(name, text))
    case .hasColumns:
      guard case .array(let columns)? = call.arguments.value(1, "columns") else {
        return .unknown("a list of columns")
      }
      for column in columns.values {
        guard let text = try evaluator.text(of: column) else { return column }
        if !evaluator.hasColumn(name, text) { return .bool(false) }
      }
      return .bool(true)
    case .hasIndex:
      return .bool(
        evaluator.hasIndex(
          name,
          call.arguments.value(1, "index") ?? .null,
          call.arguments.value(2, "type") ?? .null
        )
      )
    case .getColumnType:
      let column = call.arguments.value(1, "column") ?? .null
      return evaluator.columnType(name, try evaluator.text(of: column) ?? "")
    case .hasForeignKey:
      return hasForeignKey(name, call.arguments.value(1, "foreignKey") ?? .null, evaluator)
    default: return list(method, evaluator, name)
    }
  }

  private func list(_ method: SchemaMethod, _ evaluator: Evaluator, _ name: String) -> PHPValue {
    guard let table = evaluator.table(name) else { return .array(PHPArray()) }
    switch method {
    case .getColumnListing:
      return .array(PHPArray(list: table.columns.map { .string($0.name) }))
    case .getColumns:
      return .array(PHPArray(list: table.columns.map { evaluator.describe($0) }))
    case .getIndexListing:
      return .array(
        PHPArray(list: evaluator.indexes(of: table).map { .string($0.name) })
      )
    case .getForeignKeys:
      return .array(PHPArray(list: table.foreignKeys.map { evaluator.describe($0) }))
    default:
      return .array(PHPArray(list: evaluator.indexes(of: table).map(\.described)))
    }
  }

  /// `Schema::hasForeignKey`: by name, or by the columns it is on, in order.
  private func hasForeignKey(
    _ name: String,
    _ wanted: PHPValue,
    _ evaluator: Evaluator
  ) -> PHPValue {
    if wanted.isUnknown { return wanted }
    let keys = evaluator.table(name)?.foreignKeys ?? []
    if case .array(let list) = wanted {
      let columns = list.values.compactMap(\.text)
      return .bool(keys.contains { $0.columns == columns })
    }
    return .bool(keys.contains { $0.name != nil && $0.name == wanted.text })
  }

  private func tables(_ method: SchemaMethod, _ call: PHPNativeCall) -> PHPValue {
    let evaluator = call.evaluator
    let names = evaluator.world.allTables().map(\.name)
    if method == .getTableListing {
      let isQualified = call.arguments.value(1, "schemaQualified")?.truth ?? false
      return .array(
        PHPArray(list: names.map { .string(isQualified ? $0.description : $0.name) })
      )
    }
    return described(names)
  }

  /// The schemas that unqualified names are looked for in, the first one first.
  private func currentSchemas(_ evaluator: Evaluator) -> [String] {
    switch evaluator.world.dialect {
    case .postgres: evaluator.world.searchPath()
    case .mysql, .mariadb: [evaluator.databaseName]
    case .sqlite: ["main"]
    }
  }

  private func schemas(_ evaluator: Evaluator) -> [String] {
    evaluator.world.dialect == .postgres
      ? evaluator.world.schemas() : currentSchemas(evaluator)
  }

  private func types(_ evaluator: Evaluator) -> [QualifiedName] {
    evaluator.world.allTypes().compactMap { type in
      switch type {
      case .enumType(let type): type.name
      case .domain(let type): type.name
      case .opaqueType(let type): type.name
      default: nil
      }
    }
  }

  /// `[['name' => …, 'schema' => …], …]`.
  private func described(_ names: [QualifiedName]) -> PHPValue {
    .array(
      PHPArray(
        list: names.map { name in
          .array(
            PHPArray([
              (.string("name"), .string(name.name)),
              (.string("schema"), name.schema.map { .string($0) } ?? .null),
            ])
          )
        }
      )
    )
  }

  func configure(
    _ method: SchemaMethod,
    _ call: PHPNativeCall
  ) throws(PHPThrow) -> PHPValue? {
    let evaluator = call.evaluator
    switch method {
    case .connection:
      let name = call.arguments.value(0, "name")?.text
      return .object(PHPObject(SchemaObject(connection: name == "" ? nil : name)))
    case .getConnection:
      return .object(PHPObject(ConnectionObject(connection: connection)))
    case .enableForeignKeyConstraints, .disableForeignKeyConstraints:
      let isOn = method == .enableForeignKeyConstraints
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(isOn)), at: call.source),
          isTry: true
        )
      }
      return .bool(true)
    case .withoutForeignKeyConstraints:
      let source = call.source
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(false)), at: source),
          isTry: true
        )
      }
      let result = try evaluator.callValue(call.arguments.value(0, "callback") ?? .null, [])
      if evaluator.speculation == nil {
        _ = evaluator.world.apply(
          LocatedOperation(.session(.foreignKeyChecks(true)), at: source),
          isTry: true
        )
      }
      return result
    case .defaultStringLength:
      evaluator.defaultStringLength = call.arguments.value(0, "length")?.integer
    case .defaultMorphKeyType:
      evaluator.defaultMorphKeyType = call.arguments.value(0, "type")?.text
    case .morphUsingUuids: evaluator.defaultMorphKeyType = "uuid"
    case .morphUsingUlids: evaluator.defaultMorphKeyType = "ulid"
    case .defaultTimePrecision:
      evaluator.defaultTimePrecision = call.arguments.value(0, "precision") ?? .null
    case .blueprintResolver, .setConnection, .useNativeSchemaOperationsIfPossible,
      .registerCustomDoctrineType, .ensureExtensionExists, .ensureVectorExtensionExists,
      .createDatabase, .dropDatabaseIfExists:
      return call.this
    case .macro: return try macro(call)
    default: return nil
    }
    return .null
  }

  private func macro(_ call: PHPNativeCall) throws(PHPThrow) -> PHPValue {
    if let name = call.arguments.value(0, "name")?.text,
      case .closure(let closure)? = call.arguments.value(1, "macro")
    {
      call.evaluator.macros[asciiLowercased(className) + "::" + asciiLowercased(name)] = closure
    }
    return .null
  }
}
