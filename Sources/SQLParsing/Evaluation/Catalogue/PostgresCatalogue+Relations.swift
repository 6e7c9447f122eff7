import Catalog

/// `pg_class`, `pg_attribute`, `pg_attrdef`, `pg_inherits` and the readable views over them.
extension CatalogueView {
  static let pgClass = CatalogueView(
    columns: [
      "oid", "relname", "relnamespace", "relkind", "relpersistence", "relispartition",
      "relhasindex", "reltuples", "relowner", "reltype", "relnatts",
    ]
  ) { reader in
    let kinds = reader.pins.texts("relkind")
    func wants(_ some: [String]) -> Bool { kinds.map { !Set($0).isDisjoint(with: some) } ?? true }
    var rows: [[SQLValue]] = []
    func append(_ name: QualifiedName, _ kind: String, isPartition: Bool = false, count: Int = 0) {
      rows.append([
        reader.relation(name), .text(name.name), reader.namespace(name), .text(kind),
        .text("p"), .boolean(isPartition), .unknown, .unknown, .unknown, .unknown,
        .integer(count),
      ])
    }
    if wants(["r", "p", "f"]) {
      for table in reader.tables(name: "relname", schema: "relnamespace", object: "oid") {
        append(
          table.name,
          table.kind == .partitioned ? "p" : "r",
          isPartition: table.isPartition,
          count: table.columns.count
        )
      }
    }
    if wants(["i", "I"]) {
      for (table, index) in reader.indexes(name: "relname", object: "oid") {
        append(
          QualifiedName(index, schema: table.name.schema),
          table.kind == .partitioned ? "I" : "i"
        )
      }
    }
    if wants(["v", "m"]) {
      for view in reader.views(name: "relname", schema: "relnamespace", object: "oid") {
        append(view.name, view.isMaterialized ? "m" : "v", count: view.columns.count)
      }
    }
    var isOpen = false
    if wants(["S"]) {
      if let names = reader.pins.texts("relname") {
        for sequence in names.flatMap({ reader.sequences(named: $0) }) {
          append(sequence.name, "S")
        }
      } else {
        isOpen = kinds?.contains("S") == true
      }
    }
    return CatalogueRows(rows, isOpen: isOpen)
  }

  static let pgAttribute = CatalogueView(
    columns: [
      "attrelid", "attname", "atttypid", "atttypmod", "attnum", "attnotnull", "atthasdef",
      "attisdropped", "attidentity", "attgenerated", "attndims",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.tables(name: "", object: "attrelid") {
      for (slot, column) in table.columns.enumerated() {
        let isIdentity = column.isAutoIncrement && column.defaultValue == nil
        rows.append([
          reader.relation(table.name), .text(column.name), reader.type(column.type),
          .text(column.type.text), .integer(slot + 1), .boolean(!column.isNullable),
          .boolean(column.defaultValue != nil || column.generation != nil), .boolean(false),
          isIdentity ? .unknown : .text(""),
          .text(column.generation == nil ? "" : column.generation?.kind == .stored ? "s" : "v"),
          .integer(column.type.dimensions),
        ])
      }
    }
    for view in reader.views(name: "", object: "attrelid") {
      for (slot, column) in view.columns.enumerated() {
        rows.append([
          reader.relation(view.name), .text(column.name),
          column.type.map { reader.type($0) } ?? .unknown,
          column.type.map { .text($0.text) } ?? .unknown, .integer(slot + 1), .boolean(false),
          .boolean(false), .boolean(false), .text(""), .text(""), .unknown,
        ])
      }
    }
    return CatalogueRows(rows)
  }

  static let pgAttrdef = CatalogueView(
    columns: ["oid", "adrelid", "adnum", "adbin"]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.tables(name: "", object: "adrelid") {
      for (slot, column) in table.columns.enumerated() {
        guard let text = column.defaultValue?.text ?? column.generation?.expression.text else {
          continue
        }
        rows.append([.unknown, reader.relation(table.name), .integer(slot + 1), .text(text)])
      }
    }
    return CatalogueRows(rows)
  }

  static let pgInherits = CatalogueView(
    columns: ["inhrelid", "inhparent", "inhseqno"]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.tables(name: "", object: "inhrelid") {
      for parent in table.parents.compactMap({ reader.world.tableByID($0) }) {
        rows.append([reader.relation(table.name), reader.relation(parent.name), .integer(1)])
      }
    }
    return CatalogueRows(rows)
  }

  static let pgTables = CatalogueView(
    columns: ["schemaname", "tablename", "tableowner", "hasindexes"]
  ) { reader in
    CatalogueRows(
      reader.tables(name: "tablename", schema: "schemaname").map { table in
        [
          reader.schema(table.name), .text(table.name.name), .unknown,
          .boolean(table.primaryKey != nil || !table.indexes.isEmpty),
        ]
      }
    )
  }

  static let pgViews = CatalogueView(
    columns: ["schemaname", "viewname", "viewowner", "definition"]
  ) { reader in
    CatalogueRows(
      reader.views(name: "viewname", schema: "schemaname").filter { !$0.isMaterialized }.map {
        [reader.schema($0.name), .text($0.name.name), .unknown, .text($0.query.text)]
      }
    )
  }

  static let pgMatviews = CatalogueView(
    columns: ["schemaname", "matviewname", "matviewowner", "definition"]
  ) { reader in
    CatalogueRows(
      reader.views(name: "matviewname", schema: "schemaname").filter(\.isMaterialized).map {
        [reader.schema($0.name), .text($0.name.name), .unknown, .text($0.query.text)]
      }
    )
  }

  static let pgSequences = CatalogueView(columns: ["schemaname", "sequencename"]) { reader in
    guard let names = reader.pins.texts("sequencename") else {
      return CatalogueRows([], isOpen: true)
    }
    return CatalogueRows(
      names.flatMap { reader.sequences(named: $0) }.map { sequence in
        [reader.schema(sequence.name), .text(sequence.name.name)]
      }
    )
  }
}

extension CatalogueReader {
  /// Indexes and the tables they are on, those of keys included.
  func indexes(
    name: String,
    object: String? = nil,
    table: String? = nil,
    schema: String? = nil
  ) -> [(Table, String)] {
    var names = pins.texts(name)
    if names == nil, let object {
      names = pins.objects(object, find: evaluator.relation(named:))?.map(\.name.name)
    }
    let tables: [Table]
    if let table, let wanted = pins.texts(table) {
      tables = unique(
        wanted.flatMap { self.tables(named: $0, in: schema.flatMap { pins.texts($0) }) }
      )
    } else if let names {
      tables = unique(
        names.flatMap { name in
          world.schemas().compactMap { world.tableOfIndex(QualifiedName(name, schema: $0)) }
        }
      )
    } else {
      tables = world.allTables()
    }
    var found: [(Table, String)] = []
    for table in tables {
      if let key = table.primaryKey { found.append((table, keyName(key, table))) }
      for index in table.indexes { found.append((table, index.name)) }
    }
    guard let names else { return found }
    return found.filter { names.contains($0.1) }
  }

  func keyName(_ key: PrimaryKey, _ table: Table) -> String {
    key.name ?? table.name.name + "_pkey"
  }
}
