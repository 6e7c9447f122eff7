import Catalog

/// Asks the world for what a catalogue view lists, as narrowly as the pins of a query allow.
struct CatalogueReader {
  let evaluator: Evaluator
  let pins: Pins

  var world: any World { evaluator.world }
  var dialect: Dialect { evaluator.dialect }

  /// The tables that columns named `name`, `schema` may speak of, or constraints of a name.
  func tables(
    name: String,
    schema: String? = nil,
    object: String? = nil,
    constraint: String? = nil
  ) -> [Table] {
    if let object, let objects = pins.objects(object, find: evaluator.relation(named:)) {
      return unique(objects.compactMap { world.table($0.name) })
    }
    if let names = pins.texts(name) {
      return unique(names.flatMap { tables(named: $0, in: schema.flatMap { pins.texts($0) }) })
    }
    if let constraint, let names = pins.texts(constraint) {
      return unique(names.flatMap { world.tables(withConstraint: $0) })
    }
    return world.allTables()
  }

  func tables(named name: String, in schemas: [String]?) -> [Table] {
    switch dialect {
    case .postgres:
      return (schemas ?? world.schemas()).compactMap {
        world.table(QualifiedName(name, schema: $0))
      }
    case .mysql, .mariadb, .sqlite:
      return world.table(QualifiedName(name)).map { [$0] } ?? []
    }
  }

  func views(name: String, schema: String? = nil, object: String? = nil) -> [View] {
    if let object, let objects = pins.objects(object, find: evaluator.relation(named:)) {
      return objects.compactMap { world.view($0.name) }
    }
    guard let names = pins.texts(name) else { return world.allViews() }
    guard dialect == .postgres else { return names.compactMap { world.view(QualifiedName($0)) } }
    let schemas = schema.flatMap { pins.texts($0) } ?? world.schemas()
    return names.flatMap { name in
      schemas.compactMap { world.view(QualifiedName(name, schema: $0)) }
    }
  }

  func unique(_ tables: [Table]) -> [Table] {
    var seen: Set<ObjectID> = []
    return tables.filter { seen.insert($0.id).inserted }
  }

  /// The schema of a table as the catalogue shows it.
  ///
  /// MySQL's is the database of the connection, whose name migrations do not say.
  func schema(_ name: QualifiedName) -> SQLValue {
    if let schema = name.schema { return .text(schema) }
    if dialect.isMySQLFamily { return evaluator.currentDatabase }
    return dialect.defaultSchema.map { .text($0) } ?? .null
  }

  func relation(_ name: QualifiedName) -> SQLValue { .object(CatalogObject(.relation, name)) }

  func index(_ index: String, of table: Table) -> SQLValue {
    relation(QualifiedName(index, schema: table.name.schema))
  }

  func namespace(_ name: QualifiedName) -> SQLValue {
    .object(CatalogObject(.schema, QualifiedName(name.schema ?? "public")))
  }

  func yesNo(_ flag: Bool) -> SQLValue { .text(flag ? "YES" : "NO") }

  func optional(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }

  /// The name of a type of a column: the user's by its present name, else the printed one.
  func typeName(_ type: ColumnType) -> QualifiedName {
    if let id = type.object, let object = world.typeByID(id) {
      switch object {
      case .enumType(let type): return type.name
      case .domain(let type): return type.name
      case .opaqueType(let type): return type.name
      case .table, .view, .sequence, .routine: break
      }
    }
    return QualifiedName(CatalogueReader.withoutModifier(type.text), schema: "pg_catalog")
  }

  /// The modifier is not part of the type: `character varying(255)`, `timestamp(3) with …`.
  static func withoutModifier(_ text: String) -> String {
    guard let start = text.firstIndex(of: "(") else { return text }
    let tail = text.firstIndex(of: ")").map { text[text.index(after: $0)...] }
    return String(text[..<start]) + String(tail ?? "")
  }

  /// The type of a column as an object, for joins with `pg_type`.
  func type(_ type: ColumnType) -> SQLValue {
    var name = typeName(type)
    if type.dimensions > 0 { name.name += "[]" }
    return .object(CatalogObject(.type, name))
  }
}

extension Evaluator {
  /// The database of the connection: by name where one is known, else one that equals any name.
  var currentDatabase: SQLValue {
    if dialect.isMySQLFamily, let name = world.searchPath().first { return .text(name) }
    return .object(.unnamedDatabase)
  }
}
