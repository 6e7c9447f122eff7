import Catalog

/// `sqlite_master` and the pragmas that read as functions.
extension CatalogueView {
  static let sqliteMaster = CatalogueView(
    columns: ["type", "name", "tbl_name", "rootpage", "sql"]
  ) { reader in
    let types = reader.pins.texts("type")
    func wants(_ type: String) -> Bool { types?.contains(type) ?? true }
    var rows: [[SQLValue]] = []
    if wants("table") {
      let pinned = reader.pins.texts("name") == nil ? "tbl_name" : "name"
      for table in reader.tables(name: pinned) {
        let name = SQLValue.text(table.name.name)
        rows.append([.text("table"), name, name, .unknown, .unknown])
      }
    }
    if wants("index") {
      for table in reader.tablesOfIndexes() {
        for index in table.indexes {
          rows.append([
            .text("index"), .text(index.name), .text(table.name.name), .unknown, .unknown,
          ])
        }
      }
    }
    if wants("view") {
      for view in reader.views(name: "name") {
        let name = SQLValue.text(view.name.name)
        rows.append([.text("view"), name, name, .unknown, .text(view.query.text)])
      }
    }
    return CatalogueRows(rows, isOpen: types?.contains("trigger") ?? false)
  }
}

extension CatalogueReader {
  /// The tables that may hold an index a query asks for.
  func tablesOfIndexes() -> [Table] {
    if let names = pins.texts("tbl_name") {
      return unique(names.flatMap { tables(named: $0, in: nil) })
    }
    if let names = pins.texts("name") {
      return unique(names.compactMap { world.tableOfIndex(QualifiedName($0)) })
    }
    return world.allTables()
  }
}

/// SQLite's `pragma_table_info('t')` and its kin.
struct SQLiteCatalogue {
  let evaluator: Evaluator

  func pragma(_ name: String, of table: String) -> Relation {
    let found = evaluator.world.table(QualifiedName(table))
    switch name {
    case "table_info", "table_xinfo":
      var relation = Relation(columns: ["cid", "name", "type", "notnull", "dflt_value", "pk"])
      for (slot, column) in (found?.columns ?? []).enumerated() {
        let key = found?.primaryKey?.columns.firstIndex(of: column.name)
        relation.rows.append(
          Relation.Row([
            .integer(slot), .text(column.name), .text(column.type.text),
            .integer(column.isNullable ? 0 : 1),
            column.defaultValue.map { .text($0.text) } ?? .null,
            .integer(key.map { $0 + 1 } ?? 0),
          ])
        )
      }
      return relation
    case "index_list":
      var relation = Relation(columns: ["seq", "name", "unique", "origin", "partial"])
      for (slot, index) in (found?.indexes ?? []).enumerated() {
        relation.rows.append(
          Relation.Row([
            .integer(slot), .text(index.name), .integer(index.isUnique ? 1 : 0),
            .text(index.isConstraint ? "u" : "c"), .integer(index.predicate == nil ? 0 : 1),
          ])
        )
      }
      return relation
    case "foreign_key_list":
      var relation = Relation(columns: ["id", "seq", "table", "from", "to"])
      for (slot, key) in (found?.foreignKeys ?? []).enumerated() {
        for (part, column) in key.columns.enumerated() {
          let target = part < key.target.columns.count ? key.target.columns[part] : nil
          relation.rows.append(
            Relation.Row([
              .integer(slot), .integer(part), .text(key.target.name.name), .text(column),
              target.map { .text($0) } ?? .null,
            ])
          )
        }
      }
      return relation
    default: return .unknown
    }
  }
}
