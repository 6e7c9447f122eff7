package import Catalog
import SourceText

/// What modelling one table may look at: the schema around it and the names of all classes.
package struct ModelContext: Sendable {
  package var schema: any SchemaLookup & Sendable
  package var options: ModelingOptions
  package var classes = ClassNames()
  var enums = UniqueNames<EnumKey>()

  /// A context without names, for a schema that grows.
  init(empty schema: any SchemaLookup & Sendable, _ options: ModelingOptions) {
    self.schema = schema
    self.options = options
  }

  package init(_ schema: Schema, _ options: ModelingOptions = ModelingOptions()) {
    self.init(empty: schema, options)
    let tables = schema.tables.filter(isModeled)
    let views = schema.views.filter(isModeled)
    classes.add(tables.map(\.name) + views.map(\.name), options)
    for type in schema.enums { claim(EnumClaim(type)) }
    for table in tables {
      let claims = EnumClaim.claims(of: table, className: classes[table.name], in: schema)
      for claim in claims { self.claim(claim) }
    }
    _ = enums.settle()
  }

  mutating func claim(_ claim: EnumClaim) {
    enums.insert(claim.key, plain: claim.plain, order: claim.order)
  }

  /// Whether a table gets a class.
  func isModeled(_ table: Table) -> Bool {
    (table.kind == .table || table.kind == .partitioned) && !table.isTemporary
      && !isExcluded(table.name)
  }

  func isModeled(_ view: View) -> Bool { !isExcluded(view.name) }

  private func isExcluded(_ name: QualifiedName) -> Bool {
    !options.excluded.isEmpty
      && (options.excluded.contains(name.name) || options.excluded.contains(name.description))
  }

  /// The class of a table; nil where it gets none.
  package func className(of table: Table) -> String? { classes[table.name] }

  package func className(of view: View) -> String? { classes[view.name] }

  func enumName(_ key: EnumKey) -> String? { enums.name(of: key) }

  /// The table as a pivot, if it is one.
  func pivot(_ table: Table) -> Pivot? {
    Pivot(table) { first, second in
      guard let left = schema.target(of: first), let right = schema.target(of: second),
        let leftName = className(of: left), let rightName = className(of: right)
      else { return false }
      return table.name.name == joiningTable(leftName, rightName)
    }
  }

  /// What the model says its key is: of several columns the first, of none the framework's `id`.
  func keyName(of table: Table) -> String {
    table.primaryKey?.columns.first ?? "id"
  }
}

/// The pivot table that the framework looks for between two models.
func joiningTable(_ left: String, _ right: String) -> String {
  let left = snake(left)
  let right = snake(right)
  return left < right ? left + "_" + right : right + "_" + left
}

/// The models of every table that gets one, sorted by class name.
///
/// A pivot without columns of its own gets none: its rows are reached through `belongsToMany`.
package func models(
  of schema: Schema,
  options: ModelingOptions = ModelingOptions()
) -> [Model] {
  models(in: ModelContext(schema, options))
}

/// The same in a context with all names, made of a whole schema.
package func models(in context: ModelContext) -> [Model] {
  guard let schema = context.schema as? Schema else { return [] }
  var places: [(name: String, place: Place)] = []
  for slot in schema.tables.indices {
    guard let name = context.className(of: schema.tables[slot]) else { continue }
    places.append((name, .table(slot)))
  }
  for slot in schema.views.indices {
    guard let name = context.className(of: schema.views[slot]) else { continue }
    places.append((name, .view(slot)))
  }
  return places.sorted { $0.name < $1.name }.compactMap { _, place in
    switch place {
    case .table(let slot): model(of: schema.tables[slot], in: context)
    case .view(let slot): model(of: schema.views[slot], in: context)
    }
  }
}

/// Where something with a model stands: a model is large, so that places are sorted in its stead.
private enum Place {
  case table(Int)
  case view(Int)
}

/// The model of one table; reads the table, those it points at and those that point at it.
package func model(of table: Table, in context: ModelContext) -> Model? {
  guard let className = context.className(of: table) else { return nil }
  let pivot = context.pivot(table)
  if let pivot, pivot.isPure { return nil }
  let attributes = attributes(of: table, in: context)
  let first = table.source.file
  return Model(
    table: table.id,
    tableName: table.name,
    className: className,
    comment: table.comment,
    attributes: attributes,
    key: key(of: table, pivot),
    timestamps: timestamps(attributes),
    deletedAt: deletedAt(attributes),
    relations: relations(of: table, className, in: context),
    compositeKeys: table.foreignKeys.filter { $0.columns.count > 1 },
    isPivot: pivot != nil,
    source: fileName(first),
    furtherSources: table.changedBy.count { $0 != first }
  )
}

/// A migration's file; with its folder where the file's name says nothing (`add_users/up.sql`).
private func fileName(_ path: String) -> String {
  let bytes = path.utf8
  guard let end = bytes.lastIndex(where: { $0 != 0x2F }).map({ bytes.index(after: $0) }),
    let start = bytes[..<end].lastIndex(of: 0x2F).map({ bytes.index(after: $0) })
  else { return path }
  let last = String(path[start..<end])
  guard last.hasPrefix("up.") || last.hasPrefix("migration.") else { return last }
  return path.split(separator: "/").suffix(2).joined(separator: "/")
}

/// A column that the framework can set to null to bring a row back.
private func deletedAt(_ attributes: [Attribute]) -> String? {
  attributes.date(named: "deleted_at")?.column.isNullable == true ? "deleted_at" : nil
}

/// A pivot without a key is known by its pair, as the framework knows it when it detaches.
private func key(of table: Table, _ pivot: Pivot?) -> ModelKey {
  guard let key = table.primaryKey, !key.columns.isEmpty else {
    guard let pivot else { return .none }
    return .composite(pivot.keys.0.columns + pivot.keys.1.columns)
  }
  guard key.columns.count == 1, let name = key.columns.first else {
    return .composite(key.columns)
  }
  return .single(name, isAutoIncrement: table.column(name)?.isAutoIncrement ?? false)
}

private func timestamps(_ attributes: [Attribute]) -> Timestamps {
  let isCreated = attributes.date(named: "created_at") != nil
  let isUpdated = attributes.date(named: "updated_at") != nil
  return switch (isCreated, isUpdated) {
  case (true, true): .both
  case (true, false): .createdOnly
  case (false, true): .updatedOnly
  case (false, false): .none
  }
}

extension [Attribute] {
  /// The attribute of this name, where it holds a date.
  fileprivate func date(named name: String) -> Attribute? {
    first { attribute in
      switch attribute.family {
      case .date, .dateTime: attribute.column.name == name
      default: false
      }
    }
  }
}

private func attributes(of table: Table, in context: ModelContext) -> [Attribute] {
  let keys = table.primaryKey?.columns ?? []
  return table.columns.map { column in
    let name = column.name
    var enumClass: EnumClass?
    let family = narrowedFamily(of: column, table, in: context.schema)
    if case .enumeration(let labels) = family,
      let name = context.enumName(EnumKey(column, of: table, in: context.schema))
    {
      enumClass = EnumClass(name: name, labels: labels)
    }
    let isKey = keys.contains(name)
    return Attribute(
      column: column,
      family: family,
      enumClass: enumClass,
      isFillable: !(isKey && keys.count == 1) && !isManaged(name) && column.generation == nil,
      isHidden: isSecret(name),
      isKey: isKey
    )
  }
}

/// Columns that the framework fills by itself.
private func isManaged(_ name: String) -> Bool {
  switch name {
  case "created_at", "updated_at", "deleted_at", "remember_token": true
  default: false
  }
}

/// Values that must not leave the application in JSON.
private func isSecret(_ name: String) -> Bool {
  let lower = lowercasedName(name)
  return lower.hasSuffix("password") || lower.hasSuffix("token") || lower.holds("secret")
    || lower.hasPrefix("two_factor_")
}

/// The model of a view: read only, without relations, since a view has no keys.
package func model(of view: View, in context: ModelContext) -> Model? {
  guard let className = context.className(of: view) else { return nil }
  let attributes = view.columns.map { output in
    let column = Column(
      name: output.name,
      type: output.type ?? ColumnType(""),
      isNullable: output.isNullable
    )
    var family = family(of: column, in: context.schema)
    if case .enumeration = family { family = .string }
    return Attribute(
      column: column,
      family: family,
      isFillable: false,
      isHidden: isSecret(output.name),
      isKey: false
    )
  }
  return Model(
    table: view.id,
    tableName: view.name,
    className: className,
    comment: view.comment,
    attributes: attributes,
    key: .none,
    timestamps: .none,
    relations: [],
    compositeKeys: [],
    isPivot: false,
    isView: true,
    source: fileName(view.source.file),
    furtherSources: 0
  )
}
