import Catalog

/// `information_schema.table_constraints`, `key_column_usage` and their kin.
extension CatalogueView {
  static let tableConstraints = CatalogueView(
    columns: [
      "constraint_catalog", "constraint_schema", "constraint_name", "table_catalog",
      "table_schema", "table_name", "constraint_type",
    ]
  ) { reader in
    CatalogueRows(
      reader.constraints { table, entry in
        [
          [
            reader.catalogue, reader.schema(table.name), .text(entry.name), reader.catalogue,
            reader.schema(table.name), .text(table.name.name), .text(entry.kind.rawValue),
          ]
        ]
      }
    )
  }

  static let keyColumnUsage = CatalogueView(
    columns: [
      "constraint_catalog", "constraint_schema", "constraint_name", "table_catalog",
      "table_schema", "table_name", "column_name", "ordinal_position",
      "position_in_unique_constraint", "referenced_table_schema", "referenced_table_name",
      "referenced_column_name",
    ]
  ) { reader in
    CatalogueRows(
      reader.constraints { table, entry in
        entry.columns.enumerated().map { slot, column in
          let target = entry.foreignKey.map { reader.target($0) }
          let columns = entry.foreignKey?.target.columns ?? []
          return [
            reader.catalogue, reader.schema(table.name), .text(entry.name), reader.catalogue,
            reader.schema(table.name), .text(table.name.name), .text(column),
            .integer(slot + 1), target == nil ? .null : .integer(slot + 1),
            target.map { reader.schema($0) } ?? .null, reader.optional(target?.name),
            slot < columns.count && target != nil ? .text(columns[slot]) : .null,
          ]
        }
      }
    )
  }

  static let constraintColumnUsage = CatalogueView(
    columns: [
      "table_catalog", "table_schema", "table_name", "column_name", "constraint_catalog",
      "constraint_schema", "constraint_name",
    ]
  ) { reader in
    // The columns a constraint uses: those a foreign key points at, the own ones of others.
    CatalogueRows(
      reader.constraints(namedHere: false) { table, entry in
        let used = entry.foreignKey.map { reader.target($0) } ?? table.name
        let columns = entry.foreignKey?.target.columns ?? entry.columns
        return columns.map { column in
          [
            reader.catalogue, reader.schema(used), .text(used.name), .text(column),
            reader.catalogue, reader.schema(table.name), .text(entry.name),
          ]
        }
      }
    )
  }

  static let constraintTableUsage = CatalogueView(
    columns: ["table_schema", "table_name", "constraint_schema", "constraint_name"]
  ) { reader in
    CatalogueRows(
      reader.constraints(namedHere: false) { table, entry in
        let used = entry.foreignKey.map { reader.target($0) } ?? table.name
        return [
          [
            reader.schema(used), .text(used.name), reader.schema(table.name), .text(entry.name),
          ]
        ]
      }
    )
  }

  static let referentialConstraints = CatalogueView(
    columns: [
      "constraint_catalog", "constraint_schema", "constraint_name", "unique_constraint_name",
      "update_rule", "delete_rule", "table_name", "referenced_table_name",
    ]
  ) { reader in
    CatalogueRows(
      reader.constraints { table, entry in
        guard let key = entry.foreignKey else { return [] }
        return [
          [
            reader.catalogue, reader.schema(table.name), .text(entry.name), .unknown,
            .text(key.onUpdate.rawValue.uppercased()), .text(key.onDelete.rawValue.uppercased()),
            .text(table.name.name), .text(reader.target(key).name),
          ]
        ]
      }
    )
  }

  static let checkConstraints = CatalogueView(
    columns: [
      "constraint_catalog", "constraint_schema", "constraint_name", "check_clause", "table_name",
    ]
  ) { reader in
    CatalogueRows(
      reader.constraints { table, entry in
        guard let check = entry.check else { return [] }
        return [
          [
            reader.catalogue, reader.schema(table.name), .text(entry.name),
            .text("(" + check.expression.text + ")"), .text(table.name.name),
          ]
        ]
      }
    )
  }

  /// MySQL's list of index parts.
  static let statistics = CatalogueView(
    columns: [
      "table_catalog", "table_schema", "table_name", "non_unique", "index_schema", "index_name",
      "seq_in_index", "column_name", "sub_part", "index_type", "expression",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    for table in reader.tables(name: "table_name", schema: "table_schema") {
      func append(_ name: String, _ isUnique: Bool, _ parts: [IndexPart], _ type: String) {
        for (slot, part) in parts.enumerated() {
          rows.append([
            reader.catalogue, reader.schema(table.name), .text(table.name.name),
            .integer(isUnique ? 0 : 1), reader.schema(table.name), .text(name),
            .integer(slot + 1), part.isExpression ? .null : .text(part.text),
            part.prefixLength.map { .integer($0) } ?? .null, .text(type),
            part.isExpression ? .text(part.text) : .null,
          ])
        }
      }
      if let key = table.primaryKey {
        append("PRIMARY", true, key.columns.map { IndexPart($0) }, "BTREE")
      }
      for index in table.indexes {
        let type = index.kind == .plain ? (index.method ?? "btree") : index.kind.rawValue
        append(index.name, index.isUnique, index.parts, type.uppercased())
      }
    }
    return CatalogueRows(rows)
  }
}

extension CatalogueReader {
  /// The rows that `row` makes of every constraint; `namedHere` where `table_name` is the
  /// constraint's own table, which narrows the question.
  func constraints(
    namedHere: Bool = true,
    _ row: (Table, ConstraintEntry) -> [[SQLValue]]
  ) -> [[SQLValue]] {
    let tables: [Table]
    if !namedHere, pins.texts("constraint_name") == nil, let names = pins.texts("table_name") {
      // Constraints of others that point at these, and their own.
      let used = names.flatMap { self.tables(named: $0, in: pins.texts("table_schema")) }
      let others = used.flatMap { $0.referencedBy.compactMap { world.tableByID($0) } }
      tables = unique(used + others)
    } else if namedHere {
      tables = self.tables(
        name: "table_name",
        schema: "table_schema",
        constraint: "constraint_name"
      )
    } else {
      tables = self.tables(name: "", constraint: "constraint_name")
    }
    var rows: [[SQLValue]] = []
    for table in tables {
      for entry in ConstraintEntry.all(of: table, dialect: dialect) { rows += row(table, entry) }
    }
    return rows
  }

  /// The present name of the table a key points at.
  func target(_ key: ForeignKey) -> QualifiedName {
    key.target.table.flatMap { world.tableByID($0)?.name } ?? key.target.name
  }
}
