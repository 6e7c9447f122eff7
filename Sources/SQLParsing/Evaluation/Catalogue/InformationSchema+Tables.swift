import Catalog

/// `information_schema.tables`, `columns`, `views`, `schemata`, `routines`, `sequences`.
extension CatalogueView {
  static let tables = CatalogueView(
    columns: [
      "table_catalog", "table_schema", "table_name", "table_type", "engine", "table_comment",
      "table_collation", "table_rows", "is_insertable_into",
    ]
  ) { reader in
    let tables = reader.tables(name: "table_name", schema: "table_schema")
    let views = reader.views(name: "table_name", schema: "table_schema")
    let isMySQL = reader.dialect.isMySQLFamily
    var rows = tables.map { table -> [SQLValue] in
      let type = table.isTemporary && !isMySQL ? "LOCAL TEMPORARY" : "BASE TABLE"
      return [
        reader.catalogue, reader.schema(table.name), .text(table.name.name), .text(type),
        reader.optional(table.engine ?? (isMySQL ? "InnoDB" : nil)),
        .text(table.comment ?? ""), reader.optional(table.collation), .integer(0), .text("YES"),
      ]
    }
    rows += views.filter { !$0.isMaterialized }.map { view in
      [
        reader.catalogue, reader.schema(view.name), .text(view.name.name), .text("VIEW"), .null,
        .text(isMySQL ? "VIEW" : ""), .null, .null, .unknown,
      ]
    }
    return CatalogueRows(rows)
  }

  static let views = CatalogueView(
    columns: ["table_catalog", "table_schema", "table_name", "view_definition"]
  ) { reader in
    let views = reader.views(name: "table_name", schema: "table_schema")
    return CatalogueRows(
      views.filter { !$0.isMaterialized }.map { view in
        [
          reader.catalogue, reader.schema(view.name), .text(view.name.name),
          .text(view.query.text),
        ]
      }
    )
  }

  static let schemata = CatalogueView(columns: ["catalog_name", "schema_name"]) { reader in
    if let names = reader.pins.texts("schema_name") {
      let found = names.filter { reader.world.hasSchema($0) }
      return CatalogueRows(found.map { [reader.catalogue, .text($0)] })
    }
    let names = reader.world.schemas().map { SQLValue.text($0) }
    let all = reader.dialect.isMySQLFamily ? names + [reader.evaluator.currentDatabase] : names
    return CatalogueRows(all.map { [reader.catalogue, $0] })
  }

  static let columns = CatalogueView(
    columns: [
      "table_catalog", "table_schema", "table_name", "column_name", "ordinal_position",
      "column_default", "is_nullable", "data_type", "character_maximum_length", "udt_schema",
      "udt_name", "column_type", "column_key", "extra", "column_comment", "is_identity",
      "is_generated", "character_set_name", "collation_name", "domain_name", "numeric_precision",
      "numeric_scale", "datetime_precision",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.tables(name: "table_name", schema: "table_schema") {
      for (slot, column) in table.columns.enumerated() {
        rows.append(reader.columnRow(column, slot, table))
      }
    }
    for view in reader.views(name: "table_name", schema: "table_schema")
    where !view.isMaterialized {
      for (slot, column) in view.columns.enumerated() {
        let type = column.type
        let shown = Column(name: column.name, type: type ?? ColumnType(""))
        var row = reader.columnRow(shown, slot, nil)
        row[1] = reader.schema(view.name)
        row[2] = .text(view.name.name)
        if type == nil { for slot in [7, 8, 9, 10, 11] { row[slot] = .unknown } }
        rows.append(row)
      }
    }
    return CatalogueRows(rows)
  }

  static let routines = CatalogueView(
    columns: [
      "routine_catalog", "routine_schema", "routine_name", "routine_type", "specific_name",
      "external_language",
    ]
  ) { reader in
    guard let names = reader.pins.texts("routine_name") ?? reader.pins.texts("specific_name")
    else { return CatalogueRows([], isOpen: true) }
    let found = names.flatMap { reader.routines(named: $0) }
    return CatalogueRows(
      found.map { routine in
        [
          reader.catalogue, reader.schema(routine.name), .text(routine.name.name),
          .text(routine.isProcedure ? "PROCEDURE" : "FUNCTION"), .text(routine.name.name),
          .unknown,
        ]
      }
    )
  }

  static let sequences = CatalogueView(
    columns: ["sequence_catalog", "sequence_schema", "sequence_name"]
  ) { reader in
    guard let names = reader.pins.texts("sequence_name") else {
      return CatalogueRows([], isOpen: true)
    }
    return CatalogueRows(
      names.flatMap { reader.sequences(named: $0) }.map { sequence in
        [reader.catalogue, reader.schema(sequence.name), .text(sequence.name.name)]
      }
    )
  }
}

extension CatalogueReader {
  /// `table_catalog`: MySQL's is always `def`.
  var catalogue: SQLValue {
    dialect.isMySQLFamily ? .text("def") : .object(.unnamedDatabase)
  }

  func routines(named name: String) -> [Routine] {
    let schemas: [String?] = dialect == .postgres ? world.schemas().map { $0 } : [nil]
    return schemas.compactMap { world.routine(QualifiedName(name, schema: $0)) }
  }

  func sequences(named name: String) -> [Sequence] {
    let schemas: [String?] = dialect == .postgres ? world.schemas().map { $0 } : [nil]
    return schemas.compactMap { world.sequence(QualifiedName(name, schema: $0)) }
  }

  /// A row of `information_schema.columns`, in the order of `CatalogueView.columns`.
  func columnRow(_ column: Column, _ slot: Int, _ table: Table?) -> [SQLValue] {
    let isMySQL = dialect.isMySQLFamily
    let type = columnType(column)
    return [
      catalogue, table.map { schema($0.name) } ?? .null, optional(table?.name.name),
      .text(column.name), .integer(slot + 1), columnDefault(column, table),
      yesNo(column.isNullable), .text(type.data), type.length, .text(type.schema),
      .text(type.internalName), .text(isMySQL ? column.type.text : type.data),
      .text(table.map { key(column, $0) } ?? ""), .text(extra(column)),
      .text(column.comment ?? ""),
      yesNo(column.isAutoIncrement && !isMySQL && column.defaultValue == nil),
      .text(column.generation == nil ? "NEVER" : "ALWAYS"), optional(column.characterSet),
      optional(column.collation), type.domain, type.precision, type.scale, .unknown,
    ]
  }

  private func columnDefault(_ column: Column, _ table: Table?) -> SQLValue {
    if let text = column.defaultValue?.text {
      // MySQL shows the value of a plain literal, MariaDB and PostgreSQL the expression.
      guard dialect == .mysql, text.hasPrefix("'"), text.hasSuffix("'"), text.utf8.count > 1
      else { return .text(text) }
      return .text(String(text.dropFirst().dropLast()))
    }
    if column.isAutoIncrement, dialect == .postgres, let table {
      return .text("nextval('" + table.name.name + "_" + column.name + "_seq'::regclass)")
    }
    return .null
  }

  /// MySQL's `COLUMN_KEY`.
  private func key(_ column: Column, _ table: Table) -> String {
    if table.primaryKey?.columns.contains(column.name) == true { return "PRI" }
    let leading = table.indexes.filter { $0.parts.first?.text == column.name }
    if leading.contains(where: { $0.isUnique && $0.parts.count == 1 }) { return "UNI" }
    return leading.isEmpty ? "" : "MUL"
  }

  private func extra(_ column: Column) -> String {
    if column.isAutoIncrement { return "auto_increment" }
    if let generation = column.generation {
      return generation.kind == .stored ? "STORED GENERATED" : "VIRTUAL GENERATED"
    }
    return column.updatesTimestamp ? "DEFAULT_GENERATED on update CURRENT_TIMESTAMP" : ""
  }

  struct TypeFacts {
    var data: String
    var length: SQLValue = .null
    var schema = "pg_catalog"
    var internalName: String
    var domain: SQLValue = .null
    var precision: SQLValue = .null
    var scale: SQLValue = .null
  }

  /// `data_type`, `udt_name` and their kin.
  func columnType(_ column: Column) -> TypeFacts {
    let text = column.type.text
    let plain = CatalogueReader.withoutModifier(text)
    let numbers = CatalogueReader.modifiers(text)
    var facts = TypeFacts(data: plain, internalName: PostgresTypes.internalName(plain))
    if dialect.isMySQLFamily {
      facts.data = String(plain.split(separator: " ").first ?? "")
    } else if column.type.dimensions > 0 {
      facts.internalName = "_" + PostgresTypes.internalName(typeName(column.type).name)
      facts.data = "ARRAY"
      return facts
    } else if let id = column.type.object, let object = world.typeByID(id) {
      facts.data = "USER-DEFINED"
      switch object {
      case .enumType(let type): (facts.internalName, facts.schema) = names(type.name)
      case .opaqueType(let type): (facts.internalName, facts.schema) = names(type.name)
      case .domain(let type):
        let base = columnType(Column(name: "", type: ColumnType(type.type.text)))
        facts = base
        facts.domain = .text(type.name.name)
        return facts
      case .table, .view, .sequence, .routine: break
      }
      return facts
    }
    if facts.data.contains("char") || facts.data.contains("bit"), let first = numbers.first {
      facts.length = .integer(first)
    }
    if facts.data == "numeric" || facts.data == "decimal" {
      facts.precision = numbers.first.map { .integer($0) } ?? .null
      facts.scale = numbers.count > 1 ? .integer(numbers[1]) : .integer(0)
    }
    return facts
  }

  private func names(_ name: QualifiedName) -> (String, String) {
    (name.name, name.schema ?? "public")
  }

  static func modifiers(_ text: String) -> [Int] {
    guard let start = text.firstIndex(of: "("), let end = text.firstIndex(of: ")"), start < end
    else { return [] }
    return text[text.index(after: start)..<end].split(separator: ",").compactMap {
      Int(SQLValue.trimmed(String($0)))
    }
  }
}
