import Catalog

/// `pg_type`, `pg_enum`, `pg_namespace`, `pg_proc`, `pg_extension`.
extension CatalogueView {
  static let pgType = CatalogueView(
    columns: [
      "oid", "typname", "typnamespace", "typtype", "typcategory", "typrelid", "typbasetype",
      "typnotnull", "typelem", "typarray",
    ]
  ) { reader in
    var rows: [[SQLValue]] = []
    for name in reader.types() { rows.append(reader.typeRow(name.0, name.1)) }
    let isNarrow = reader.pins.values["typname"] != nil || reader.pins.values["oid"] != nil
    return CatalogueRows(rows, isOpen: !isNarrow && reader.pins.texts("typtype") == nil)
  }

  static let pgEnum = CatalogueView(
    columns: ["oid", "enumtypid", "enumsortorder", "enumlabel"]
  ) { reader in
    var rows: [[SQLValue]] = []
    for case .enumType(let type) in reader.enumTypes() {
      for (slot, label) in type.labels.enumerated() {
        rows.append([
          .unknown, .object(CatalogObject(.type, type.name)), .integer(slot + 1), .text(label),
        ])
      }
    }
    return CatalogueRows(rows)
  }

  static let pgNamespace = CatalogueView(columns: ["oid", "nspname"]) { reader in
    var names: [String]
    if let pinned = reader.pins.texts("nspname") ?? reader.pins.texts("oid") {
      names = pinned.filter {
        $0 == "pg_catalog" || $0 == "information_schema" || reader.world.hasSchema($0)
      }
    } else {
      names = reader.world.schemas() + ["information_schema", "pg_catalog"]
    }
    return CatalogueRows(
      names.map { [.object(CatalogObject(.schema, QualifiedName($0))), .text($0)] }
    )
  }

  static let pgProc = CatalogueView(
    columns: ["oid", "proname", "pronamespace", "prokind", "prosrc", "pronargs"]
  ) { reader in
    guard let names = reader.pins.texts("proname") ?? reader.pins.texts("oid") else {
      return CatalogueRows([], isOpen: true)
    }
    return CatalogueRows(
      names.flatMap { reader.routines(named: $0) }.map { routine in
        [
          .object(CatalogObject(.routine, routine.name)), .text(routine.name.name),
          reader.namespace(routine.name), .text(routine.isProcedure ? "p" : "f"),
          .text(routine.body.text), .integer(routine.parameters.filter { !$0.isOutput }.count),
        ]
      }
    )
  }

  /// What is installed beside `plpgsql` is not known.
  static let pgExtension = CatalogueView(columns: ["oid", "extname", "extversion"]) { _ in
    CatalogueRows([[.unknown, .text("plpgsql"), .text("1.0")]], isOpen: true)
  }
}

extension CatalogueReader {
  /// The types a query over `pg_type` may be about: name and kind.
  fileprivate func types() -> [(QualifiedName, SchemaObject?)] {
    if let objects = pins.objects("oid", find: evaluator.typeObject(named:)) {
      return objects.map { ($0.name, type(at: $0.name)) }
    }
    if let names = pins.texts("typname") {
      var found: [(QualifiedName, SchemaObject?)] = []
      for name in names {
        for schema in world.schemas() {
          let full = QualifiedName(name, schema: schema)
          if let type = world.type(full) {
            found.append((full, type))
          } else if let table = world.table(full) {
            found.append((table.name, .table(table)))
          } else if let view = world.view(full) {
            found.append((view.name, .view(view)))
          }
        }
        if let printed = PostgresTypes.printed(name) {
          found.append((QualifiedName(printed, schema: "pg_catalog"), nil))
        }
      }
      return found
    }
    return world.allTypes().compactMap { object in
      switch object {
      case .enumType(let type): (type.name, object)
      case .domain(let type): (type.name, object)
      case .opaqueType(let type): (type.name, object)
      case .table, .view, .sequence, .routine: nil
      }
    }
  }

  private func type(at name: QualifiedName) -> SchemaObject? {
    if let type = world.type(name) { return type }
    return world.table(name).map { .table($0) }
  }

  fileprivate func typeRow(_ name: QualifiedName, _ object: SchemaObject?) -> [SQLValue] {
    var kind = "b"
    var category = SQLValue.unknown
    var base = SQLValue.integer(0)
    var relation = SQLValue.integer(0)
    var isNotNull = false
    switch object {
    case .enumType: (kind, category) = ("e", .text("E"))
    case .domain(let domain):
      kind = "d"
      base = type(domain.type)
      isNotNull = !domain.isNullable
    case .opaqueType(let type): kind = type.kind == .range ? "r" : type.kind == .base ? "b" : "c"
    case .table, .view:
      (kind, category) = ("c", .text("C"))
      relation = self.relation(name)
    case .sequence, .routine, nil: break
    }
    if name.name.hasSuffix("[]") { category = .text("A") }
    let plain =
      name.schema == "pg_catalog" ? PostgresTypes.internalName(name.name) : name.name
    return [
      .object(CatalogObject(.type, name)), .text(plain), namespace(name), .text(kind), category,
      relation, base, .boolean(isNotNull), .unknown, .unknown,
    ]
  }

  /// The enums a query over `pg_enum` may be about.
  fileprivate func enumTypes() -> [SchemaObject] {
    guard let objects = pins.objects("enumtypid", find: evaluator.typeObject(named:)) else {
      return world.allTypes()
    }
    return objects.compactMap { world.type($0.name) }
  }
}
