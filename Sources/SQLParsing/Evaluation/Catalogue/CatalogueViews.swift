import Catalog

/// A view of the database's own catalogue: its columns, and its rows made from the schema.
struct CatalogueView: Sendable {
  /// The columns we fill; others are unknown.
  var columns: [String]
  var rows: @Sendable (CatalogueReader) -> CatalogueRows
}

struct CatalogueRows {
  var rows: [[SQLValue]]
  /// There are rows that the schema does not show: triggers, extensions, grants.
  var isOpen = false

  init(_ rows: [[SQLValue]], isOpen: Bool = false) {
    self.rows = rows
    self.isOpen = isOpen
  }
}

/// The catalogue views by name.
enum CatalogueViews {
  static func view(_ name: QualifiedName, dialect: Dialect) -> CatalogueView? {
    let plain = dialect == .postgres ? name.name : name.name.lowercased()
    let schema = dialect == .postgres ? name.schema : name.schema?.lowercased()
    switch dialect {
    case .postgres:
      if schema == "information_schema" { return informationSchema[plain] }
      return schema == nil || schema == "pg_catalog" ? postgres[plain] : nil
    case .mysql, .mariadb:
      return schema == "information_schema" ? informationSchema[plain] : nil
    case .sqlite:
      return schema == nil || schema == "main" || schema == "temp" ? sqlite[plain] : nil
    }
  }

  /// Whether a name belongs to the database itself, so that it is no table of the user's.
  static func isSystem(_ name: QualifiedName, dialect: Dialect) -> Bool {
    switch name.schema?.lowercased() {
    case "information_schema", "pg_catalog", "mysql", "performance_schema", "sys": true
    case nil:
      dialect == .postgres && name.name.hasPrefix("pg_")
        || dialect == .sqlite && name.name.lowercased().hasPrefix("sqlite_")
    default: false
    }
  }

  private static let informationSchema: [String: CatalogueView] = [
    "tables": .tables, "columns": .columns, "views": .views, "schemata": .schemata,
    "table_constraints": .tableConstraints, "key_column_usage": .keyColumnUsage,
    "constraint_column_usage": .constraintColumnUsage,
    "constraint_table_usage": .constraintTableUsage,
    "referential_constraints": .referentialConstraints, "check_constraints": .checkConstraints,
    "statistics": .statistics, "routines": .routines, "sequences": .sequences,
  ]

  private static let postgres: [String: CatalogueView] = [
    "pg_class": .pgClass, "pg_attribute": .pgAttribute, "pg_attrdef": .pgAttrdef,
    "pg_namespace": .pgNamespace, "pg_tables": .pgTables, "pg_views": .pgViews,
    "pg_matviews": .pgMatviews, "pg_index": .pgIndex, "pg_indexes": .pgIndexes,
    "pg_constraint": .pgConstraint, "pg_type": .pgType, "pg_enum": .pgEnum,
    "pg_inherits": .pgInherits, "pg_proc": .pgProc, "pg_extension": .pgExtension,
    "pg_sequences": .pgSequences,
  ]

  private static let sqlite: [String: CatalogueView] = [
    "sqlite_master": .sqliteMaster, "sqlite_schema": .sqliteMaster,
  ]
}
